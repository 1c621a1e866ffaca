//! The icons: Lucide's, from one sprite. `style/collect-assets.mjs` makes the sprite from the same names.

use yew::html::IntoPropValue;
use yew::prelude::*;
use yew::virtual_dom::VNode;

macro_rules! icons {
    ($($variant:ident = $name:literal,)+) => {
        /// A picture that goes with words. Write `{ Icon::Bell }` where it should stand; it is hidden from
        /// assistive technology, so what it means must be said beside it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Icon { $($variant,)+ }

        impl Icon {
            /// Every icon.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Returns its name in the sprite.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

icons! {
    ArrowDown = "arrow-down",
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    ArrowUp = "arrow-up",
    Bell = "bell",
    Bold = "bold",
    Bookmark = "bookmark",
    Calendar = "calendar",
    ChartLine = "chart-line",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUp = "chevron-up",
    Circle = "circle",
    CircleAlert = "circle-alert",
    CircleCheck = "circle-check",
    CircleDot = "circle-dot",
    CircleHelp = "circle-help",
    Clock = "clock",
    Cloud = "cloud",
    CloudOff = "cloud-off",
    Command = "command",
    Copy = "copy",
    CornerDownLeft = "corner-down-left",
    Download = "download",
    Ellipsis = "ellipsis",
    EllipsisVertical = "ellipsis-vertical",
    ExternalLink = "external-link",
    Eye = "eye",
    EyeOff = "eye-off",
    FilePenLine = "file-pen-line",
    FileText = "file-text",
    Filter = "filter",
    Flag = "flag",
    Globe = "globe",
    GraduationCap = "graduation-cap",
    Heading = "heading",
    Heading2 = "heading-2",
    Heading3 = "heading-3",
    Hand = "hand",
    Heart = "heart",
    History = "history",
    House = "house",
    Inbox = "inbox",
    Info = "info",
    Italic = "italic",
    Keyboard = "keyboard",
    Layers = "layers",
    Lightbulb = "lightbulb",
    Link = "link",
    List = "list",
    ListChecks = "list-checks",
    ListOrdered = "list-ordered",
    Lock = "lock",
    LockOpen = "lock-open",
    LogOut = "log-out",
    Map = "map",
    Menu = "menu",
    MessageCircle = "message-circle",
    MessageSquare = "message-square",
    MessageSquarePlus = "message-square-plus",
    MessageSquareQuote = "message-square-quote",
    Minus = "minus",
    Moon = "moon",
    PanelLeft = "panel-left",
    PanelLeftClose = "panel-left-close",
    PanelRight = "panel-right",
    Pencil = "pencil",
    Phone = "phone",
    Pin = "pin",
    Plus = "plus",
    Quote = "quote",
    Redo2 = "redo-2",
    RefreshCw = "refresh-cw",
    RotateCcw = "rotate-ccw",
    Save = "save",
    Search = "search",
    Send = "send",
    Settings = "settings",
    Shield = "shield",
    SlidersHorizontal = "sliders-horizontal",
    Sparkles = "sparkles",
    SquareCheck = "square-check",
    Star = "star",
    Strikethrough = "strikethrough",
    Sun = "sun",
    SunMoon = "sun-moon",
    Tag = "tag",
    TextQuote = "text-quote",
    ThumbsUp = "thumbs-up",
    Trash2 = "trash-2",
    TriangleAlert = "triangle-alert",
    Undo2 = "undo-2",
    Upload = "upload",
    User = "user",
    UserCheck = "user-check",
    Users = "users",
    WifiOff = "wifi-off",
    X = "x",
    Zap = "zap",
}

impl From<Icon> for VNode {
    fn from(icon: Icon) -> Self {
        let href = format!("/assets/sprite.svg#{}", icon.name());
        html! { <svg class="icon" aria-hidden="true" focusable="false"><use href={href} /></svg> }
    }
}

impl IntoPropValue<VNode> for Icon {
    fn into_prop_value(self) -> VNode {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../../assets/sprite.svg");
        for icon in Icon::ALL {
            assert!(sprite.contains(&format!("<symbol id=\"{}\"", icon.name())), "{icon:?}");
        }
    }
}
