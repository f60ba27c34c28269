//! Amendments of a contract: the list, and one of them.

use super::dates::newest;
use super::head::{Loaded, crumbs, head, load};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language};
use crate::features::contracts::actions::{self, AmendmentInput, BroughtIn, clauses_of};
use crate::features::contracts::records::{Amendment, AmendmentState, InContract};
use crate::features::contracts::store;
use crate::features::contracts::views::{AmendmentPage, AmendmentRow, AmendmentsPage, ClauseChoice};
use crate::features::vendors::{ConflictRow, conflict_rows};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn amendments(web: Web, id: Path<Id>) -> Answer {
    render_list(&web, StatusCode::OK, id.into_inner(), FormState::default()).await
}

async fn render_list(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let (loaded, all, brought) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let all = store::amendments(c, &ctx.scope, &id)?;
            Ok((loaded, all, store::brought_in(c, &ctx.scope, &id)?))
        })
        .await?;
    let row = |amendment: &Amendment| AmendmentRow {
        id: amendment.id.to_string(),
        number: amendment.number,
        title: amendment.title.clone(),
        state: amendment.state,
        signed_on: amendment.signed_on,
        clauses: clauses_of(&brought, &amendment.id).into_iter().map(|b| b.clause_id).collect(),
    };
    let page = AmendmentsPage { head: head(web, &loaded, "amendments"), rows: all.iter().map(row).collect(), form };
    let title = web.word_with("contracts-amendments-title", &[("reference", loaded.contract.reference.clone())]);
    web.page_titled(status, "pages/contracts/amendments", title, crumbs(web, &loaded.contract), &page)
}

pub async fn add_amendment(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, new) = (id.clone(), input(&fields));
    match web.write(move |c, ctx| actions::add_amendment(c, ctx, &key, &new)).await {
        Ok(row) => web.redirect_saying(
            format!("/contracts/{id}/amendments/{}", row.id),
            "ok",
            "contracts-amendment-added",
            &[("number", row.number.to_string())],
        ),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            render_list(&web, StatusCode::UNPROCESSABLE_ENTITY, id, state).await
        }
        Err(other) => Err(other),
    }
}

fn input(fields: &Fields) -> AmendmentInput {
    let brought =
        |id: &str| BroughtIn { clause_id: id.to_string(), section: fields.optional(&format!("section_{id}")) };
    AmendmentInput {
        title: fields.text("title"),
        diary_number: fields.optional("diary_number"),
        note: fields.optional("note"),
        clauses: fields.all("clause").into_iter().map(brought).collect(),
    }
}

/// What was typed in one of the forms of the page and refused.
#[derive(Default)]
struct Refused {
    form: Option<FormState>,
    typed: Option<Vec<BroughtIn>>,
    sign: Option<FormState>,
    drop: Option<FormState>,
    conflict: Vec<ConflictRow>,
    version: Option<i32>,
}

pub async fn amendment(web: Web, path: Path<(Id, Id)>) -> Answer {
    render_one(&web, StatusCode::OK, path.into_inner(), Refused::default()).await
}

async fn render_one(web: &Web, status: StatusCode, (id, amendment_id): (Id, Id), refused: Refused) -> Answer {
    let (loaded, amendment, brought) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let amendment = store::find_amendment(c, &ctx.scope, &id, &amendment_id)?;
            Ok((loaded, amendment, store::brought_in(c, &ctx.scope, &id)?))
        })
        .await?;
    let chosen = refused.typed.unwrap_or_else(|| clauses_of(&brought, &amendment.id));
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let stored = || {
        FormState::default()
            .with("title", &amendment.title)
            .with("diary_number", optional(&amendment.diary_number))
            .with("note", optional(&amendment.note))
    };
    let editable = amendment.state == AmendmentState::Proposed && web.can(Permission::ClauseEdit);
    let page = AmendmentPage {
        head: head(web, &loaded, "amendments"),
        id: amendment.id.to_string(),
        state: amendment.state,
        signed_on: amendment.signed_on,
        dropped_reason: amendment.dropped_reason.clone(),
        created_by: amendment.created_by_name.clone(),
        diary_number: amendment.diary_number.clone(),
        note: amendment.note.clone(),
        clauses: choices(web, &loaded, &chosen, editable),
        form: refused.form.unwrap_or_else(stored),
        sign_form: refused.sign.unwrap_or_default(),
        drop_form: refused.drop.unwrap_or_default(),
        version: refused.version.unwrap_or(amendment.version),
        conflict: refused.conflict,
        editable,
    };
    let number = amendment.number.to_string();
    let title = web.word_with("contracts-amendment-number", &[("number", number), ("title", amendment.title)]);
    web.page_titled(status, "pages/contracts/amendment", title, crumbs(web, &loaded.contract), &page)
}

/// Every clause that applies while the amendment is written; afterwards those that it brings in.
fn choices(web: &Web, loaded: &Loaded, chosen: &[BroughtIn], editable: bool) -> Vec<ClauseChoice> {
    let row = |line: &crate::features::contracts::EffectiveLine| {
        let brought = chosen.iter().find(|brought| brought.clause_id == line.clause.id);
        let sv = web.language() == Language::Sv;
        (editable || brought.is_some()).then(|| ClauseChoice {
            id: line.clause.id.clone(),
            title: if sv { line.clause.title_sv.clone() } else { line.clause.title_en.clone() },
            stands: line.in_contract().map_or("unknown", InContract::as_str),
            chosen: brought.is_some(),
            section: brought.and_then(|brought| brought.section.clone()).unwrap_or_default(),
        })
    };
    let mut rows: Vec<ClauseChoice> = loaded.lines.iter().filter_map(row).collect();
    // The vendor's tier may have changed: what was chosen is never left out.
    for brought in chosen {
        if !rows.iter().any(|row| row.id == brought.clause_id) {
            rows.push(ClauseChoice {
                id: brought.clause_id.clone(),
                title: String::new(),
                stands: "unknown",
                chosen: true,
                section: brought.section.clone().unwrap_or_default(),
            });
        }
    }
    rows
}

/// The answer to a form of the page: back to it, or the page again with what was wrong.
async fn answered(
    web: &Web,
    place: (Id, Id),
    outcome: Result<Amendment>,
    word: &str,
    refused: impl FnOnce(&[crate::base::FieldError]) -> Refused,
) -> Answer {
    match outcome {
        Ok(row) => {
            let href = format!("/contracts/{}/amendments/{}", row.contract_id, row.id);
            web.redirect_saying(href, "ok", word, &[("number", row.number.to_string())])
        }
        Err(Refusal::Invalid(errors)) => {
            render_one(web, StatusCode::UNPROCESSABLE_ENTITY, place, refused(&errors)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn save_amendment(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let (new, version, key) = (input(&fields), fields.version(), place.clone());
    let typed = Some(new.clauses.clone());
    let saved = web.write(move |c, ctx| actions::change_amendment(c, ctx, &key.0, &key.1, &new, version)).await;
    if let Err(Refusal::Conflict(stored)) = &saved {
        let refused = Refused {
            form: Some(web.form_with(&fields, &[])),
            typed,
            conflict: conflict_rows(&web, "contracts", &fields, stored, &[]),
            version: newest(stored),
            ..Refused::default()
        };
        return render_one(&web, StatusCode::CONFLICT, place, refused).await;
    }
    let refused = |errors: &[_]| Refused {
        form: Some(web.form_with(&fields, errors)),
        typed,
        version: Some(version),
        ..Refused::default()
    };
    answered(&web, place, saved, "contracts-saved", refused).await
}

pub async fn sign_amendment(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let (version, key) = (fields.version(), place.clone());
    let signed = match fields.required("signed_on", "error-date") {
        Ok(day) => web.write(move |c, ctx| actions::sign_amendment(c, ctx, &key.0, &key.1, day, version)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    let refused = |errors: &[_]| Refused { sign: Some(web.form_with(&fields, errors)), ..Refused::default() };
    answered(&web, place, signed, "contracts-amendment-is-signed", refused).await
}

pub async fn drop_amendment(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let (reason, version, key) = (fields.text("reason"), fields.version(), place.clone());
    let dropped = web.write(move |c, ctx| actions::drop_amendment(c, ctx, &key.0, &key.1, &reason, version)).await;
    let refused = |errors: &[_]| Refused { drop: Some(web.form_with(&fields, errors)), ..Refused::default() };
    answered(&web, place, dropped, "contracts-amendment-is-dropped", refused).await
}
