//! The pages of both sides. A handler is the same for both where the action is; what is shown is not.

pub mod apply;
pub mod flow_down;
pub mod list;
pub mod portal;
pub mod show;
pub mod steps;

use super::actions;
use super::effect::Effect;
use super::model::{CaseState, CriteriaModel, Decision, ReviewOutcome, Verdict};
use super::records::{Case, Claim, Review, Ruling, texts};
use super::rules;
use super::store;
use super::views::{ClaimRow, FileRow, Head, Line, ReviewRow, RulingView, StepLine, TierLine};
use crate::access::Side;
use crate::base::clock::swedish_date;
use crate::base::text::grouped;
use crate::base::{Refusal, Result};
use crate::features::{accounts, contracts, tiering, vendors};
use crate::kit::Ctx;
use crate::kit::attachments::Attachment;
use crate::kit::web::Web;
use crate::platform::db::Db;

/// Whose side the page is on; nobody meets the other side's address.
fn side(web: &Web) -> Result<Side> {
    let side = web.ctx()?.scope.side();
    let portal = web.path.starts_with("/portal");
    if portal == (side == Side::Vendor) { Ok(side) } else { Err(Refusal::NotFound) }
}

fn base(side: Side) -> &'static str {
    match side {
        Side::Region => "/subcontracts",
        Side::Vendor => "/portal/subcontracts",
    }
}

fn tone(state: CaseState) -> &'static str {
    match state {
        CaseState::Active | CaseState::Decided => "ok",
        CaseState::Draft | CaseState::Completion | CaseState::Temporary => "attention",
        CaseState::Refused | CaseState::Revoked | CaseState::Expired | CaseState::Stopped => "serious",
        CaseState::Submitted | CaseState::Completeness | CaseState::Review => "info",
        CaseState::Changed | CaseState::Ended => "neutral",
    }
}

fn ruling_tone(decision: Decision) -> &'static str {
    match decision {
        Decision::Approved | Decision::NoObjection => "ok",
        Decision::Conditional | Decision::Temporary => "attention",
        Decision::Refused => "serious",
    }
}

fn verdict_tone(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "ok",
        Some(Verdict::NotMet) => "serious",
        Some(Verdict::Unclear) => "attention",
        Some(Verdict::NotApplicable) | None => "neutral",
    }
}

fn outcome_tone(outcome: Option<ReviewOutcome>) -> &'static str {
    match outcome {
        Some(ReviewOutcome::Supports) => "ok",
        Some(ReviewOutcome::Conditions) => "attention",
        Some(ReviewOutcome::Opposes) => "serious",
        None => "neutral",
    }
}

/// A case with the names that its pages need, and what both sides may see of it.
pub(super) struct Open {
    pub case: Case,
    pub client: String,
    pub vendor_name: String,
    pub contract: String,
    pub claims: Vec<Claim>,
    pub files: Vec<Attachment>,
    pub rulings: Vec<Ruling>,
    pub parent_name: Option<String>,
}

pub(super) fn open(c: &mut Db, ctx: &Ctx, id: &crate::base::Id) -> Result<Open> {
    let case = store::find(c, &ctx.scope, id)?;
    let contract = contracts::find(c, &ctx.scope, &case.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &case.vendor_id)?;
    let parent: Vec<_> = case.parent_node_id.iter().cloned().collect();
    Ok(Open {
        client: accounts::find_organisation(c, &case.organisation_id)?.name,
        vendor_name: vendor.legal_name,
        contract: format!("{} {}", contract.reference, contract.title),
        claims: store::claims(c, &case)?,
        files: actions::evidence(c, ctx, &case)?,
        rulings: store::rulings(c, &case)?,
        parent_name: store::node_names(c, &parent)?.into_iter().next().map(|(_, name)| name),
        case,
    })
}

/// The way of a case, as far as it has come.
fn steps(web: &Web, case: &Case) -> Vec<StepLine> {
    use CaseState as S;
    let at = match case.state {
        S::Draft => 0,
        S::Submitted => 1,
        S::Completeness | S::Completion => 2,
        S::Review | S::Temporary => 3,
        S::Decided | S::Refused | S::Stopped => 4,
        S::Active | S::Changed | S::Revoked | S::Ended | S::Expired => 5,
    };
    let over =
        matches!(case.state, S::Refused | S::Stopped | S::Active | S::Changed | S::Revoked | S::Ended | S::Expired);
    ["draft", "submitted", "completeness", "review", "decision", "active"]
        .iter()
        .enumerate()
        .filter(|(n, _)| !(matches!(case.state, S::Refused | S::Stopped) && *n == 5))
        .map(|(n, key)| StepLine {
            label: web.word(&format!("subcontracts-step-{key}")),
            state: if n < at || (n == at && over) {
                "done"
            } else if n == at {
                "current"
            } else {
                "todo"
            },
            href: None,
        })
        .collect()
}

fn head(web: &Web, side: Side, open: &Open) -> Head {
    let case = &open.case;
    let base = base(side).to_string();
    let submitted_on = case.submitted_at.map(|at| swedish_date(at.utc()));
    let terms = CriteriaModel::named(&case.criteria_version).terms;
    let waits = case.state.is_open();
    let decision_due = submitted_on.filter(|_| waits).map(|day| rules::decision_due(day, case.paused_days, &terms));
    Head {
        href: format!("{base}/{}", case.id),
        id: case.id.clone(),
        number: case.number,
        name: case.name.clone(),
        state: case.state,
        tone: tone(case.state),
        stop_reason: case.stop_reason,
        is_care: case.is_care,
        is_processor: case.is_processor,
        client: open.client.clone(),
        vendor_id: case.vendor_id.clone(),
        vendor_name: open.vendor_name.clone(),
        contract_id: case.contract_id.clone(),
        contract: open.contract.clone(),
        authorisation: case.authorisation,
        by_phone: case.by_phone,
        applicant_name: case.applicant_name.clone(),
        submitted_at: case.submitted_at,
        notice_until: case.notice_until,
        due_on: case.due_on,
        decision_due,
        done: !waits,
        starts_on: case.starts_on,
        third_country: is_third(case),
        change_cause: case.change_cause,
        previous_href: case.previous_id.as_ref().map(|id| format!("{base}/{id}")),
        completion_text: case.completion_text.clone(),
        version: case.version,
        steps: steps(web, case),
        base,
    }
}

fn is_third(case: &Case) -> bool {
    rules::is_third_country(case.all_countries().iter().map(String::as_str))
}

/// What was stated, in words.
fn facts(web: &Web, open: &Open) -> Vec<Line> {
    let (case, f) = (&open.case, open.case.facts());
    let none = || "–".to_string();
    let text = |value: Option<String>| value.unwrap_or_else(none);
    let list = |values: &[String]| if values.is_empty() { none() } else { values.join(", ") };
    let yes = |is: bool| web.word(if is { "subcontracts-yes" } else { "subcontracts-no" });
    let persons = match f.persons {
        (None, _) | (_, None) => none(),
        (Some(low), Some(high)) if low == high => grouped(&low.to_string()),
        (Some(low), Some(high)) => {
            format!("{}–{}", grouped(&low.to_string()), grouped(&high.to_string()))
        }
    };
    let mut lines = vec![
        ("org_number", text(vendors::shown_number(f.org_number.as_deref()))),
        ("country", text(f.country)),
        ("parent", open.parent_name.clone().unwrap_or_else(|| open.vendor_name.clone())),
        ("task", f.task),
        ("data_class", f.data_class.map_or_else(none, |class| web.word(&format!("subcontracts-class-{class}")))),
        ("information_types", list(&f.information_types)),
        ("persons", persons),
        ("patient_data", yes(f.patient_data)),
        ("countries", list(&f.countries)),
        ("remote_countries", list(&f.remote_countries)),
        (
            "transfer_mechanism",
            f.transfer_mechanism.map_or_else(none, |m| web.word(&format!("subcontracts-transfer-{m}"))),
        ),
    ];
    if case.is_care {
        lines.push(("care_countries", list(&f.care_countries)));
    }
    lines.push(("starts_on", case.starts_on.map_or_else(none, |day| day.to_string())));
    lines.extend(f.urgent_reason.map(|reason| ("urgent_reason", reason)));
    lines.extend(f.change_note.map(|note| ("change_note", note)));
    lines
        .into_iter()
        .map(|(key, value)| Line { label: web.word(&format!("subcontracts-field-{key}")), value })
        .collect()
}

fn files_of(open: &Open, side: Side, part: &str) -> Vec<FileRow> {
    let href = |file: &Attachment| format!("{}/{}/case-files/{}", base(side), open.case.id, file.id);
    open.files
        .iter()
        .filter(|file| file.part == part)
        .map(|file| FileRow { name: file.file_name.clone(), href: href(file) })
        .collect()
}

/// The criteria that the vendor is asked, with what it has said.
fn claim_rows(web: &Web, side: Side, open: &Open, asked_only: bool) -> Vec<ClaimRow> {
    let (case, language) = (&open.case, web.language());
    let model = CriteriaModel::named(&case.criteria_version);
    model
        .of(case.is_care, case.is_processor)
        .filter(|criterion| criterion.asked || !asked_only)
        .map(|criterion| {
            let said = open.claims.iter().find(|claim| claim.criterion == criterion.number);
            ClaimRow {
                number: criterion.number,
                text: criterion.text(language).to_string(),
                source: criterion.source(language).to_string(),
                unverified: criterion.is_unverified(),
                answer: said.and_then(|claim| claim.answer),
                note: said.and_then(|claim| claim.note.clone()),
                files: files_of(open, side, &criterion.number.to_string()),
                answer_field: format!("answer_{}", criterion.number),
                note_field: format!("note_{}", criterion.number),
            }
        })
        .collect()
}

fn missing(rows: &[ClaimRow]) -> usize {
    rows.iter().filter(|row| row.answer.is_none()).count()
}

fn ruling_views(rulings: &[Ruling]) -> Vec<RulingView> {
    let view = |ruling: &Ruling| RulingView {
        decision: ruling.decision,
        tone: ruling_tone(ruling.decision),
        reason: ruling.reason.clone(),
        conditions: texts(&ruling.conditions),
        valid_from: ruling.valid_from,
        valid_until: ruling.valid_until,
        diary_number: ruling.diary_number.clone(),
        decided_by_name: ruling.decided_by.as_ref().map(|_| ruling.decided_by_name.clone()),
        decided_at: ruling.decided_at,
        sha256: ruling.sha256.clone(),
    };
    rulings.iter().map(view).collect()
}

/// What the link would do to the tiers, in words.
fn tier_lines(web: &Web, effect: &Effect, models: &tiering::Models) -> Result<Vec<TierLine>> {
    let mut lines = Vec::new();
    for moved in &effect.moved {
        let model = models.find(&moved.model_version)?;
        lines.push(TierLine {
            vendor_id: moved.vendor_id.clone(),
            vendor_name: moved.name.clone(),
            before: moved.before,
            after: moved.after,
            preliminary: moved.preliminary,
            raised: moved.before.zip(moved.after).is_some_and(|(before, after)| after < before),
            reasons: moved.reasons.iter().map(|reason| tiering::reason_text(web, &model, reason)).collect(),
        });
    }
    Ok(lines)
}

fn review_rows(ctx: &Ctx, case: &Case, reviews: &[Review]) -> Vec<ReviewRow> {
    let row = |review: &Review| {
        let open = match review.kind {
            super::model::ReviewKind::Completeness => {
                matches!(case.state, CaseState::Completeness)
                    || (case.state == CaseState::Temporary && case.complete_on.is_none())
            }
            _ => matches!(case.state, CaseState::Review | CaseState::Temporary) && case.complete_on.is_some(),
        };
        ReviewRow {
            kind: review.kind,
            reviewer_name: review.reviewer_name.clone(),
            outcome: review.outcome,
            tone: outcome_tone(review.outcome),
            comment: review.comment.clone(),
            done_at: review.done_at,
            mine: open && ctx.can(actions::permission(review.kind)),
        }
    };
    reviews.iter().map(row).collect()
}
