//! Visits on the spot: who was there, what was asked and seen, and a protocol that is locked as it is.

use super::actions;
use super::model::{Seen, Subject};
use super::records::{VendorReview, Visit, VisitLine};
use super::{store, verify};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::controls::catalogue;
use crate::features::findings::{Responsible, Severity};
use crate::features::vendors;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub const FORMAT: &str = "tillit-visit-1";
const MAX_SHORT: usize = 300;
const MAX_TEXT: usize = 4000;

#[derive(Debug, Clone)]
pub struct VisitContent {
    pub held_on: Option<NaiveDate>,
    pub place: String,
    pub present: String,
}

/// A line of the protocol as typed. A deviation may become a finding in the same step.
#[derive(Debug, Clone)]
pub struct LineContent {
    pub subject_kind: Subject,
    pub subject_id: String,
    pub asked: String,
    pub seen: String,
    pub outcome: Option<Seen>,
    pub make_finding: bool,
}

/// A locked protocol: page, API and PDF are set from it alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Protocol {
    pub format: String,
    pub organisation: String,
    pub vendor: String,
    pub review_number: i32,
    pub review_title: String,
    pub scope: String,
    pub diary_number: Option<String>,
    pub visit_number: i32,
    pub held_on: NaiveDate,
    pub place: String,
    pub present: String,
    pub lines: Vec<ProtocolLine>,
    pub locked_by: String,
    pub locked_at: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtocolLine {
    pub position: i32,
    pub subject_kind: Subject,
    pub subject_id: String,
    pub asked: String,
    pub seen: String,
    pub outcome: Seen,
    /// The finding's number, when it became one.
    pub finding: Option<i32>,
}

impl Protocol {
    /// The protocol of a locked visit; none while it is open.
    pub fn of(visit: &Visit) -> Result<Option<Protocol>> {
        visit.snapshot.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }

    /// The same where what does not fit is told beside it: one that cannot be read is as none.
    pub fn readable(visit: &Visit) -> Option<Protocol> {
        Protocol::of(visit).ok().flatten()
    }
}

/// Opens the protocol of a visit. Errors: at the fields; NotFound.
pub fn add_visit(c: &mut Db, ctx: &Ctx, review_id: &Id, content: &VisitContent) -> Result<Visit> {
    ctx.require(Permission::AssessmentReview)?;
    let review = store::find(c, &ctx.scope, review_id)?;
    let mut checks = Checks::default();
    let place = checks.required("place", &content.place);
    let present = checks.required("present", &content.present);
    checks.longest("place", &place, MAX_SHORT);
    checks.longest("present", &present, MAX_TEXT);
    checks.that(content.held_on.is_some(), "held_on", "error-required");
    checks.that(content.held_on.is_none_or(|on| on <= ctx.today()), "held_on", "error-review-future");
    checks.done()?;
    let number = store::visits_of(c, &ctx.scope, review_id)?.first().map_or(0, |visit| visit.number) + 1;
    let visit = Visit {
        id: ctx.new_id(),
        organisation_id: review.organisation_id.clone(),
        review_id: review.id.clone(),
        number,
        held_on: content.held_on.unwrap_or(ctx.today()),
        place,
        present,
        created_at: ctx.instant(),
        locked_at: None,
        locked_by_name: None,
        snapshot: None,
        sha256: None,
        version: 1,
    };
    store::insert_visit(c, &visit)?;
    let entry = audit::Entry::new("create", "review_visit", &visit.id).vendor(&review.vendor_id).named(&review.title);
    audit::record(c, ctx, entry.after(&visit))?;
    Ok(visit)
}

fn open(c: &mut Db, ctx: &Ctx, review_id: &Id, id: &Id) -> Result<(VendorReview, Visit)> {
    let review = store::find(c, &ctx.scope, review_id)?;
    let visit = store::find_visit(c, &ctx.scope, review_id, id)?;
    if visit.locked_at.is_some() {
        return Err(Refusal::rule("rule-visit-locked"));
    }
    verify::check(c, ctx, &visit)?;
    Ok((review, visit))
}

/// The control ids of a subject, and whether there is such a subject.
fn controls_of(kind: Subject, id: &str) -> Option<Vec<String>> {
    match kind {
        Subject::Question => catalogue().current_questions().find(id).map(|question| question.controls.clone()),
        Subject::Control => catalogue().current_controls().find(id).map(|control| vec![control.id.clone()]),
        Subject::Other => Some(Vec::new()),
    }
}

/// Writes a line of the protocol. Nothing is ever taken out: a mistake is corrected by a further line.
/// Errors: at the fields; `rule-visit-locked`; NotFound.
pub fn add_line(c: &mut Db, ctx: &Ctx, (review_id, id): (&Id, &Id), content: &LineContent) -> Result<VisitLine> {
    ctx.require(Permission::AssessmentReview)?;
    let (review, visit) = open(c, ctx, review_id, id)?;
    let mut checks = Checks::default();
    let subject_id = text::tidy(&checks.required("subject_id", &content.subject_id));
    let subject_id = if content.subject_kind == Subject::Other { subject_id } else { subject_id.to_uppercase() };
    let asked = checks.required("asked", &content.asked);
    let seen = checks.required("seen", &content.seen);
    checks.longest("subject_id", &subject_id, MAX_SHORT);
    checks.longest("asked", &asked, MAX_TEXT);
    checks.longest("seen", &seen, MAX_TEXT);
    let controls = controls_of(content.subject_kind, &subject_id);
    checks.that(subject_id.is_empty() || controls.is_some(), "subject_id", "error-unknown");
    checks.that(content.outcome.is_some(), "outcome", "error-required");
    let wrong = content.make_finding && content.outcome != Some(Seen::Deviation);
    checks.that(!wrong, "make_finding", "error-visit-finding");
    checks.done()?;
    let outcome = content.outcome.unwrap_or(Seen::NotShown);
    let position = store::lines_of(c, &ctx.scope, id)?.last().map_or(0, |line| line.position) + 1;
    let finding = if content.make_finding {
        let part = format!("{}.{position}", visit.number);
        let said = format!("{subject_id}: {seen}");
        let of = (said.as_str(), Severity::Medium, Responsible::Vendor);
        Some(actions::open_and_link(c, ctx, &review, &part, of, controls.unwrap_or_default())?)
    } else {
        None
    };
    let line = VisitLine {
        id: ctx.new_id(),
        organisation_id: visit.organisation_id.clone(),
        visit_id: visit.id.clone(),
        position,
        subject_kind: content.subject_kind,
        subject_id,
        asked,
        seen,
        outcome,
        finding_id: finding.map(|finding| finding.id),
        written_by_name: ctx.actor.name.clone(),
        written_at: ctx.instant(),
    };
    store::insert_line(c, &line)?;
    let after = Visit { version: visit.version + 1, ..visit };
    store::save_visit(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "review_visit", &after.id).vendor(&review.vendor_id).named(&review.title);
    audit::record(c, ctx, entry.after(&line))?;
    Ok(line)
}

/// Locks the protocol: canonical JSON with its SHA-256. Errors: `rule-visit-empty`, `rule-visit-locked`; Conflict.
pub fn lock(c: &mut Db, ctx: &Ctx, (review_id, id): (&Id, &Id), version: Option<i32>) -> Result<Visit> {
    ctx.require(Permission::AssessmentReview)?;
    let (review, before) = open(c, ctx, review_id, id)?;
    check_version(version, before.version, || [("place".to_string(), before.place.clone())].into())?;
    let lines = store::lines_of(c, &ctx.scope, id)?;
    if lines.is_empty() {
        return Err(Refusal::rule("rule-visit-empty"));
    }
    let vendor = vendors::find(c, &ctx.scope, &review.vendor_id)?;
    let numbers: std::collections::BTreeMap<Id, i32> = store::findings_of(c, &ctx.scope, review_id)?
        .into_iter()
        .map(|(_, finding)| (finding.id, finding.number))
        .collect();
    let protocol = Protocol {
        format: FORMAT.to_string(),
        organisation: ctx.actor.organisation_name.clone(),
        vendor: vendor.legal_name,
        review_number: review.number,
        review_title: review.title.clone(),
        scope: review.scope.clone(),
        diary_number: review.diary_number.clone(),
        visit_number: before.number,
        held_on: before.held_on,
        place: before.place.clone(),
        present: before.present.clone(),
        lines: lines
            .into_iter()
            .map(|line| ProtocolLine {
                position: line.position,
                subject_kind: line.subject_kind,
                subject_id: line.subject_id,
                asked: line.asked,
                seen: line.seen,
                outcome: line.outcome,
                finding: line.finding_id.and_then(|id| numbers.get(&id).copied()),
            })
            .collect(),
        locked_by: ctx.actor.name.clone(),
        locked_at: ctx.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    };
    let snapshot = canonical_json(&serde_json::to_value(&protocol).map_err(Refusal::fault)?);
    let after = Visit {
        locked_at: Some(ctx.instant()),
        locked_by_name: Some(ctx.actor.name.clone()),
        sha256: Some(sha256_hex(&snapshot)),
        snapshot: Some(snapshot),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_visit(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("lock", "review_visit", id).vendor(&review.vendor_id).named(&review.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}
