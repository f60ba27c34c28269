//! The program's own routes: health, assets, the front door, language, accessibility statement.

use crate::access::Side;
use crate::base::{Language, Refusal};
use crate::features::accounts;
use crate::kit::web::{Answer, Endpoint, Posted, Web, get, local_path, post};
use crate::platform::{db, view};
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpResponse, web::Path};
use serde_json::json;

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/healthz", healthz),
        get("/readyz", readyz),
        get("/assets/{hash}/{name}", asset),
        get("/", front_door),
        post("/language", set_language),
        get("/accessibility", accessibility),
        get("/ui", ui),
    ]
}

async fn healthz() -> Answer {
    Ok(HttpResponse::Ok().content_type("text/plain").body("ok"))
}

async fn readyz(web: Web) -> Answer {
    let database = web.app.db.clone();
    let pending = tokio::task::spawn_blocking(move || db::pending(&database)).await.map_err(Refusal::fault)?;
    match pending {
        Ok(list) if list.is_empty() => Ok(HttpResponse::Ok().content_type("text/plain").body("ready")),
        Ok(_) => Ok(HttpResponse::ServiceUnavailable().content_type("text/plain").body("migrations pending")),
        Err(_) => Ok(HttpResponse::ServiceUnavailable().content_type("text/plain").body("database unreachable")),
    }
}

async fn asset(path: Path<(String, String)>) -> Answer {
    let (_, name) = path.into_inner();
    let (bytes, mime) = view::assets::asset(&name).ok_or(Refusal::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(mime)
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(bytes.into_owned()))
}

async fn front_door(web: Web) -> Answer {
    let to = match web.visitor.signed_in.as_ref().map(|s| s.ctx.actor.role.side()) {
        Some(Side::Region) => "/start",
        Some(Side::Vendor) => "/portal",
        None => "/sign-in",
    };
    web.redirect(to)
}

async fn set_language(form: Posted) -> Answer {
    let web = form.web;
    let language: Language = form.fields.get("lang").and_then(|l| l.parse().ok()).unwrap_or(Language::Sv);
    let back = form.fields.get("back").and_then(local_path).unwrap_or("/").to_string();
    if let Some(account_id) = web.visitor.signed_in.as_ref().and_then(|s| s.account_id.clone()) {
        web.app.db.write(move |c| accounts::set_language(c, &account_id, language)).await?;
    }
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, back))
        .cookie(web.cookie("tillit-language", language.as_str(), Some(365 * 86_400)))
        .finish())
}

async fn accessibility(web: Web) -> Answer {
    web.page("pages/shell/accessibility", "accessibility-title", &json!({}))
}

async fn ui(web: Web) -> Answer {
    web.page("pages/ui/index", "ui-title", &view::samples::UiPage::new(web.language()))
}
