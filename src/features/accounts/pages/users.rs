//! The people of the organisation: `/users` for a region's admin, `/portal/users` for a vendor's.

use crate::access::{Role, Side};
use crate::base::refusal::Checks;
use crate::base::{Email, FieldError, Id, Language, Refusal, Result};
use crate::features::accounts::users::User;
use crate::features::accounts::views::{HandOverPage, NewUserPage, UserPage, UsersPage};
use crate::features::accounts::{invitations, users};
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// The list's address on the visitor's side.
fn base(web: &Web) -> Result<&'static str> {
    Ok(match web.ctx()?.scope.side() {
        Side::Region => "/users",
        Side::Vendor => "/portal/users",
    })
}

fn crumbs(web: &Web) -> Result<Vec<(String, String)>> {
    Ok(vec![(web.word("nav-users"), base(web)?.to_string())])
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let (q, invited) = (query.text("q").unwrap_or_default(), query.text("invited").as_deref() == Some("1"));
    let (asked, request) = (q.clone(), query.page_or_file());
    let found = web.read(move |c, ctx| users::list(c, ctx, &asked, invited, request)).await?;
    if query.asks_for_file() {
        return file(&web, &query, &found.items, found.total);
    }
    let page = UsersPage {
        base: base(&web)?,
        filter: FormState::default().with("q", q).with("invited", if invited { "1" } else { "" }),
        pager: (&found).into(),
        users: found.items,
    };
    web.page("pages/accounts/users", "nav-users", &page)
}

fn file(web: &Web, params: &Params, rows: &[User], total: i64) -> Answer {
    let columns = [
        ("common-name", 30, ColumnKind::Text),
        ("common-email", 36, ColumnKind::Text),
        ("users-role", 26, ColumnKind::Text),
        ("common-status", 16, ColumnKind::Text),
        ("users-last-sign-in", 14, ColumnKind::Date),
    ];
    let cells = |row: &User| {
        vec![
            Cell::text(&row.name),
            Cell::maybe(row.email.as_deref()),
            Cell::text(web.word(&format!("role-{}", row.role))),
            Cell::text(web.word(&format!("users-state-{}", row.state))),
            row.last_sign_in_at.map_or(Cell::Empty, Cell::day),
        ]
    };
    export_list(web, params, "nav-users", &columns, rows.iter().map(cells).collect(), total)
}

pub async fn new(web: Web) -> Answer {
    let form = FormState::default().with("language", web.language());
    new_page(&web, StatusCode::OK, form)
}

fn new_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let page = NewUserPage {
        base: base(web)?,
        form,
        roles: users::roles_of(web.ctx()?.scope.side()),
        languages: Language::ALL,
    };
    web.page_titled(status, "pages/accounts/user_new", web.word("users-new-title"), crumbs(web)?, &page)
}

pub async fn invite(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let name = checks.required("name", &fields.text("name"));
    let email: Option<Email> = checks.keep(fields.required("email", "error-email"));
    let role: Option<Role> = checks.keep(fields.required("role", "error-choice"));
    let language: Option<Language> = checks.keep(fields.required("language", "error-choice"));
    let outcome = match (checks.done(), email, role, language) {
        (Ok(()), Some(email), Some(role), Some(language)) => {
            let organisation_id = web.ctx()?.actor.organisation_id.clone();
            let new = invitations::Invite { organisation_id, name: name.clone(), email, role, language };
            web.write(move |c, ctx| invitations::invite(c, ctx, &new)).await
        }
        (Err(refusal), ..) => Err(refusal),
        _ => Err(Refusal::invalid("", "error-invalid")),
    };
    match outcome {
        Ok(made) => hand_over(&web, name, made.is_link.then_some(made.path)),
        Err(Refusal::Invalid(errors)) => {
            new_page(&web, StatusCode::UNPROCESSABLE_ENTITY, web.form_with(&fields, &errors))
        }
        Err(other) => Err(other),
    }
}

/// The answer that shows the link: the only time it is seen.
fn hand_over(web: &Web, name: String, link: Option<String>) -> Answer {
    let url = link.map(|path| format!("{}{path}", web.app.settings.base_url));
    let page = HandOverPage {
        base: base(web)?,
        name,
        form: FormState::default().with("link", url.clone().unwrap_or_default()),
        is_link: url.is_some(),
    };
    web.page_titled(StatusCode::OK, "pages/accounts/hand_over", web.word("users-hand-over-title"), crumbs(web)?, &page)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    user_page(web, id.into_inner(), StatusCode::OK, &[]).await
}

async fn user_page(web: Web, id: Id, status: StatusCode, errors: &[FieldError]) -> Answer {
    let user = web.read(move |c, ctx| users::find(c, ctx, &id)).await?;
    let ctx = web.ctx()?;
    let form = FormState::default().with("role", user.role).with_refusal(&web.app.views, web.language(), errors);
    let page = UserPage {
        base: base(&web)?,
        form,
        roles: users::roles_of(ctx.scope.side()),
        is_self: user.person_id == ctx.actor.person_id,
        user,
    };
    let title = page.user.name.clone();
    web.page_titled(status, "pages/accounts/user", title, crumbs(&web)?, &page)
}

pub async fn change_role(form: Posted, id: Path<Id>) -> Answer {
    let Posted { web, fields } = form;
    let id = id.into_inner();
    let role: Role = match fields.required("role", "error-choice") {
        Ok(role) => role,
        Err(error) => return user_page(web, id, StatusCode::UNPROCESSABLE_ENTITY, &[error]).await,
    };
    let (version, own) = (fields.version(), id.clone());
    let outcome = web.write(move |c, ctx| users::change_role(c, ctx, &own, version, role)).await;
    match outcome {
        Ok(_) => web.redirect_saying(format!("{}/{id}", base(&web)?), "ok", "users-role-saved", &[]),
        Err(Refusal::Invalid(errors)) => user_page(web, id, StatusCode::UNPROCESSABLE_ENTITY, &errors).await,
        Err(other) => Err(other),
    }
}

pub async fn end(form: Posted, id: Path<Id>) -> Answer {
    let Posted { web, fields } = form;
    let (id, version) = (id.into_inner(), fields.version());
    web.write(move |c, ctx| users::end(c, ctx, &id, version)).await?;
    web.redirect_saying(base(&web)?, "ok", "users-ended", &[])
}

pub async fn disable(form: Posted, id: Path<Id>) -> Answer {
    set_disabled(form, id.into_inner(), true, "users-disabled").await
}

pub async fn enable(form: Posted, id: Path<Id>) -> Answer {
    set_disabled(form, id.into_inner(), false, "users-enabled").await
}

async fn set_disabled(form: Posted, id: Id, disabled: bool, said: &str) -> Answer {
    let Posted { web, fields } = form;
    let (version, own) = (fields.version(), id.clone());
    web.write(move |c, ctx| users::set_disabled(c, ctx, &own, version, disabled)).await?;
    web.redirect_saying(format!("{}/{id}", base(&web)?), "ok", said, &[])
}

pub async fn new_link(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let (user, link) = web.write(move |c, ctx| Ok((users::find(c, ctx, &id)?, users::new_link(c, ctx, &id)?))).await?;
    hand_over(&web, user.name, link)
}
