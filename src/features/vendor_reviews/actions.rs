//! Use cases of reviews: register, change, the report, and findings that can be traced both ways.

use super::model::{ReviewStatus, ReviewType};
use super::records::{ReviewAuthor, ReviewFinding, VendorReview};
use super::store;
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::findings::{self, Finding, FindingOrigin, NewFinding, Responsible, Severity};
use crate::features::vendors;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::snapshot::sha256_hex;
use crate::kit::web::Received;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

const MAX_TITLE: usize = 200;
const MAX_SHORT: usize = 300;
const MAX_TEXT: usize = 4000;
const MAX_LINES: usize = 200;
/// No review of a vendor costs more, in kronor: more is a slip of the finger.
const MAX_COST: i64 = 1_000_000_000;

/// One of those who wrote the report, with the role that they had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub duty: String,
}

/// A review as typed.
#[derive(Debug, Clone)]
pub struct ReviewContent {
    pub kind: ReviewType,
    pub status: ReviewStatus,
    pub title: String,
    pub scope: String,
    pub questions: Option<String>,
    pub commissioner: Option<String>,
    pub reviewer: Option<String>,
    pub independence: Option<String>,
    pub cost_sek: Option<i64>,
    pub diary_number: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub reported_on: Option<NaiveDate>,
    pub distribution: Option<String>,
    pub internal_note: Option<String>,
    pub authors: Vec<Author>,
}

impl ReviewContent {
    /// Tidied. Errors: at the fields. A scope is always demanded; an external review names commissioner, reviewer and
    /// independence; an internal report its authors with their roles, its date and who got it (row 53).
    fn checked(&self, today: NaiveDate, number: Option<FieldError>) -> Result<ReviewContent> {
        let tidy = |typed: &Option<String>| typed.as_deref().and_then(text::non_empty);
        let mut checks = Checks::default();
        let title = text::tidy(&checks.required("title", &self.title));
        let scope = checks.required("scope", &self.scope);
        let content = ReviewContent {
            title,
            scope,
            questions: tidy(&self.questions),
            commissioner: tidy(&self.commissioner),
            reviewer: tidy(&self.reviewer),
            independence: tidy(&self.independence),
            diary_number: diary::tidy(self.diary_number.as_deref()),
            distribution: tidy(&self.distribution),
            internal_note: tidy(&self.internal_note),
            ..self.clone()
        };
        checks.longest("title", &content.title, MAX_TITLE);
        checks.longest("scope", &content.scope, MAX_TEXT);
        for (field, typed, max) in [
            ("questions", &content.questions, MAX_TEXT),
            ("commissioner", &content.commissioner, MAX_SHORT),
            ("reviewer", &content.reviewer, MAX_SHORT),
            ("independence", &content.independence, MAX_TEXT),
            ("diary_number", &content.diary_number, MAX_SHORT),
            ("distribution", &content.distribution, MAX_TEXT),
            ("internal_note", &content.internal_note, MAX_TEXT),
        ] {
            checks.longest(field, typed.as_deref().unwrap_or_default(), max);
        }
        checks.extend(number);
        if content.kind == ReviewType::External {
            checks.that(content.commissioner.is_some(), "commissioner", "error-required");
            checks.that(content.reviewer.is_some(), "reviewer", "error-required");
            checks.that(content.independence.is_some(), "independence", "error-required");
        }
        if content.kind == ReviewType::InternalReport {
            checks.that(!content.authors.is_empty(), "authors", "error-required");
            checks.that(content.reported_on.is_some(), "reported_on", "error-required");
            checks.that(content.distribution.is_some(), "distribution", "error-required");
        }
        let named = content.authors.iter().all(|a| !a.name.trim().is_empty() && !a.duty.trim().is_empty());
        checks.that(named, "authors", "error-review-author");
        checks.that(content.cost_sek.is_none_or(|cost| (0..=MAX_COST).contains(&cost)), "cost_sek", "error-number");
        let ordered = content.starts_on.zip(content.ends_on).is_none_or(|(from, to)| from <= to);
        checks.that(ordered, "ends_on", "error-review-dates");
        checks.that(content.reported_on.is_none_or(|on| on <= today), "reported_on", "error-review-future");
        checks.done()?;
        Ok(content)
    }

    fn row(self, base: VendorReview) -> VendorReview {
        let found = format!("{} {}", self.title, self.diary_number.as_deref().unwrap_or_default());
        VendorReview {
            kind: self.kind,
            status: self.status,
            search_text: text::fold(&found),
            title: self.title,
            scope: self.scope,
            questions: self.questions,
            commissioner: self.commissioner,
            reviewer: self.reviewer,
            independence: self.independence,
            cost_sek: self.cost_sek,
            diary_number: self.diary_number,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            reported_on: self.reported_on,
            distribution: self.distribution,
            internal_note: self.internal_note,
            ..base
        }
    }
}

fn put_authors(c: &mut Db, ctx: &Ctx, review: &VendorReview, authors: &[Author]) -> Result<()> {
    let rows: Vec<ReviewAuthor> = (1..)
        .zip(authors)
        .map(|(position, author)| ReviewAuthor {
            id: ctx.new_id(),
            organisation_id: review.organisation_id.clone(),
            review_id: review.id.clone(),
            position,
            name: text::tidy(&author.name),
            duty: text::tidy(&author.duty),
        })
        .collect();
    store::put_authors(c, &ctx.scope, &review.id, &rows)
}

/// Registers a review of a vendor. Errors: at the fields; NotFound for another's vendor.
pub fn add(c: &mut Db, ctx: &Ctx, vendor_id: &Id, content: &ReviewContent) -> Result<VendorReview> {
    ctx.require(Permission::AssessmentReview)?;
    let organisation_id = ctx.scope.client()?.clone();
    let vendor = vendors::find(c, &ctx.scope, vendor_id)?;
    let number = diary::check(c, &ctx.scope, "diary_number", content.diary_number.as_deref(), None)?;
    let content = content.checked(ctx.today(), number)?;
    let authors = content.authors.clone();
    let base = VendorReview {
        id: ctx.new_id(),
        organisation_id,
        vendor_id: vendor.id.clone(),
        number: store::next_number(c, &ctx.scope)?,
        kind: content.kind,
        status: content.status,
        title: String::new(),
        search_text: String::new(),
        scope: String::new(),
        questions: None,
        commissioner: None,
        reviewer: None,
        independence: None,
        cost_sek: None,
        diary_number: None,
        starts_on: None,
        ends_on: None,
        reported_on: None,
        distribution: None,
        internal_note: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    let row = content.row(base);
    store::insert(c, &row)?;
    put_authors(c, ctx, &row, &authors)?;
    let entry = audit::Entry::new("create", "vendor_review", &row.id).vendor(&row.vendor_id).named(&row.title);
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}

/// Changes a review. Errors: at the fields; Conflict; NotFound.
pub fn change(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, content: &ReviewContent) -> Result<VendorReview> {
    ctx.require(Permission::AssessmentReview)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, before.version, || {
        BTreeMap::from([
            ("title".to_string(), before.title.clone()),
            ("scope".to_string(), before.scope.clone()),
            ("status".to_string(), before.status.to_string()),
        ])
    })?;
    let stored = before.diary_number.as_deref();
    let number = diary::check(c, &ctx.scope, "diary_number", content.diary_number.as_deref(), stored)?;
    let content = content.checked(ctx.today(), number)?;
    let authors = content.authors.clone();
    let base = VendorReview { updated_at: ctx.instant(), version: before.version + 1, ..before.clone() };
    let row = content.row(base);
    store::save(c, &ctx.scope, &row)?;
    put_authors(c, ctx, &row, &authors)?;
    let entry = audit::Entry::new("update", "vendor_review", &row.id).vendor(&row.vendor_id).named(&row.title);
    audit::record(c, ctx, entry.change(&before, &row))?;
    Ok(row)
}

/// Attaches the report. It is never shared with the vendor.
pub fn attach_report(c: &mut Db, ctx: &Ctx, id: &Id, file: &Received) -> Result<Attachment> {
    ctx.require(Permission::AssessmentReview)?;
    let review = store::find(c, &ctx.scope, id)?;
    let target = Target {
        organisation_id: &review.organisation_id,
        vendor_id: Some(&review.vendor_id),
        object_type: "vendor_review",
        object_id: &review.id,
        part: "report",
        shared: false,
    };
    attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)
}

/// What became of pasted lines.
#[derive(Debug, Clone, Default)]
pub struct Made {
    pub findings: Vec<Finding>,
    /// Lines that this review had made findings of already.
    pub repeated: usize,
}

fn new_link(ctx: &Ctx, review: &VendorReview, finding: &Finding, made_here: bool) -> ReviewFinding {
    ReviewFinding {
        id: ctx.new_id(),
        organisation_id: review.organisation_id.clone(),
        review_id: review.id.clone(),
        finding_id: finding.id.clone(),
        made_here,
        linked_by_name: ctx.actor.name.clone(),
        linked_at: ctx.instant(),
    }
}

/// What the audit office finds is a recommendation that somebody has to answer.
fn origin_of(kind: ReviewType) -> FindingOrigin {
    match kind {
        ReviewType::AuditOffice => FindingOrigin::AuditRecommendation,
        _ => FindingOrigin::Review,
    }
}

/// A finding of one text of a review, tied to it both ways. `part` tells texts apart.
pub(super) fn open_and_link(
    c: &mut Db,
    ctx: &Ctx,
    review: &VendorReview,
    part: &str,
    of: (&str, Severity, Responsible),
    control_ids: Vec<String>,
) -> Result<Finding> {
    let (said, severity, responsible) = of;
    let new = NewFinding {
        vendor_id: review.vendor_id.clone(),
        contract_id: None,
        origin: origin_of(review.kind),
        origin_object_id: Some(review.id.clone()),
        origin_part: Some(part.to_string()),
        title: said.chars().take(MAX_TITLE).collect(),
        description: (said.chars().count() > MAX_TITLE).then(|| said.chars().take(MAX_TEXT).collect()),
        severity,
        responsible,
        control_ids,
        internal_note: None,
    };
    let finding = findings::open_finding(c, ctx, &new)?;
    store::insert_link(c, &new_link(ctx, review, &finding, true))?;
    Ok(finding)
}

/// Makes a finding of each line; a line that became one before is passed over.
/// Errors: `lines` when there is none, or more than 200.
pub fn findings_of_lines(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    lines: &str,
    (severity, responsible): (Severity, Responsible),
) -> Result<Made> {
    ctx.require(Permission::FindingEdit)?;
    let review = store::find(c, &ctx.scope, id)?;
    let typed: Vec<String> = lines
        .lines()
        .map(|line| text::tidy(line.trim_start_matches(['-', '*', '•', '–', ' ', '\t'])))
        .filter(|line| !line.is_empty())
        .collect();
    let mut checks = Checks::default();
    checks.that(!typed.is_empty(), "lines", "error-required");
    if typed.len() > MAX_LINES {
        checks.add(FieldError::new("lines", "error-review-lines").with("max", MAX_LINES));
    }
    checks.done()?;
    let known = store::findings_of(c, &ctx.scope, id)?;
    let mut seen: BTreeSet<String> = known.into_iter().filter_map(|(_, finding)| finding.origin_part).collect();
    let mut made = Made::default();
    for line in typed {
        let part: String = sha256_hex(&text::fold(&line)).chars().take(16).collect();
        if !seen.insert(part.clone()) {
            made.repeated += 1;
            continue;
        }
        made.findings.push(open_and_link(c, ctx, &review, &part, (&line, severity, responsible), Vec::new())?);
    }
    Ok(made)
}

/// Ties a finding that is there already to a review, by its number: several reviews may stand behind one finding.
/// Errors: `number` when the vendor has no such finding; `rule-review-linked`.
pub fn link_finding(c: &mut Db, ctx: &Ctx, id: &Id, number: Option<i32>) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let review = store::find(c, &ctx.scope, id)?;
    let number = number.ok_or_else(|| Refusal::invalid("number", "error-required"))?;
    let finding = store::finding_by_number(c, &ctx.scope, &review.vendor_id, number)?
        .ok_or_else(|| Refusal::invalid("number", "error-unknown"))?;
    if store::findings_of(c, &ctx.scope, id)?.iter().any(|(_, known)| known.id == finding.id) {
        return Err(Refusal::rule("rule-review-linked"));
    }
    let link = new_link(ctx, &review, &finding, false);
    store::insert_link(c, &link)?;
    // on the finding itself too, so that its history says which reviews stand behind it
    let entry = audit::Entry::new("link", "finding", &finding.id).vendor(&review.vendor_id);
    audit::record(c, ctx, entry.named(format!("{}: {}", review.number, review.title)).after(&link))?;
    Ok(finding)
}
