//! One record: what is known of it, what it says, and what in it is proposed to be secret.

use super::disclosing::line;
use super::{mark_view, object_href, packages, paragraph_choices, paragraphs};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, diary};
use crate::features::records::model::RecordKind;
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::{self, COUNTERPART, SUBJECT};
use crate::features::records::rows::Mark;
use crate::features::records::rules::retention;
use crate::features::records::views::{PartView, RecordPage, RuleView};
use crate::features::records::{actions, store};
use crate::features::vendors;
use crate::kit::web::{Answer, Posted, Web};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn page(c: &mut Db, ctx: &Ctx, app: &App, id: &Id, mark: FormState, upload: FormState) -> Result<RecordPage> {
    let record = store::find(c, &ctx.scope, id)?;
    let said = reading::of_record(c, ctx, &app.views, &record)?;
    let marks = store::marks(c, &ctx.scope, std::slice::from_ref(id))?;
    let holds = actions::holds_on(c, ctx, &record)?;
    let disclosures = store::disclosures_of_record(c, &ctx.scope, id)?;
    let packed = store::packages_of(c, &ctx.scope, std::slice::from_ref(id))?;
    let packages = packages::lines(c, ctx, packed)?;
    let settings = store::settings(c, &ctx.scope)?;
    let own = store::retentions(c, &ctx.scope)?.into_iter().find(|row| row.type_key == record.type_key);
    let rule = actions::rule_of(&actions::rules(c, ctx)?, &record.type_key);
    let vendor_name = match &record.vendor_id {
        Some(id) => vendors::names(c, &ctx.scope, std::slice::from_ref(id))?.remove(id),
        None => None,
    };
    let of = |key: &str| -> Vec<_> {
        let own = marks.iter().filter(|mark: &&Mark| mark.field_key == key);
        own.map(|mark| mark_view(ctx, mark)).collect()
    };
    let word = |key: &str| app.views.word0(ctx.language, key);
    let mut mark_fields: Vec<Choice> = Vec::new();
    let mut parts: Vec<PartView> = Vec::new();
    for field in &said.fields {
        let label = format!("{} {}", word(field.name), field.detail);
        mark_fields.push(Choice::new(&field.key, label.trim()));
        let about = field.key == SUBJECT || field.key == COUNTERPART;
        let marks = of(&field.key);
        // subject and counterpart are shown above; here only when something is said of them
        if !about || !marks.is_empty() {
            parts.push(PartView {
                name: Some(field.name),
                detail: field.detail.clone(),
                text: field.text.clone(),
                file_id: None,
                marks,
            });
        }
    }
    for file in &said.files {
        mark_fields.push(Choice::new(file.key(), &file.name));
        parts.push(PartView {
            name: None,
            detail: file.name.clone(),
            text: String::new(),
            file_id: Some(file.id.clone()),
            marks: of(&file.key()),
        });
    }
    let can_edit = ctx.can(Permission::RecordEdit) && !record.is_disposed();
    let parameters = Parameters::named(&record.type_version);
    let suggested = parameters.document_type(&record.type_key).map(|each| each.propose.as_slice()).unwrap_or_default();
    let link = settings.as_ref().and_then(|s| s.case_link.as_deref());
    Ok(RecordPage {
        suggested: suggested.iter().map(|key| parameters.paragraphs.label(key)).collect(),
        counterpart: record.counterpart.clone(),
        type_name: parameters.type_name(&record.type_key, ctx.language),
        vendor_name,
        case_link: record.diary_number.as_deref().and_then(|number| diary::link(link, number)),
        object_href: object_href(c, ctx, &record)?,
        parts,
        rule: RuleView {
            kind: rule.kind,
            years: rule.years,
            counts_from: rule.counts_from,
            plan_reference: own.map(|row| row.plan_reference),
            due_on: retention::due_on(rule, record.dated_on, record.closed_on),
        },
        holds,
        packages,
        disclosures: disclosures.into_iter().map(|row| line(ctx, row)).collect(),
        disposal_href: record.disposal_id.as_ref().map(|id| format!("/disposals/{id}")),
        mark_fields,
        paragraphs: paragraphs(ctx),
        paragraph_choices: paragraph_choices(ctx),
        mark_form: mark,
        upload_form: upload,
        can_edit,
        can_attach: can_edit && record.kind == RecordKind::Document,
        record,
    })
}

fn answer(web: &Web, body: &RecordPage, status: StatusCode) -> Answer {
    let crumbs = vec![(web.word("records-title"), "/records".to_string())];
    web.page_titled(status, "pages/records/show", body.record.subject.clone(), crumbs, body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let (app, id) = (web.app.clone(), id.into_inner());
    let none = FormState::default;
    let body = web.read(move |c, ctx| page(c, ctx, &app, &id, none(), none())).await?;
    answer(&web, &body, StatusCode::OK)
}

/// The same page with a form that was refused.
pub async fn refused(web: &Web, id: Id, mark: FormState, upload: FormState) -> Answer {
    let app = web.app.clone();
    let body = web.read(move |c, ctx| page(c, ctx, &app, &id, mark, upload)).await?;
    answer(web, &body, StatusCode::UNPROCESSABLE_ENTITY)
}

pub async fn mark(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (app, key) = (web.app.clone(), id.clone());
    let (field, paragraph, reason) = (fields.text("field_key"), fields.text("paragraph"), fields.text("reason"));
    let made = web.write(move |c, ctx| actions::mark(c, ctx, &app.views, &key, &field, &paragraph, &reason)).await;
    match made {
        Ok(_) => web.redirect_saying(format!("/records/{id}"), "ok", "records-mark-made", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            refused(&web, id, state, FormState::default()).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn unmark(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, mark_id) = path.into_inner();
    let key = id.clone();
    form.web.write(move |c, ctx| actions::unmark(c, ctx, &key, &mark_id)).await?;
    form.web.redirect_saying(format!("/records/{id}"), "ok", "records-mark-removed", &[])
}

/// One file of a record.
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, file_id) = path.into_inner();
    let app = web.app.clone();
    let found = web
        .read(move |c, ctx| {
            let record = store::find(c, &ctx.scope, &id)?;
            let said = reading::of_record(c, ctx, &app.views, &record)?;
            if !said.files.iter().any(|file| file.id == file_id) {
                return Err(Refusal::NotFound);
            }
            // a registered file is there even when it has been taken away where it was attached
            store::any_file(c, &ctx.scope, &file_id)?.ok_or(Refusal::NotFound)
        })
        .await?;
    web.send_attachment(found).await
}
