//! Who is at the other end of a request, and the one extractor that handlers use: `Web`.

use super::Answer;
use crate::access::{Permission, Via, policy};
use crate::base::{Id, Language, Refusal, Result};
use crate::kit::web::frame::frame_for;
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::{Flash, Frame};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, LOCATION};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, dev, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::sync::Arc;

/// An organisation that the signed-in person can act for.
#[derive(Debug, Clone)]
pub struct MembershipChoice {
    pub id: Id,
    pub organisation_name: String,
    pub current: bool,
}

#[derive(Debug, Clone)]
pub struct SignedInAs {
    pub ctx: Ctx,
    /// None for an API token.
    pub session_id: Option<Id>,
    pub account_id: Option<Id>,
    pub memberships: Vec<MembershipChoice>,
    /// Notices that the person has not read; 0 for a token, and where a script asks.
    pub unread: i64,
}

/// Put into the request by the shell before any handler runs.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub signed_in: Option<SignedInAs>,
    pub language: Language,
    /// The token that every form of this visitor carries.
    pub csrf: String,
    pub request_id: String,
    pub now: DateTime<Utc>,
    /// The network address, for throttling and the list of sessions.
    pub address: String,
    pub user_agent: String,
}

/// The CSRF token that belongs to a cookie value (session or visitor).
pub fn csrf_token(secret_key: &str, cookie_value: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"csrf\0");
    hasher.update(secret_key.as_bytes());
    hasher.update(b"\0");
    hasher.update(cookie_value.as_bytes());
    hex::encode(hasher.finalize())
}

/// What a handler needs of the request and the service.
#[derive(Clone)]
pub struct Web {
    pub app: web::Data<App>,
    pub visitor: Arc<Visitor>,
    /// Path and query as asked for.
    pub path: String,
    pub(super) request: HttpRequest,
}

impl FromRequest for Web {
    type Error = Refusal;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        ready(Web::of(request))
    }
}

impl Web {
    pub fn of(request: &HttpRequest) -> Result<Web> {
        let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| Refusal::fault("no app"))?;
        let visitor =
            request.extensions().get::<Arc<Visitor>>().cloned().ok_or_else(|| Refusal::fault("no visitor"))?;
        let path = request.uri().path_and_query().map_or("/".to_string(), ToString::to_string);
        Ok(Web { app, visitor, path, request: request.clone() })
    }

    pub fn ctx(&self) -> Result<&Ctx> {
        self.visitor.signed_in.as_ref().map(|s| &s.ctx).ok_or(Refusal::SignInNeeded)
    }

    pub fn language(&self) -> Language {
        self.visitor.language
    }

    pub fn can(&self, permission: Permission) -> bool {
        policy::allows(self.visitor.signed_in.as_ref().map(|s| s.ctx.actor.role), permission)
    }

    /// Runs one reading use case off the async threads.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db, &Ctx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ctx = self.ctx()?.clone();
        self.app.db.read(move |c| work(c, &ctx)).await
    }

    /// Runs one changing use case in one transaction, off the async threads.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db, &Ctx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ctx = self.ctx()?.clone();
        self.app.db.write(move |c| work(c, &ctx)).await
    }

    /// `write` for a short change that many make at the same time, as `Database::write_together`.
    pub async fn write_together<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db, &Ctx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let ctx = self.ctx()?.clone();
        self.app.db.write_together(move |c| work(c, &ctx)).await
    }

    pub fn word(&self, key: &str) -> String {
        self.app.views.word(self.language(), key, &BTreeMap::new())
    }

    /// Who did what happened. A job has a name that only we know.
    pub fn who(&self, event: &audit::Event) -> String {
        if event.via == Via::Job.as_str() { self.word("audit-by-itself") } else { event.actor_name.clone() }
    }

    pub fn word_with(&self, key: &str, args: &[(&'static str, String)]) -> String {
        self.app.views.word(self.language(), key, &args.iter().cloned().collect())
    }

    /// The frame of a page whose title is already worded.
    pub fn frame(&self, title: String) -> Frame {
        frame_for(self, title)
    }

    /// A page: `title` is a word key.
    pub fn page<T: Serialize>(&self, template: &str, title: &str, page: &T) -> Answer {
        self.page_titled(StatusCode::OK, template, self.word(title), Vec::new(), page)
    }

    /// A page whose form was refused: the same page, status 422.
    pub fn refused_page<T: Serialize>(&self, template: &str, title: &str, page: &T) -> Answer {
        self.page_titled(StatusCode::UNPROCESSABLE_ENTITY, template, self.word(title), Vec::new(), page)
    }

    /// A page with a worded title and breadcrumbs of (label, address).
    pub fn page_titled<T: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        title: String,
        crumbs: Vec<(String, String)>,
        page: &T,
    ) -> Answer {
        let mut frame = self.frame(title);
        let had_flash = frame.flash.is_some();
        frame.breadcrumbs =
            crumbs.into_iter().map(|(label, href)| crate::platform::view::Crumb { label, href: Some(href) }).collect();
        let html = self.app.views.page(template, &frame, page).map_err(Refusal::fault)?;
        let mut response = HttpResponse::build(status);
        response.content_type("text/html; charset=utf-8").insert_header((CACHE_CONTROL, "no-store"));
        if had_flash {
            response.cookie(self.cookie("tillit-flash", "", Some(0)));
        }
        Ok(response.body(html))
    }

    /// Where a changing form leads: 303.
    pub fn redirect(&self, to: impl AsRef<str>) -> Answer {
        Ok(HttpResponse::SeeOther().insert_header((LOCATION, to.as_ref())).finish())
    }

    /// A redirect that says what happened; `kind` is `ok`, `attention` or `serious`, `key` a word key.
    pub fn redirect_saying(
        &self,
        to: impl AsRef<str>,
        kind: &str,
        key: &str,
        args: &[(&'static str, String)],
    ) -> Answer {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((LOCATION, to.as_ref()));
        response.cookie(self.flash_cookie(kind, &self.word_with(key, args)));
        Ok(response.finish())
    }

    fn flash_cookie(&self, kind: &str, text: &str) -> Cookie<'static> {
        let value = URL_SAFE_NO_PAD.encode(format!("{kind}\n{text}"));
        self.cookie("tillit-flash", &value, Some(60))
    }

    pub(super) fn flash(&self) -> Option<Flash> {
        let cookie = self.request.cookie(&self.app.settings.cookie_name("tillit-flash"))?;
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cookie.value()).ok()?).ok()?;
        let (kind, text) = text.split_once('\n')?;
        let known = matches!(kind, "ok" | "attention" | "serious") && !text.is_empty();
        known.then(|| Flash { kind: kind.to_string(), text: text.to_string() })
    }

    /// A cookie of ours: HttpOnly, same-site, host-bound. `seconds`: None lasts for the session.
    pub fn cookie(&self, name: &str, value: &str, seconds: Option<i64>) -> Cookie<'static> {
        let settings = &self.app.settings;
        let mut cookie = Cookie::build(settings.cookie_name(name), value.to_string())
            .path("/")
            .http_only(true)
            .secure(settings.secure_cookies())
            .same_site(SameSite::Lax)
            .finish();
        cookie.set_max_age(seconds.map(actix_web::cookie::time::Duration::seconds));
        cookie
    }

    pub fn cookie_value(&self, name: &str) -> Option<String> {
        self.request.cookie(&self.app.settings.cookie_name(name)).map(|c| c.value().to_string())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name).and_then(|v| v.to_str().ok())
    }

    /// Whether the form was sent by autosave.js, which wants JSON back.
    pub fn is_autosave(&self) -> bool {
        self.header("x-requested-with") == Some("autosave")
    }

    /// What autosave.js expects after a good save.
    pub fn saved(&self, version: i32) -> Answer {
        let at = self.visitor.now.with_timezone(&crate::base::clock::ZONE).format("%H:%M").to_string();
        Ok(HttpResponse::Ok().json(serde_json::json!({ "saved_at": at, "version": version })))
    }

    /// JSON for the API.
    pub fn json<T: Serialize>(&self, status: StatusCode, body: &T) -> Answer {
        Ok(self.json_builder(status).json(body))
    }

    /// JSON of one object with its ETag.
    pub fn json_object<T: Serialize>(&self, status: StatusCode, version: i32, body: &T) -> Answer {
        Ok(self.json_builder(status).insert_header((ETAG, super::etag(version))).json(body))
    }

    fn json_builder(&self, status: StatusCode) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        response.insert_header((CACHE_CONTROL, "no-store"));
        response
    }

    /// A file that the browser saves instead of showing.
    pub fn download(&self, file_name: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
        Ok(Self::attachment(file_name, media_type).body(bytes))
    }

    /// The head of a file that is saved: its name as RFC 6266 writes it, and nothing that a browser could run.
    pub(super) fn attachment(file_name: &str, media_type: &str) -> HttpResponseBuilder {
        let ascii: String = file_name.chars().map(|c| if c.is_ascii_graphic() && c != '"' { c } else { '_' }).collect();
        let encoded: String =
            url::form_urlencoded::byte_serialize(file_name.as_bytes()).collect::<String>().replace('+', "%20");
        let mut head = HttpResponse::Ok();
        head.content_type(media_type)
            .insert_header((
                "Content-Disposition",
                format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"),
            ))
            .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
            .insert_header((CACHE_CONTROL, "no-store"));
        head
    }

    /// The version that an edit or a step names, when it names one. Errors: Conflict for what is no version.
    pub fn stated_version(&self) -> Result<Option<i32>> {
        self.header("if-match").map(|_| self.if_match()).transpose()
    }

    /// The version that an API edit says it edits. Errors: VersionNeeded (428) without `If-Match`.
    pub fn if_match(&self) -> Result<i32> {
        let value = self.header("if-match").ok_or(Refusal::VersionNeeded)?;
        value.trim().trim_start_matches("W/").trim_matches('"').parse().map_err(|_| Refusal::Conflict(BTreeMap::new()))
    }
}
