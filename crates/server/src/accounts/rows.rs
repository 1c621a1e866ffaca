//! The rows of the list of routes that are about accounts.

use super::{admins, devices, emails, factor, file_key, me, pages, passwords, sessions, sign_up};
use crate::routes::{Route, Who, delete, get, patch, post, put};
use domain::command::Role;

/// Returns them.
pub(crate) fn rows() -> Vec<Route> {
    let (everybody, signed_in, admin) = (Who::Everybody, Who::SignedIn, Who::Having(Role::Admin));
    vec![
        get("/account/{page}", everybody, pages::page),
        post("/api/v1/accounts", everybody, sign_up::sign_up),
        post("/api/v1/email/verify", everybody, sign_up::verify),
        post("/api/v1/sessions", everybody, sessions::sign_in),
        delete("/api/v1/sessions", signed_in, sessions::sign_out),
        // It shows its token itself: one that was replaced is looked at more closely here.
        post("/api/v1/sessions/renew", everybody, sessions::renew),
        post("/api/v1/password/forgot", everybody, passwords::forgot),
        post("/api/v1/password/reset", everybody, passwords::reset),
        post("/api/v1/password/change", signed_in, passwords::change),
        post("/api/v1/email/change", signed_in, emails::change),
        post("/api/v1/email/confirm", everybody, emails::confirm),
        get("/api/v1/devices", signed_in, devices::list),
        patch("/api/v1/devices/{device}", signed_in, devices::rename),
        delete("/api/v1/devices/{device}", signed_in, devices::revoke),
        put("/api/v1/device/key", signed_in, file_key::keep),
        get("/api/v1/device/key", signed_in, file_key::release),
        post("/api/v1/totp", signed_in, factor::begin),
        post("/api/v1/totp/confirm", signed_in, factor::confirm),
        post("/api/v1/totp/recovery-codes", signed_in, factor::new_codes),
        delete("/api/v1/totp", signed_in, factor::remove),
        get("/api/v1/me", signed_in, me::me),
        delete("/api/v1/me", signed_in, me::remove),
        get("/api/v1/me/export", signed_in, me::export),
        put("/api/v1/people/{person}/roles/{role}", admin, admins::give_role),
        delete("/api/v1/people/{person}/roles/{role}", admin, admins::take_role),
        post("/api/v1/people/{person}/disable", admin, admins::disable),
        post("/api/v1/people/{person}/enable", admin, admins::enable),
    ]
}
