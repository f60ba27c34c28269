//! The client's pages of records, disclosures, disposals and packages.

pub mod assessing;
pub mod disclosing;
pub mod disclosure;
pub mod disposing;
pub mod editing;
pub mod export;
pub mod holds;
pub mod list_flow;
pub mod packages;
pub mod register;
pub mod settings;
pub mod show;

use super::model::RecordKind;
use super::parameters::Parameters;
use super::rows::{Mark, PublicRecord, Settings};
use super::store;
use super::views::{MarkView, RecordRow};
use crate::base::refusal::{Refusal, Result};
use crate::base::{FieldError, Id, Language, diary};
use crate::features::escalations;
use crate::features::plans;
use crate::features::secrecy::GroundView;
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;
use std::collections::BTreeSet;

/// The language that a paper is asked for in.
#[derive(serde::Deserialize)]
pub struct Asked {
    pub lang: Option<Language>,
}

fn types(ctx: &Ctx) -> Vec<Choice> {
    let all = &Parameters::on(ctx.today()).types;
    all.iter().map(|each| Choice::new(&each.key, each.name(ctx.language))).collect()
}

/// Every vendor, to narrow a list by.
fn vendor_choices(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    Ok(vendors::choices(c, &ctx.scope)?.into_iter().map(|(id, name)| Choice::new(id, name)).collect())
}

fn paragraphs(ctx: &Ctx) -> Vec<GroundView> {
    Parameters::on(ctx.today()).paragraphs.explained(ctx.language)
}

fn paragraph_choices(ctx: &Ctx) -> Vec<Choice> {
    Parameters::on(ctx.today()).paragraphs.choices()
}

fn mark_view(ctx: &Ctx, mark: &Mark) -> MarkView {
    let parameters = Parameters::on(ctx.today());
    let paragraph = parameters.paragraphs.find(&mark.paragraph);
    MarkView {
        id: mark.id.clone(),
        label: parameters.paragraphs.label(&mark.paragraph),
        warning: paragraph.and_then(|p| p.warning(ctx.language)).map(ToString::to_string),
        reason: mark.reason.clone(),
        made_by_name: mark.made_by_name.clone(),
        made_at: mark.made_at,
    }
}

/// What a diary number looks like here, when anybody has said so.
fn example(settings: Option<&Settings>) -> Option<String> {
    settings.and_then(|s| s.diary_example.clone().or_else(|| s.diary_pattern.clone()))
}

/// Rows of a list, with whether anything in them is marked. Two queries.
fn rows(c: &mut Db, ctx: &Ctx, records: Vec<PublicRecord>) -> Result<Vec<RecordRow>> {
    let ids: Vec<Id> = records.iter().map(|record| record.id.clone()).collect();
    let marked: BTreeSet<Id> = store::marks(c, &ctx.scope, &ids)?.into_iter().map(|mark| mark.record_id).collect();
    let link = store::settings(c, &ctx.scope)?.and_then(|settings| settings.case_link);
    let parameters = Parameters::on(ctx.today());
    let row = |record: PublicRecord| RecordRow {
        type_name: parameters.type_name(&record.type_key, ctx.language),
        case_link: record.diary_number.as_deref().and_then(|number| diary::link(link.as_deref(), number)),
        is_marked: marked.contains(&record.id),
        is_disposed: record.is_disposed(),
        id: record.id,
        number: record.number,
        subject: record.subject,
        kind: record.kind,
        direction: record.direction,
        dated_on: record.dated_on,
        diary_number: record.diary_number,
        counterpart: record.counterpart,
    };
    Ok(records.into_iter().map(row).collect())
}

/// Where the object of a record is shown; at most two queries.
fn object_href(c: &mut Db, ctx: &Ctx, record: &PublicRecord) -> Result<Option<String>> {
    let id = &record.object_id;
    Ok(match record.kind {
        RecordKind::Document | RecordKind::Evidence => None,
        RecordKind::Minutes => Some(format!("/dialogues/{id}")),
        RecordKind::Assessment => Some(format!("/assessments/{id}")),
        RecordKind::Approval => Some(format!("/subcontracts/{id}")),
        RecordKind::Analysis => Some(format!("/service-analyses/{id}")),
        RecordKind::Plan => match plans::find_decision(c, &ctx.scope, id) {
            Ok((plan, _)) => Some(format!("/plans/{}", plan.id)),
            Err(Refusal::NotFound) => None,
            Err(refusal) => return Err(refusal),
        },
        RecordKind::EscalationLetter => match escalations::escalation_of_step(c, &ctx.scope, id) {
            Ok(of) => Some(format!("/escalations/{of}")),
            Err(Refusal::NotFound) => None,
            Err(refusal) => return Err(refusal),
        },
    })
}

/// Errors of fields that have other names in the form: by the beginning of the name.
fn renamed(errors: Vec<FieldError>, name: impl Fn(&str) -> String) -> Vec<FieldError> {
    errors.into_iter().map(|error| FieldError { field: name(&error.field), ..error }).collect()
}

/// A PDF that the browser saves; setting the type takes a while, so it has no place on the threads that answer others.
async fn send_pdf(
    web: &Web,
    name: String,
    made: impl FnOnce(&crate::kit::App) -> Result<Vec<u8>> + Send + 'static,
) -> Answer {
    let app = web.app.clone();
    let bytes = tokio::task::spawn_blocking(move || made(&app)).await.map_err(crate::base::Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
