//! One request: search, choose, mask, issue, decide, hand over.

use super::{Asked, paragraph_choices, paragraphs, register, rows, send_pdf, types, vendor_choices};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, PageRequest, text};
use crate::features::records::actions::{self, Ruling};
use crate::features::records::model::{
    DisclosureOutcome, DisclosureSource, DisclosureState, Openness, RecordKind, Term,
};
use crate::features::records::paper;
use crate::features::records::parameters::Parameters;
use crate::features::records::rules::{masking, waited};
use crate::features::records::snapshot::Extract;
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::{DisclosurePage, Found, GroundBox, ItemLine};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::kit::{App, Ctx, attachments};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use crate::platform::zips::{Packed, manifest, zip};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;

/// How many records a page of a search shows.
const FOUND: i64 = 30;

/// The forms of the page, of which at most one was refused.
#[derive(Debug, Default)]
struct Forms {
    terms: Option<FormState>,
    choose: FormState,
    decide: FormState,
    /// Keys of the grounds that were ticked.
    ticked: Vec<String>,
}

/// Parts a word from a ground of its own.
const BY: char = '|';

/// The words as the form shows them: one a line. The first one's ground is chosen; another stands after its word.
fn terms_form(terms: &[Term], today: NaiveDate) -> FormState {
    let shared = terms.first().map(|term| term.paragraph.clone()).unwrap_or_default();
    let line = |term: &Term| match term.paragraph == shared && !term.text.contains(BY) {
        true => term.text.clone(),
        false => format!("{} {BY} {}", term.text, Parameters::on(today).paragraphs.label(&term.paragraph)),
    };
    let lines: Vec<String> = terms.iter().map(line).collect();
    FormState::default().with("terms", lines.join("\n")).with("paragraph", shared)
}

/// What a search among the records may say; nothing is searched for until one of them is said.
const SEARCHED: [&str; 6] = ["q", "kind", "type_key", "vendor_id", "from", "to"];

/// A page of what the search finds and may be chosen: neither chosen already nor disposed of.
fn find(c: &mut Db, ctx: &Ctx, search: &Params, items: &[ItemLine]) -> Result<Option<Found>> {
    if SEARCHED.iter().all(|name| search.text(name).is_none()) {
        return Ok(None);
    }
    let chosen = items.iter().filter_map(|item| item.record_id.clone());
    let filter = RecordFilter { undisposed: true, except: chosen.collect(), ..register::filter(search) };
    let asked = PageRequest::new(Some(search.page().number), Some(FOUND));
    let found = store::list(c, &ctx.scope, &filter, asked)?;
    Ok(Some(Found { pager: Pager::from(&found), rows: rows(c, ctx, found.items)? }))
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, search: &Params, forms: Forms) -> Result<DisclosurePage> {
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
    let found = find(c, ctx, search, &items)?;
    let until = row.closed_on.unwrap_or(ctx.today());
    let (days, pressure) = waited(row.received_on, until, Parameters::on(ctx.today()));
    let can = ctx.can(Permission::RecordEdit);
    let grounds = paragraph_choices(ctx).into_iter().map(|choice| GroundBox {
        is_ticked: forms.ticked.contains(&choice.value),
        key: choice.value,
        label: choice.label,
    });
    Ok(DisclosurePage {
        requester: row.requester.clone(),
        contact: row.contact.clone(),
        days,
        pressure,
        items,
        search: search.state(),
        search_path: search.href(&format!("/disclosures/{id}")),
        found,
        kinds: RecordKind::ALL,
        types: types(ctx),
        vendors: vendor_choices(c, ctx)?,
        extracts: store::extracts(c, &ctx.scope, id)?,
        events: store::events(c, &ctx.scope, id)?,
        terms_form: match forms.terms {
            Some(form) => form,
            None => terms_form(&row.read_terms()?, ctx.today()),
        },
        choose_form: forms.choose,
        decide_form: forms.decide,
        paragraphs: paragraphs(ctx),
        paragraph_choices: paragraph_choices(ctx),
        grounds: grounds.collect(),
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

/// `?q=`, `kind`, `type_key`, `vendor_id`, `from` and `to` search the records to choose among; `page` pages the hits.
pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, search) = (id.into_inner(), query.into_inner());
    let body = web.read(move |c, ctx| page(c, ctx, &id, &search, Forms::default())).await?;
    answer(&web, &body, StatusCode::OK)
}

/// The search that a form was posted from.
fn search_of(fields: &Fields) -> Params {
    let said = |name: &str| fields.optional(name).map(|value| (name.to_string(), value));
    Params::of(SEARCHED.iter().copied().filter_map(said))
}

/// Back to the request, and to the search that it was asked from, with a word, or the same page with what was wrong in
/// one of its forms.
async fn settle(
    web: Web,
    fields: Fields,
    id: Id,
    done: Result<()>,
    said: &'static str,
    refused: fn(FormState) -> Forms,
) -> Answer {
    match done {
        Ok(()) => {
            let place = search_of(&fields).href(&format!("/disclosures/{id}"));
            web.redirect_saying(place, "ok", said, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let search = search_of(&fields);
            let ticked = fields.all("paragraphs").into_iter().map(str::to_string).collect();
            let forms = Forms { ticked, ..refused(state) };
            let body = web.read(move |c, ctx| page(c, ctx, &id, &search, forms)).await?;
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

/// The words of a form: one a line, by the chosen ground or by the one that stands after the word, as it is written or
/// by its key.
pub fn read_terms(fields: &Fields, checks: &mut Checks, today: NaiveDate) -> Vec<Term> {
    let (shared, typed) = (fields.text("paragraph"), fields.text("terms"));
    let mut terms = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (word, ground) = match line.rsplit_once(BY) {
            Some((word, ground)) => (word.trim(), Some(ground)),
            None => (line, None),
        };
        let named = |ground: &str| {
            let said = text::fold(ground);
            let mut all = Parameters::on(today).paragraphs.iter();
            all.find(|each| text::fold(&each.label) == said || each.key == said).map(|each| each.key.clone())
        };
        let paragraph = match ground {
            None => Some(shared.clone()),
            Some(ground) => named(ground),
        };
        match paragraph {
            Some(paragraph) => terms.push(Term { text: word.to_string(), paragraph }),
            None => checks.add(FieldError::new("terms", "error-record-term-ground").with("line", line)),
        }
    }
    terms
}

pub async fn terms(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let terms = read_terms(&fields, &mut checks, web.ctx()?.today());
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::set_terms(c, ctx, &key, Some(version), &terms).map(drop)).await,
        Err(refusal) => Err(refusal),
    };
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
    let (app, key, version) = (web.app.clone(), id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::decide(c, ctx, &app, &key, Some(version), &ruling).map(drop)).await,
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
                let stored = store::any_file(c, &ctx.scope, file_id)?.ok_or(Refusal::NotFound)?;
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
