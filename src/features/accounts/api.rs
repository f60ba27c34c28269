//! The people of the organisation, and who the token is, through the API.

use super::invitations;
use super::users::{self, User};
use crate::access::Role;
use crate::base::{Email, Id, Language, Refusal};
use crate::kit::web::{Answer, ApiBody, Endpoint, ListQuery, Params, Web, get, list_body, patch, post};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    paths(me, list, invite, change, portal_list, portal_invite, portal_change),
    components(schemas(User, Me, NewUser, UserChange))
)]
pub struct Description;

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/api/v1/me", me),
        get("/api/v1/users", list),
        post("/api/v1/users", invite),
        patch("/api/v1/users/{id}", change),
        get("/api/v1/portal/users", portal_list),
        post("/api/v1/portal/users", portal_invite),
        patch("/api/v1/portal/users/{id}", portal_change),
    ]
}

/// The person behind the token, and what it acts as.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Me {
    pub person_id: Id,
    pub name: String,
    pub organisation_id: Id,
    pub organisation_name: String,
    pub role: Role,
}

#[utoipa::path(get, path = "/api/v1/me", tag = "accounts", summary = "Who the token is",
    responses((status = 200, description = "The person, the organisation and the role", body = Me)))]
async fn me(web: Web) -> Answer {
    let actor = &web.ctx()?.actor;
    let body = Me {
        person_id: actor.person_id.clone(),
        name: actor.name.clone(),
        organisation_id: actor.organisation_id.clone(),
        organisation_name: actor.organisation_name.clone(),
        role: actor.role,
    };
    web.json(StatusCode::OK, &body)
}

#[utoipa::path(get, path = "/api/v1/users", tag = "accounts", summary = "People with a role in the organisation",
    params(ListQuery, ("invited" = Option<String>, Query, description = "1: only those who were invited and have not answered")),
    responses((status = 200, description = "A page of users")))]
async fn list(web: Web, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    let (query, invited) = (query.into_inner(), params.text("invited").is_some_and(|is| is == "1"));
    let page = web
        .read(move |c, ctx| users::list(c, ctx, query.q.as_deref().unwrap_or_default(), invited, query.page()))
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Swedish without it.
    pub language: Option<Language>,
}

#[utoipa::path(post, path = "/api/v1/users", tag = "accounts", summary = "Invite somebody", request_body = NewUser,
    responses((status = 201, description = "The user, and the one-time link unless the account is somebody else's too"),
        (status = 422, description = "A field cannot be accepted")))]
async fn invite(web: Web, body: ApiBody<NewUser>) -> Answer {
    let new = body.0;
    let email: Email = new.email.parse().map_err(|()| Refusal::invalid("email", "error-email"))?;
    let organisation_id = web.ctx()?.actor.organisation_id.clone();
    let new = invitations::Invite {
        organisation_id,
        name: new.name,
        email,
        role: new.role,
        language: new.language.unwrap_or(Language::Sv),
    };
    let (user, made) = web
        .write(move |c, ctx| {
            let made = invitations::invite(c, ctx, &new)?;
            Ok((users::find(c, ctx, &made.membership_id)?, made))
        })
        .await?;
    let link = made.is_link.then(|| format!("{}{}", web.app.settings.base_url, made.path));
    web.json_object(StatusCode::CREATED, user.version, &json!({ "user": user, "link": link }))
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    pub role: Option<Role>,
    /// True takes the role away.
    pub ended: Option<bool>,
}

#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "accounts", summary = "Change or end a role", request_body = UserChange,
    params(("id" = String, Path, description = "The user's id"), ("If-Match" = String, Header, description = "The ETag")),
    responses((status = 200, description = "The user as it is now"), (status = 204, description = "The role has ended"),
        (status = 412, description = "Changed by somebody else"), (status = 428, description = "If-Match is missing")))]
async fn change(web: Web, id: Path<Id>, body: ApiBody<UserChange>) -> Answer {
    let (id, version, change) = (id.into_inner(), web.if_match()?, body.0);
    if change.ended == Some(true) {
        web.write(move |c, ctx| users::end(c, ctx, &id, version)).await?;
        return Ok(actix_web::HttpResponse::NoContent().finish());
    }
    let user = web
        .write(move |c, ctx| match change.role {
            Some(role) => users::change_role(c, ctx, &id, version, role),
            None => users::find(c, ctx, &id),
        })
        .await?;
    web.json_object(StatusCode::OK, user.version, &user)
}

#[utoipa::path(get, path = "/api/v1/portal/users", tag = "accounts", summary = "People with a role at the vendor",
    params(ListQuery, ("invited" = Option<String>, Query, description = "1: only those who were invited and have not answered")),
    responses((status = 200, description = "A page of users")))]
async fn portal_list(web: Web, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    list(web, query, params).await
}

#[utoipa::path(post, path = "/api/v1/portal/users", tag = "accounts", summary = "Invite a colleague at the vendor", request_body = NewUser,
    responses((status = 201, description = "The user, and the one-time link unless the account is somebody else's too"),
        (status = 422, description = "A field cannot be accepted")))]
async fn portal_invite(web: Web, body: ApiBody<NewUser>) -> Answer {
    invite(web, body).await
}

#[utoipa::path(patch, path = "/api/v1/portal/users/{id}", tag = "accounts", summary = "Change or end a role at the vendor", request_body = UserChange,
    params(("id" = String, Path, description = "The user's id"), ("If-Match" = String, Header, description = "The ETag")),
    responses((status = 200, description = "The user as it is now"), (status = 204, description = "The role has ended"),
        (status = 412, description = "Changed by somebody else"), (status = 428, description = "If-Match is missing")))]
async fn portal_change(web: Web, id: Path<Id>, body: ApiBody<UserChange>) -> Answer {
    change(web, id, body).await
}
