//! The checklist of clauses 4-10.

use super::{clause_line, clause_lines, crumbs, day, id_text, people, text, whole};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::frameworks::isms_clauses;
use crate::features::own_isms::actions::{self, ClauseEdit};
use crate::features::own_isms::model::IsmsState;
use crate::features::own_isms::store;
use crate::features::own_isms::views::{ClausePage, ClausesPage};
use crate::kit::web::{Answer, Posted, Upload, Web};
use crate::kit::{Ctx, attachments};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn list(web: Web) -> Answer {
    let body = web
        .read(|c, ctx| {
            let rows = store::clauses(c, &ctx.scope)?;
            Ok(ClausesPage {
                completion: actions::completion_of(&rows, ctx.today()),
                rows: clause_lines(&rows, ctx.language, ctx.today()),
                can_edit: ctx.can(Permission::IsmsEdit),
            })
        })
        .await?;
    web.page_titled(StatusCode::OK, "pages/own_isms/clauses", web.word("own-isms-clauses"), crumbs(&web), &body)
}

fn page(
    c: &mut Db,
    ctx: &Ctx,
    clause_id: &str,
    megabytes: usize,
    form: Option<FormState>,
    file_form: FormState,
) -> Result<ClausePage> {
    let node = isms_clauses().into_iter().find(|node| node.id == clause_id).ok_or(Refusal::NotFound)?;
    let row = store::clause(c, &ctx.scope, clause_id)?;
    let files = match &row {
        Some(row) => attachments::of_object(c, &ctx.scope, &[], &row.id)?,
        None => Vec::new(),
    };
    let cost = |value: Option<i64>| value.map(|cost| cost.to_string()).unwrap_or_default();
    let stored = || match &row {
        None => FormState::default().with("state", IsmsState::NotStarted).with("version", 0),
        Some(row) => FormState::default()
            .with("state", row.state)
            .with("evidence", text(&row.evidence))
            .with("evidence_on", day(row.evidence_on))
            .with("owner_id", id_text(row.owner_id.as_ref()))
            .with("target_on", day(row.target_on))
            .with("gap", text(&row.gap))
            .with("next_step", text(&row.next_step))
            .with("cost_low", cost(row.cost_low))
            .with("cost_high", cost(row.cost_high))
            .with("cost_note", text(&row.cost_note))
            .with("version", row.version),
    };
    Ok(ClausePage {
        line: clause_line(node, row.as_ref(), ctx.language, ctx.today()),
        form: form.unwrap_or_else(stored),
        file_form,
        states: IsmsState::ALL,
        people: people(c, ctx)?,
        evidence: row.as_ref().and_then(|row| row.evidence.clone()),
        files,
        megabytes,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

async fn answer(web: &Web, status: StatusCode, id: String, form: Option<FormState>, file_form: FormState) -> Answer {
    let megabytes = web.app.settings.upload_max_bytes / 1_000_000;
    let body = web.read(move |c, ctx| page(c, ctx, &id, megabytes, form, file_form)).await?;
    let title = format!("{} {}", body.line.id, body.line.title);
    let mut way = crumbs(web);
    way.push((web.word("own-isms-clauses"), "/own-isms/clauses".to_string()));
    web.page_titled(status, "pages/own_isms/clause", title, way, &body)
}

pub async fn show(web: Web, id: Path<String>) -> Answer {
    answer(&web, StatusCode::OK, id.into_inner(), None, FormState::default()).await
}

pub async fn save(form: Posted, id: Path<String>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let state = checks.keep(fields.required::<IsmsState>("state", "error-choice"));
    let given = ClauseEdit {
        state: state.unwrap_or(IsmsState::NotStarted),
        evidence: fields.optional("evidence"),
        evidence_on: checks.keep(fields.date("evidence_on")).flatten(),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        target_on: checks.keep(fields.date("target_on")).flatten(),
        gap: fields.optional("gap"),
        next_step: fields.optional("next_step"),
        cost_low: whole(&fields, &mut checks, "cost_low"),
        cost_high: whole(&fields, &mut checks, "cost_high"),
        cost_note: fields.optional("cost_note"),
    };
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::write_clause(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying("/own-isms/clauses", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Some(state), FormState::default()).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn attach(upload: Upload, id: Path<String>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    if !isms_clauses().iter().any(|node| node.id == id) {
        return Err(Refusal::NotFound);
    }
    let done = match upload.receive("file").await {
        Ok(file) => {
            let key = id.clone();
            web.write(move |c, ctx| actions::attach(c, ctx, &key, &file)).await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/own-isms/clauses/{id}"), "ok", "own-isms-file-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&upload.fields, &errors);
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, id, None, state).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn file(web: Web, path: Path<(String, Id)>) -> Answer {
    let (clause_id, id) = path.into_inner();
    let found = web
        .read(move |c, ctx| {
            let row = store::clause(c, &ctx.scope, &clause_id)?.ok_or(Refusal::NotFound)?;
            let found = attachments::find(c, &ctx.scope, &[], &id)?;
            if found.object_id == row.id.as_str() { Ok(found) } else { Err(Refusal::NotFound) }
        })
        .await?;
    web.send_attachment(found).await
}
