//! The pages of reviews and visits.

use super::actions::{self, Author, ReviewContent};
use super::model::{ReviewStatus, ReviewType, Seen, Subject};
use super::records::VendorReview;
use super::store::{self, ReviewFilter};
use super::views::{
    FileView, FindingRow, Forms, ReviewFormPage, ReviewPage, ReviewRow, ReviewsPage, VendorReviewsPage, VisitPage,
};
use super::visits::{self, LineContent, Protocol, ProtocolLine, VisitContent};
use super::{paper, verify};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Language};
use crate::features::findings::{Responsible, Severity};
use crate::features::{accounts, tiering, vendors};
use crate::kit::Ctx;
use crate::kit::attachments;
use crate::kit::web::{Answer, Fields, Params, Posted, Upload, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = ReviewFilter {
        q: params.text("q"),
        kind: params.text("kind").and_then(|text| text.parse().ok()),
        status: params.text("status").and_then(|text| text.parse().ok()),
        vendor_id: params.text("vendor_id").and_then(|text| text.parse().ok()),
    };
    let asked = params.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let body = ReviewsPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(ReviewRow::of).collect(),
        kinds: ReviewType::ALL,
        statuses: ReviewStatus::ALL,
        can_edit: web.can(Permission::AssessmentReview),
    };
    web.page("pages/vendor_reviews/list", "vendorreviews-title", &body)
}

pub async fn of_vendor(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (vendor, manager, rows, model) = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let manager = vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten();
            let filter = ReviewFilter { vendor_id: Some(id), ..ReviewFilter::default() };
            let rows = store::list(c, &ctx.scope, &filter, crate::base::PageRequest::new(None, Some(200)))?;
            let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
            Ok((vendor, manager, rows, model))
        })
        .await?;
    let page = VendorReviewsPage {
        head: vendors::head(&web, &vendor, manager, "reviews").by(&web, &model),
        rows: rows.items.into_iter().map(ReviewRow::of).collect(),
        can_edit: web.can(Permission::AssessmentReview),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/vendor_reviews/of_vendor", vendor.legal_name, crumbs, &page)
}

/// "Name, role" on each line, as typed; a line without a comma has no role, which is refused at the field.
fn read_authors(text: &str) -> Vec<Author> {
    let one = |line: &str| {
        let (name, duty) = line.split_once(',').unwrap_or((line, ""));
        Author { name: name.trim().to_string(), duty: duty.trim().to_string() }
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(one).collect()
}

fn read(fields: &Fields) -> Result<ReviewContent> {
    let mut checks = Checks::default();
    let kind = checks.keep(fields.required::<ReviewType>("kind", "error-choice"));
    let status = checks.keep(fields.required::<ReviewStatus>("status", "error-choice"));
    let cost = fields.optional("cost_sek").map(|text| {
        let plain: String = text.trim_end_matches("kr").chars().filter(|c| !c.is_whitespace()).collect();
        plain.parse::<i64>().map_err(|_| crate::base::FieldError::new("cost_sek", "error-number"))
    });
    let cost_sek = cost.and_then(|cost| checks.keep(cost));
    let starts_on = checks.keep(fields.date("starts_on")).flatten();
    let ends_on = checks.keep(fields.date("ends_on")).flatten();
    let reported_on = checks.keep(fields.date("reported_on")).flatten();
    checks.done()?;
    Ok(ReviewContent {
        kind: kind.unwrap_or(ReviewType::Internal),
        status: status.unwrap_or(ReviewStatus::Planned),
        title: fields.text("title"),
        scope: fields.text("scope"),
        questions: fields.optional("questions"),
        commissioner: fields.optional("commissioner"),
        reviewer: fields.optional("reviewer"),
        independence: fields.optional("independence"),
        cost_sek,
        diary_number: fields.optional("diary_number"),
        starts_on,
        ends_on,
        reported_on,
        distribution: fields.optional("distribution"),
        internal_note: fields.optional("internal_note"),
        authors: read_authors(&fields.text("authors")),
    })
}

fn form_page(c: &mut Db, ctx: &Ctx, id: Option<Id>, version: i32, form: FormState) -> Result<ReviewFormPage> {
    let vendors = if id.is_some() { Vec::new() } else { vendors::choices(c, &ctx.scope)? };
    Ok(ReviewFormPage {
        id,
        version,
        form,
        vendors: vendors.into_iter().map(|(id, name)| Choice::new(&id, &name)).collect(),
        kinds: ReviewType::ALL,
        statuses: ReviewStatus::ALL,
    })
}

fn show_form(web: &Web, status: StatusCode, page: &ReviewFormPage) -> Answer {
    let crumbs = vec![(web.word("vendorreviews-title"), "/reviews".to_string())];
    let title = web.word(if page.id.is_some() { "vendorreviews-edit" } else { "vendorreviews-new" });
    web.page_titled(status, "pages/vendor_reviews/form", title, crumbs, page)
}

pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let form = FormState::default()
        .with("vendor_id", query.text("vendor_id").unwrap_or_default())
        .with("status", ReviewStatus::Planned);
    let page = web.read(move |c, ctx| form_page(c, ctx, None, 0, form)).await?;
    show_form(&web, StatusCode::OK, &page)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let vendor_id = fields.required::<Id>("vendor_id", "error-choice").map_err(|error| Refusal::Invalid(vec![error]));
    let saved = match vendor_id.and_then(|id| Ok((id, read(&fields)?))) {
        Ok((id, content)) => web.write(move |c, ctx| actions::add(c, ctx, &id, &content)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(review) => web.redirect_saying(format!("/reviews/{}", review.id), "ok", "vendorreviews-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| form_page(c, ctx, None, 0, state)).await?;
            show_form(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

fn stored_form(review: &VendorReview, authors: &[super::ReviewAuthor]) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |value: Option<chrono::NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
    let authors: Vec<String> = authors.iter().map(|author| format!("{}, {}", author.name, author.duty)).collect();
    FormState::default()
        .with("kind", review.kind)
        .with("status", review.status)
        .with("title", &review.title)
        .with("scope", &review.scope)
        .with("questions", text(&review.questions))
        .with("commissioner", text(&review.commissioner))
        .with("reviewer", text(&review.reviewer))
        .with("independence", text(&review.independence))
        .with("cost_sek", review.cost_sek.map(|cost| cost.to_string()).unwrap_or_default())
        .with("diary_number", text(&review.diary_number))
        .with("starts_on", day(review.starts_on))
        .with("ends_on", day(review.ends_on))
        .with("reported_on", day(review.reported_on))
        .with("distribution", text(&review.distribution))
        .with("internal_note", text(&review.internal_note))
        .with("authors", authors.join("\n"))
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let page = web
        .read(move |c, ctx| {
            let review = store::find(c, &ctx.scope, &id)?;
            let authors = store::authors(c, &ctx.scope, &id)?;
            form_page(c, ctx, Some(id), review.version, stored_form(&review, &authors))
        })
        .await?;
    show_form(&web, StatusCode::OK, &page)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match read(&fields) {
        Ok(content) => web.write(move |c, ctx| actions::change(c, ctx, &key, Some(version), &content)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/reviews/{id}"), "ok", "vendorreviews-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web
                .read(move |c, ctx| {
                    store::find(c, &ctx.scope, &id)?;
                    form_page(c, ctx, Some(id), version, state)
                })
                .await?;
            show_form(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, forms: Forms, megabytes: usize) -> Result<ReviewPage> {
    let review = store::find(c, &ctx.scope, id)?;
    let vendor = vendors::find(c, &ctx.scope, &review.vendor_id)?;
    let found = store::findings_of(c, &ctx.scope, id)?;
    let ids: Vec<Id> = found.iter().map(|(_, finding)| finding.id.clone()).collect();
    let shared = store::shared(c, &ctx.scope, id, &ids)?;
    let followed = store::followed(c, &ctx.scope, &ids)?;
    let files = attachments::of_object(c, &ctx.scope, &[], id)?;
    Ok(ReviewPage {
        authors: store::authors(c, &ctx.scope, id)?,
        files: files.iter().map(|file| FileView::of(id, file)).collect(),
        findings: found.iter().map(|(link, finding)| FindingRow::of(link, finding, &shared, &followed)).collect(),
        visits: store::visits_of(c, &ctx.scope, id)?,
        vendor: vendor.legal_name,
        review,
        forms,
        severities: Severity::ALL,
        parties: Responsible::ALL,
        megabytes,
        can_edit: ctx.can(Permission::AssessmentReview),
        can_find: ctx.can(Permission::FindingEdit),
    })
}

async fn show_with(web: &Web, id: Id, status: StatusCode, forms: Forms) -> Answer {
    let megabytes = web.app.settings.upload_max_bytes / 1_000_000;
    let body = web.read(move |c, ctx| page(c, ctx, &id, forms, megabytes)).await?;
    let crumbs = vec![(web.word("vendorreviews-title"), "/reviews".to_string())];
    web.page_titled(status, "pages/vendor_reviews/show", body.review.title.clone(), crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let forms = Forms {
        lines: FormState::default().with("severity", Severity::Medium).with("responsible", Responsible::Vendor),
        ..Forms::default()
    };
    show_with(&web, id.into_inner(), StatusCode::OK, forms).await
}

pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (id, web) = (id.into_inner(), upload.web.clone());
    let asked = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &asked)).await?;
    let key = id.clone();
    let done = match upload.receive("file").await {
        Ok(file) => web.write(move |c, ctx| actions::attach_report(c, ctx, &key, &file)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/reviews/{id}"), "ok", "vendorreviews-attached", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { file: web.form_with(&upload.fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// A file of the review; the region's own, whatever it is called.
pub async fn report(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    let file = web
        .read(move |c, ctx| {
            let review = store::find(c, &ctx.scope, &id)?;
            let file = attachments::find(c, &ctx.scope, &[], &attachment_id)?;
            if file.object_id == review.id.as_str() { Ok(file) } else { Err(Refusal::NotFound) }
        })
        .await?;
    web.send_attachment(file).await
}

pub async fn findings(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let severity = checks.keep(fields.required::<Severity>("severity", "error-choice"));
    let responsible = checks.keep(fields.required::<Responsible>("responsible", "error-choice"));
    let (key, lines) = (id.clone(), fields.text("lines"));
    let of = (severity.unwrap_or(Severity::Medium), responsible.unwrap_or(Responsible::Vendor));
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::findings_of_lines(c, ctx, &key, &lines, of)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(made) => {
            let args = [("made", made.findings.len().to_string()), ("repeated", made.repeated.to_string())];
            web.redirect_saying(format!("/reviews/{id}#findings"), "ok", "vendorreviews-found", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { lines: web.form_with(&fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn link(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let done = match fields.parsed::<i32>("number", "error-number") {
        Ok(number) => web.write(move |c, ctx| actions::link_finding(c, ctx, &key, number)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/reviews/{id}#findings"), "ok", "vendorreviews-linked", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { link: web.form_with(&fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn add_visit(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let done = match fields.date("held_on") {
        Ok(held_on) => {
            let content = VisitContent { held_on, place: fields.text("place"), present: fields.text("present") };
            web.write(move |c, ctx| visits::add_visit(c, ctx, &key, &content)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(visit) => web.redirect_saying(format!("/reviews/{id}/visits/{}", visit.id), "ok", "visit-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { visit: web.form_with(&fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

fn visit_page(c: &mut Db, ctx: &Ctx, (id, visit_id): (&Id, &Id), form: FormState) -> Result<VisitPage> {
    let review = store::find(c, &ctx.scope, id)?;
    let stored = store::find_visit(c, &ctx.scope, id, visit_id)?;
    let tampered = !verify::holds(c, ctx, &stored)?;
    let (visit, lines) = match Protocol::readable(&stored) {
        Some(protocol) => VisitPage::frozen(&stored, &protocol),
        None => {
            let found = store::findings_of(c, &ctx.scope, id)?;
            let numbers: BTreeMap<Id, i32> = found.into_iter().map(|(_, f)| (f.id, f.number)).collect();
            let line = |line: super::VisitLine| ProtocolLine {
                position: line.position,
                subject_kind: line.subject_kind,
                subject_id: line.subject_id,
                asked: line.asked,
                seen: line.seen,
                outcome: line.outcome,
                finding: line.finding_id.and_then(|id| numbers.get(&id).copied()),
            };
            let lines = store::lines_of(c, &ctx.scope, visit_id)?.into_iter().map(line).collect();
            (stored, lines)
        }
    };
    Ok(VisitPage {
        review_id: review.id,
        review_title: review.title,
        can_write: visit.locked_at.is_none() && !tampered && ctx.can(Permission::AssessmentReview),
        tampered,
        visit,
        lines,
        form,
        subjects: Subject::ALL,
        outcomes: Seen::ALL,
    })
}

fn show_visit(web: &Web, status: StatusCode, page: &VisitPage) -> Answer {
    let crumbs = vec![
        (web.word("vendorreviews-title"), "/reviews".to_string()),
        (page.review_title.clone(), format!("/reviews/{}", page.review_id)),
    ];
    web.page_titled(status, "pages/vendor_reviews/visit", web.word("visit-title"), crumbs, page)
}

pub async fn visit(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, visit_id) = path.into_inner();
    let form = FormState::default().with("subject_kind", Subject::Question);
    let page = web.read(move |c, ctx| visit_page(c, ctx, (&id, &visit_id), form)).await?;
    show_visit(&web, StatusCode::OK, &page)
}

pub async fn add_line(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, visit_id)) = (form, path.into_inner());
    let mut checks = Checks::default();
    let kind = checks.keep(fields.required::<Subject>("subject_kind", "error-choice"));
    let content = LineContent {
        subject_kind: kind.unwrap_or(Subject::Other),
        subject_id: fields.text("subject_id"),
        asked: fields.text("asked"),
        seen: fields.text("seen"),
        outcome: checks.keep(fields.parsed::<Seen>("outcome", "error-choice")).flatten(),
        make_finding: fields.checked("make_finding"),
    };
    let (key, visit) = (id.clone(), visit_id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| visits::add_line(c, ctx, (&key, &visit), &content)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/reviews/{id}/visits/{visit_id}"), "ok", "visit-line-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| visit_page(c, ctx, (&id, &visit_id), state)).await?;
            show_visit(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn lock(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, visit_id)) = (form, path.into_inner());
    let to = format!("/reviews/{id}/visits/{visit_id}");
    let version = fields.version();
    web.write(move |c, ctx| visits::lock(c, ctx, (&id, &visit_id), Some(version))).await?;
    web.redirect_saying(to, "ok", "visit-locked", &[])
}

/// The protocol as PDF, in `?lang=` or the reader's own language.
pub async fn protocol(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    let (id, visit_id) = path.into_inner();
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let visit = web
        .read(move |c, ctx| {
            let visit = store::find_visit(c, &ctx.scope, &id, &visit_id)?;
            // A protocol that was changed is not printed as if it were the one that was locked.
            verify::check(c, ctx, &visit)?;
            Ok(visit)
        })
        .await?;
    let name = paper::file_name(&visit, language);
    let app = web.app.clone();
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes =
        tokio::task::spawn_blocking(move || paper::pdf(&app, &visit, language)).await.map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
