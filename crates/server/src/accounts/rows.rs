//! The rows of the list of routes that are about accounts.

use super::{admins, devices, emails, factor, file_key, me, pages, passwords, sessions, sign_up, visits};
use crate::routes::{Route, Who, delete, get, patch, post, put};
use domain::accounts::{
    BeginTotp, BeginVisit, ChangeEmail, ChangePassword, ConfirmTotp, DeleteAccount, DeviceList, FileKeyBody,
    FindPeople, ForgotPassword, Link, Me, NewRecoveryCodes, PeopleList, RecoveryCodes, RemoveTotp,
    RenameDevice, Renewed, ResetPassword, SignIn, SignUp, SignedIn, TotpBegun, VisitList, Visiting,
};
use domain::command::Role;
use serde_json::Value;

/// Returns them.
pub(crate) fn rows() -> Vec<Route> {
    let (everybody, signed_in, admin) = (Who::Everybody, Who::SignedIn, Who::Having(Role::Admin));
    vec![
        get("/account/{page}", everybody, pages::page).gives_text("*/*").refuses(&[404]),
        post("/api/v1/accounts", everybody, sign_up::sign_up).takes::<SignUp>().done(202).refuses(&[429]),
        post("/api/v1/email/verify", everybody, sign_up::verify)
            .takes::<Link>()
            .done(204)
            .refuses(&[409, 410, 429]),
        post("/api/v1/sessions", everybody, sessions::sign_in)
            .takes::<SignIn>()
            .gives::<SignedIn>()
            .refuses(&[401, 403, 429]),
        delete("/api/v1/sessions", signed_in, sessions::sign_out).done(204),
        // It shows its token itself: one that was replaced is looked at more closely here.
        post("/api/v1/sessions/renew", everybody, sessions::renew).gives::<Renewed>().refuses(&[401, 403]),
        post("/api/v1/password/forgot", everybody, passwords::forgot)
            .takes::<ForgotPassword>()
            .done(202)
            .refuses(&[429]),
        post("/api/v1/password/reset", everybody, passwords::reset)
            .takes::<ResetPassword>()
            .done(204)
            .refuses(&[410, 429]),
        post("/api/v1/password/change", signed_in, passwords::change)
            .takes::<ChangePassword>()
            .gives::<Renewed>()
            .refuses(&[429]),
        post("/api/v1/email/change", signed_in, emails::change)
            .takes::<ChangeEmail>()
            .done(202)
            .refuses(&[429]),
        post("/api/v1/email/confirm", everybody, emails::confirm)
            .takes::<Link>()
            .done(204)
            .refuses(&[409, 410, 429]),
        get("/api/v1/devices", signed_in, devices::list).gives::<DeviceList>(),
        patch("/api/v1/devices/{device}", signed_in, devices::rename)
            .takes::<RenameDevice>()
            .done(204)
            .refuses(&[404]),
        delete("/api/v1/devices/{device}", signed_in, devices::revoke).done(204).refuses(&[404]),
        put("/api/v1/device/key", signed_in, file_key::keep)
            .takes::<FileKeyBody>()
            .done(204)
            .refuses(&[404, 409]),
        get("/api/v1/device/key", signed_in, file_key::release).gives::<FileKeyBody>().refuses(&[404]),
        post("/api/v1/totp", signed_in, factor::begin)
            .takes::<BeginTotp>()
            .gives::<TotpBegun>()
            .refuses(&[404, 409, 429]),
        post("/api/v1/totp/confirm", signed_in, factor::confirm)
            .takes::<ConfirmTotp>()
            .gives::<RecoveryCodes>()
            .refuses(&[404, 409, 429]),
        post("/api/v1/totp/recovery-codes", signed_in, factor::new_codes)
            .takes::<NewRecoveryCodes>()
            .gives::<RecoveryCodes>()
            .refuses(&[404, 429]),
        delete("/api/v1/totp", signed_in, factor::remove)
            .takes::<RemoveTotp>()
            .done(204)
            .refuses(&[404, 429]),
        get("/api/v1/me", signed_in, me::me).on_visits().gives::<Me>().refuses(&[404]),
        delete("/api/v1/me", signed_in, me::remove).takes::<DeleteAccount>().done(204).refuses(&[409, 429]),
        get("/api/v1/me/export", signed_in, me::export).gives::<Value>().refuses(&[404]),
        get("/api/v1/visits", signed_in, visits::list).gives::<VisitList>(),
        post("/api/v1/visits", admin, visits::begin)
            .takes::<BeginVisit>()
            .gives::<Visiting>()
            .refuses(&[404, 429]),
        delete("/api/v1/visits/current", signed_in, visits::end).on_visits().done(204),
        post("/api/v1/people/find", admin, admins::find).takes::<FindPeople>().gives::<PeopleList>(),
        put("/api/v1/people/{person}/roles/{role}", admin, admins::give_role).done(204).refuses(&[404, 409]),
        delete("/api/v1/people/{person}/roles/{role}", admin, admins::take_role)
            .done(204)
            .refuses(&[404, 409]),
        post("/api/v1/people/{person}/disable", admin, admins::disable).done(204).refuses(&[404, 409]),
        post("/api/v1/people/{person}/enable", admin, admins::enable).done(204).refuses(&[404, 409]),
    ]
}
