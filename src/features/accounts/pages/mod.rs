//! The pages of accounts.

mod account;
mod links;
mod sign_in;
mod users;

pub use sign_in::sign_in_keeping;

use super::sign_in::Visit;
use crate::kit::web::{self, Endpoint, Web, get, post};
use crate::platform::secrets::Secret;
use actix_web::cookie::Cookie;

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/sign-in", sign_in::show),
        post("/sign-in", sign_in::submit),
        post("/sign-out", sign_in::sign_out),
        post("/switch", sign_in::switch),
        get("/reset", links::ask),
        post("/reset", links::ask_submit),
        get("/invitation/{token}", links::invitation),
        post("/invitation/{token}", links::invitation_submit),
        get("/reset/{token}", links::reset),
        post("/reset/{token}", links::reset_submit),
        get("/account", account::show),
        post("/account/details", account::save_details),
        post("/account/password", account::change_password),
        post("/account/sessions/end-others", account::end_others),
        post("/account/sessions/{id}/end", account::end_session),
        post("/account/tokens", account::new_token),
        post("/account/tokens/{id}/revoke", account::revoke_token),
        get("/users", users::list),
        post("/users", users::invite),
        get("/users/new", users::new),
        get("/users/{id}", users::show),
        post("/users/{id}/role", users::change_role),
        post("/users/{id}/end", users::end),
        post("/users/{id}/disable", users::disable),
        post("/users/{id}/enable", users::enable),
        post("/users/{id}/link", users::new_link),
        get("/portal/users", users::list),
        post("/portal/users", users::invite),
        get("/portal/users/new", users::new),
        get("/portal/users/{id}", users::show),
        post("/portal/users/{id}/role", users::change_role),
        post("/portal/users/{id}/end", users::end),
        post("/portal/users/{id}/disable", users::disable),
        post("/portal/users/{id}/enable", users::enable),
        post("/portal/users/{id}/link", users::new_link),
    ]
}

/// Where somebody goes after signing in: an address within this service that is not about signing in.
pub(super) fn local_path(text: &str) -> Option<String> {
    let local = web::local_path(text);
    let elsewhere = ["/sign-in", "/sign-out", "/reset", "/invitation/"].iter().any(|p| text.starts_with(p));
    local.filter(|_| !elsewhere).map(ToString::to_string)
}

fn visit(web: &Web) -> Visit {
    Visit {
        now: web.visitor.now,
        address: web.visitor.address.clone(),
        user_agent: web.visitor.user_agent.clone(),
        request_id: web.visitor.request_id.clone(),
        absolute_hours: web.app.settings.session_absolute_hours,
        old_session: web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone()),
    }
}

/// Ends with the browser; the server's own limits are stricter.
fn session_cookie(web: &Web, token: &Secret) -> Cookie<'static> {
    web.cookie("tillit-session", token.reveal(), None)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_addresses_of_our_own_are_followed() {
        for good in ["/", "/vendors?q=a", "/portal/assessments/1"] {
            assert_eq!(local_path(good).as_deref(), Some(good));
        }
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/sign-in?next=/",
            "/a\r\nb",
            "",
            "/sign-out",
        ] {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }
}
