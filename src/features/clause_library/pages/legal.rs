//! Legal references: which of them somebody has read in force, and saying so.

use super::{legal_line, paged, values};
use crate::access::Permission;
use crate::base::{Refusal, Result};
use crate::features::clause_library::actions::{self, NewVerification};
use crate::features::clause_library::library;
use crate::features::clause_library::model::LegalState;
use crate::features::clause_library::store;
use crate::features::clause_library::views::{LegalEvent, LegalPage, VerifyPage};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::Query;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (entries, states) =
        web.read(move |c, ctx| Ok((library::library(c, &ctx.scope)?, store::legal_states(c, &ctx.scope)?))).await?;
    let wanted = params.text("state");
    let q = params.text("q").map(|q| crate::base::text::fold(&q));
    let lines = library::references(&entries).into_iter().map(|(text, codes)| legal_line(&text, &states, codes));
    let found: Vec<_> = lines
        .filter(|line| match wanted.as_deref() {
            Some("verified") => line.verified,
            Some("unverified") => !line.verified,
            _ => true,
        })
        .filter(|line| q.as_ref().is_none_or(|q| crate::base::text::fold(&line.reference).contains(q.as_str())))
        .collect();
    let page = paged(found, params.page());
    let body = LegalPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page.items,
        states: vec!["verified", "unverified"],
        can_verify: web.can(Permission::LegalVerify),
    };
    let crumbs = vec![(web.word("library-title"), "/clauses".to_string())];
    web.page_titled(StatusCode::OK, "pages/clauses/legal", web.word("library-legal-title"), crumbs, &body)
}

pub async fn form(web: Web, query: Query<Params>) -> Answer {
    let reference = query.text("reference").ok_or(Refusal::NotFound)?;
    let start = values(&[("state", LegalState::Verified.to_string())]);
    render(&web, StatusCode::OK, reference, start).await
}

async fn render(web: &Web, status: StatusCode, reference: String, form: FormState) -> Answer {
    let asked = reference.clone();
    let (codes, history) = web
        .read(move |c, ctx| {
            let mut known = library::references(&library::library(c, &ctx.scope)?);
            let codes = known.remove(&asked).ok_or(Refusal::NotFound)?;
            Ok((codes, store::legal_history(c, &ctx.scope, &asked)?))
        })
        .await?;
    let history = history
        .into_iter()
        .map(|row| LegalEvent {
            state: row.state,
            source: row.source,
            read_on: row.read_on,
            by: row.verified_by_name,
            at: row.verified_at,
            note: row.note,
        })
        .collect();
    let page = VerifyPage { reference: reference.clone(), codes, form, states: LegalState::ALL, history };
    let crumbs = vec![
        (web.word("library-title"), "/clauses".to_string()),
        (web.word("library-legal-title"), "/legal-references".to_string()),
    ];
    web.page_titled(status, "pages/clauses/verify", reference, crumbs, &page)
}

fn read(fields: &Fields) -> Result<NewVerification> {
    let mut checks = crate::base::refusal::Checks::default();
    let read_on = checks.keep(fields.date("read_on")).flatten();
    let state = checks.keep(fields.required::<LegalState>("state", "error-choice")).unwrap_or(LegalState::Verified);
    checks.done()?;
    Ok(NewVerification {
        reference: fields.text("reference"),
        source: fields.text("source"),
        read_on,
        state,
        note: fields.optional("note"),
    })
}

pub async fn verify(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let saved = match read(&fields) {
        Ok(new) => web.write(move |c, ctx| actions::verify(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(row) => web.redirect_saying(
            "/legal-references",
            "ok",
            "library-legal-saved",
            &[("reference", row.reference.clone())],
        ),
        Err(Refusal::Invalid(errors)) => {
            let refused = web.form_with(&fields, &errors);
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, fields.text("reference"), refused).await
        }
        Err(other) => Err(other),
    }
}
