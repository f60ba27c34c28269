//! One request: search, choose, mask, issue, decide, hand over.

use super::{Asked, paragraph_choices, paragraphs, rows, send_pdf};
use crate::access::Permission;
use crate::base::Id;
use crate::base::PageRequest;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::actions::{self, Ruling};
use crate::features::records::model::{DisclosureOutcome, DisclosureSource, DisclosureState, Openness, Term};
use crate::features::records::paper;
use crate::features::records::parameters::Parameters;
use crate::features::records::rules::{masking, waited};
use crate::features::records::snapshot::Extract;
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::{DisclosurePage, ItemLine};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::kit::{App, Ctx, attachments};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use crate::platform::zips::{Packed, manifest, zip};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// How many records a search shows.
const FOUND: i64 = 30;

/// The forms of the page, of which at most one was refused.
#[derive(Debug, Default)]
struct Forms {
    terms: Option<FormState>,
    choose: FormState,
    decide: FormState,
}

/// The words as the form shows them: one a line, all by one ground.
fn terms_form(terms: &[Term]) -> FormState {
    let lines: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
    let paragraph = terms.first().map(|term| term.paragraph.clone()).unwrap_or_default();
    FormState::default().with("terms", lines.join("\n")).with("paragraph", paragraph)
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, q: Option<String>, forms: Forms) -> Result<DisclosurePage> {
    let row = store::find_disclosure(c, &ctx.scope, id)?;
    let mut items = Vec::new();
    for item in store::items(c, &ctx.scope, id)? {
        let masked = item.read_assessment()?.values().filter(|said| said.openness != Openness::Open).count();
        items.push(ItemLine {
            id: item.id,
            position: item.position,
            source: item.source,
            title: item.title,
            record_id: item.record_id,
            assessed_by_name: item.assessed_by_name,
            assessed_at: item.assessed_at,
            masked,
        });
    }
    let found = match &q {
        Some(q) => {
            let filter = RecordFilter { q: Some(q.clone()), ..RecordFilter::default() };
            let found = store::list(c, &ctx.scope, &filter, PageRequest::new(None, Some(FOUND)))?;
            let there = |id: &Id| items.iter().any(|item| item.record_id.as_ref() == Some(id));
            let left = found.items.into_iter().filter(|record| !record.is_disposed() && !there(&record.id));
            rows(c, ctx, left.collect())?
        }
        None => Vec::new(),
    };
    let until = row.closed_on.unwrap_or(ctx.today());
    let (days, pressure) = waited(row.received_on, until, Parameters::on(ctx.today()));
    let can = ctx.can(Permission::RecordEdit);
    Ok(DisclosurePage {
        requester: row.requester.clone(),
        contact: row.contact.clone(),
        days,
        pressure,
        items,
        q: q.unwrap_or_default(),
        found,
        extracts: store::extracts(c, &ctx.scope, id)?,
        events: store::events(c, &ctx.scope, id)?,
        terms_form: match forms.terms {
            Some(form) => form,
            None => terms_form(&row.read_terms()?),
        },
        choose_form: forms.choose,
        decide_form: forms.decide,
        paragraphs: paragraphs(ctx),
        paragraph_choices: paragraph_choices(ctx),
        outcomes: DisclosureOutcome::ALL,
        can_edit: can && row.is_open(),
        can_refuse: ctx.can(Permission::RecordDecide),
        can_hand_over: can && row.state == DisclosureState::Decided,
        has_letter: row.letter.is_some(),
        disclosure: row,
    })
}

fn answer(web: &Web, body: &DisclosurePage, status: StatusCode) -> Answer {
    let title = web.word_with("records-disclosure-title", &[("number", body.disclosure.number.to_string())]);
    let crumbs = vec![(web.word("records-disclosures"), "/disclosures".to_string())];
    web.page_titled(status, "pages/records/disclosure", title, crumbs, body)
}

/// `?q=` searches the records to choose among.
pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, q) = (id.into_inner(), query.text("q"));
    let body = web.read(move |c, ctx| page(c, ctx, &id, q, Forms::default())).await?;
    answer(&web, &body, StatusCode::OK)
}

/// Back to the request with a word, or the same page with what was wrong in one of its forms.
async fn settle(
    web: Web,
    fields: Fields,
    id: Id,
    done: Result<()>,
    said: &'static str,
    refused: fn(FormState) -> Forms,
) -> Answer {
    match done {
        Ok(()) => web.redirect_saying(format!("/disclosures/{id}"), "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let q = fields.optional("q");
            let body = web.read(move |c, ctx| page(c, ctx, &id, q, refused(state))).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn choose(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let ids: Vec<Id> = fields.all("record_ids").into_iter().filter_map(|id| id.parse().ok()).collect();
    let list = checks.keep(fields.parsed::<DisclosureSource>("list", "error-choice")).flatten();
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::choose(c, ctx, &key, &ids, list).map(drop)).await,
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, id, done, "records-chosen", |choose| Forms { choose, ..Forms::default() }).await
}

pub async fn remove(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, item_id) = path.into_inner();
    let key = id.clone();
    form.web.write(move |c, ctx| actions::remove(c, ctx, &key, &item_id)).await?;
    form.web.redirect_saying(format!("/disclosures/{id}"), "ok", "records-removed", &[])
}

/// The words of a form: one a line, all by one ground.
pub fn read_terms(fields: &Fields) -> Vec<Term> {
    let paragraph = fields.text("paragraph");
    let lines = fields.text("terms");
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|text| Term { text: text.to_string(), paragraph: paragraph.clone() }).collect()
}

pub async fn terms(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, terms) = (id.clone(), fields.version(), read_terms(&fields));
    let done = web.write(move |c, ctx| actions::set_terms(c, ctx, &key, Some(version), &terms).map(drop)).await;
    settle(web, fields, id, done, "records-terms-saved", |terms| Forms { terms: Some(terms), ..Forms::default() }).await
}

pub async fn issue(form: Posted, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (app, key) = (form.web.app.clone(), id.clone());
    let made = form.web.write(move |c, ctx| actions::issue(c, ctx, &app, &key)).await?;
    let args = [("number", made.number.to_string())];
    form.web.redirect_saying(format!("/disclosures/{id}#extracts"), "ok", "records-extract-made", &args)
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let ruling = Ruling {
        outcome: checks.keep(fields.parsed("outcome", "error-choice")).flatten(),
        reasons: fields.text("reasons"),
        paragraphs: fields.all("paragraphs").into_iter().filter(|key| !key.is_empty()).map(str::to_string).collect(),
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), &ruling).map(drop)).await,
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, id, done, "records-decision-made", |decide| Forms { decide, ..Forms::default() }).await
}

pub async fn hand_over(form: Posted, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), form.fields.version());
    let key = id.clone();
    form.web.write(move |c, ctx| actions::hand_over(c, ctx, &key, Some(version))).await?;
    form.web.redirect_saying(format!("/disclosures/{id}"), "ok", "records-handed-over-said", &[])
}

/// The extract as PDF, in `?lang=` or the reader's own language.
pub async fn extract(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    let (id, extract_id) = path.into_inner();
    let row = web.read(move |c, ctx| store::find_extract(c, &ctx.scope, &id, &extract_id)).await?;
    let language = asked.lang.unwrap_or(web.language());
    let number = Extract::of(&row)?.disclosure_number;
    let name = format!("{} {number}.{}.pdf", web.word("records-extract"), row.number);
    send_pdf(&web, name, move |app| paper::extract(app, &row, language)).await
}

/// The extract with the files that go along as they are, in one package.
pub async fn package(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    let (id, extract_id) = path.into_inner();
    let language = asked.lang.unwrap_or(web.language());
    let (row, files) = web
        .read(move |c, ctx| {
            let row = store::find_extract(c, &ctx.scope, &id, &extract_id)?;
            let mut files = Vec::new();
            for (file_id, file) in Extract::of(&row)?.open_files() {
                let stored = attachments::find(c, &ctx.scope, &[], file_id)?;
                // a gap in a file's name is a dash
                files.push((masking::said(&file.name, |_| "-".to_string()), stored.sha256));
            }
            Ok((row, files))
        })
        .await?;
    let (app, number) = (web.app.clone(), row.number);
    let made = move || -> Result<Vec<u8>> {
        let app: &App = &app;
        let mut entries = vec![Packed::new("extract.pdf", paper::extract(app, &row, language)?)];
        for (place, (name, sha256)) in (1_i32..).zip(files) {
            let path = format!("files/{place:03}-{}", attachments::safe_name(&name));
            entries.push(Packed::new(path, app.files.get(&sha256)?));
        }
        let listed = manifest(&entries);
        entries.push(Packed::new("manifest-sha256.txt", listed));
        zip(&entries)
    };
    let bytes = tokio::task::spawn_blocking(made).await.map_err(Refusal::fault)??;
    web.download(&format!("{} {number}.zip", web.word("records-extract")), "application/zip", bytes)
}

/// The decision as PDF, in `?lang=` or the reader's own language.
pub async fn letter(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    let id = id.into_inner();
    let row = web.read(move |c, ctx| store::find_disclosure(c, &ctx.scope, &id)).await?;
    let language = asked.lang.unwrap_or(web.language());
    let name = format!("{} {}.pdf", web.word("records-paper-letter"), row.number);
    send_pdf(&web, name, move |app| paper::letter(app, &row, language)).await
}
