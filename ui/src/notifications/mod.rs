//! Notifications: the page behind the bell. What is told outside the window is the shell's business.

mod deeds;
mod notification_line;
mod notifications_page;
mod rows;
mod table;

pub(crate) use notifications_page::NotificationsPage;
