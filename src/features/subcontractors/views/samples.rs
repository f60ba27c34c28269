//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    Choice, ClaimRow, ClaimsPage, FileRow, FormPage, Head, Line, ListPage, PortalPage, ProposalView, ReviewPage,
    ReviewRow, Row, RulingView, ShowPage, StepLine, StepPage, TierLine, VerdictLine,
};
use crate::base::{Id, Instant, Language};
use crate::features::chains::{Orphans, TransferMechanism};
use crate::features::subcontractors::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, ClosureKind, Decision, ObjectionGround, Remedy, ReviewKind,
    ReviewOutcome, StopReason, Verdict,
};
use crate::features::subcontractors::records::{Closure, Objection};
use crate::platform::view::{FormState, HistoryLine, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn now() -> Instant {
    at().into()
}

fn id() -> Id {
    Id::new(at())
}

fn day() -> NaiveDate {
    at().date_naive()
}

fn row(state: CaseState, full: bool) -> Row {
    Row {
        href: "/subcontracts/1".into(),
        number: 4,
        name: if full { "Nattpasset Rådgivning Ltd".into() } else { String::new() },
        state,
        tone: "info",
        is_care: full,
        is_processor: true,
        vendor_name: "Vidlyssna Vårdlinje AB".into(),
        tier: full.then_some(1),
        contract: "2024-118 Sjukvårdsrådgivning".into(),
        due_on: full.then(day),
        done: !full,
        third_country: full,
        by_phone: full,
        waits_for: if full { ReviewKind::ALL.to_vec() } else { vec![] },
    }
}

fn head(state: CaseState, full: bool) -> Head {
    let stopped = state == CaseState::Stopped;
    Head {
        base: "/subcontracts".into(),
        href: "/subcontracts/1".into(),
        id: id(),
        number: 4,
        name: if stopped { String::new() } else { "Nattpasset Rådgivning Ltd".into() },
        state,
        tone: "info",
        stop_reason: stopped.then_some(if full { StopReason::CareAbroad } else { StopReason::SecurityProtection }),
        is_care: full,
        is_processor: !stopped,
        client: "Region Almeå".into(),
        vendor_id: id(),
        vendor_name: "Vidlyssna Vårdlinje AB".into(),
        contract_id: id(),
        contract: "2024-118 Sjukvårdsrådgivning".into(),
        authorisation: if full { Authorisation::General } else { Authorisation::Specific },
        by_phone: full,
        applicant_name: "Lena Sjö".into(),
        submitted_at: full.then(now),
        notice_until: full.then(day),
        due_on: full.then(day),
        decision_due: full.then(day),
        done: !full,
        starts_on: full.then(day),
        third_country: full,
        change_cause: full.then_some(ChangeCause::NewCountry),
        previous_href: full.then(|| "/subcontracts/0".into()),
        completion_text: full.then(|| "Lämna avtalet.".into()),
        version: 3,
        steps: ["done", "current", "todo"]
            .map(|state| StepLine { label: "Granskning".into(), state, href: None })
            .to_vec(),
    }
}

fn claim(number: i32, answer: Option<ClaimAnswer>, full: bool) -> ClaimRow {
    ClaimRow {
        number,
        text: "Loggning, radering och avslut är reglerade.".into(),
        source: "KV-21".into(),
        unverified: full,
        answer,
        note: full.then(|| "Se avtalet.".into()),
        files: if full { vec![file()] } else { vec![] },
        answer_field: format!("answer_{number}"),
        note_field: format!("note_{number}"),
    }
}

fn file() -> FileRow {
    FileRow { name: "avtal.pdf".into(), href: "/subcontracts/1/case-files/2".into() }
}

fn claims() -> Vec<ClaimRow> {
    let mut all: Vec<ClaimRow> =
        ClaimAnswer::ALL.iter().zip(1..).map(|(answer, number)| claim(number, Some(*answer), true)).collect();
    all.push(claim(4, None, false));
    all
}

fn verdicts() -> Vec<VerdictLine> {
    let line = |number: i32, verdict: Option<Verdict>, full: bool| VerdictLine {
        claim: claim(number, full.then_some(ClaimAnswer::Yes), full),
        asked: full,
        reviewer: ReviewKind::Security,
        verdict,
        tone: "ok",
        note: full.then(|| "Stämmer.".into()),
        judged_by_name: full.then(|| "Omar Haddad".into()),
        verdict_field: format!("verdict_{number}"),
        verdict_note_field: format!("note_{number}"),
    };
    let mut all: Vec<VerdictLine> =
        Verdict::ALL.iter().zip(1..).map(|(verdict, number)| line(number, Some(*verdict), true)).collect();
    all.push(line(18, None, false));
    all
}

fn reviews() -> Vec<ReviewRow> {
    let outcomes = [Some(ReviewOutcome::Supports), Some(ReviewOutcome::Conditions), Some(ReviewOutcome::Opposes), None];
    let row = |(kind, outcome): (&ReviewKind, Option<ReviewOutcome>)| ReviewRow {
        kind: *kind,
        reviewer_name: outcome.map(|_| "Omar Haddad".into()),
        outcome,
        tone: "ok",
        comment: outcome.map(|_| "Bra.".into()),
        done_at: outcome.map(|_| now()),
        mine: outcome.is_none(),
    };
    ReviewKind::ALL.iter().zip(outcomes).map(row).collect()
}

fn rulings() -> Vec<RulingView> {
    let view = |(n, decision): (usize, &Decision)| RulingView {
        decision: *decision,
        tone: "ok",
        reason: "Kraven är uppfyllda.".into(),
        conditions: if n.is_multiple_of(2) { vec!["Loggar lämnas varje månad.".into()] } else { vec![] },
        valid_from: day(),
        valid_until: n.is_multiple_of(2).then(day),
        diary_number: n.is_multiple_of(2).then(|| "RS 2026-7".into()),
        decided_by_name: n.is_multiple_of(2).then(|| "Birgitta Falk".into()),
        decided_at: now(),
        sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
    };
    Decision::ALL.iter().enumerate().map(view).collect()
}

fn tiers() -> Vec<TierLine> {
    let line = |before: Option<i32>, after: Option<i32>| TierLine {
        vendor_id: id(),
        vendor_name: "Vidlyssna Vårdlinje AB".into(),
        before,
        after,
        preliminary: before.is_none(),
        raised: before > after,
        reasons: if after.is_some() { vec!["Kedjan når tredjeland.".into()] } else { vec![] },
    };
    vec![line(Some(3), Some(1)), line(Some(2), Some(2)), line(None, Some(2)), line(None, None)]
}

fn objections() -> Vec<Objection> {
    let one = |(ground, remedy): (&ObjectionGround, &Remedy)| Objection {
        id: id(),
        organisation_id: id(),
        case_id: id(),
        ground: *ground,
        remedy: *remedy,
        text: "Överföringen saknar stöd.".into(),
        raised_by_name: "Omar Haddad".into(),
        raised_at: now(),
    };
    ObjectionGround::ALL.iter().zip(Remedy::ALL.iter().cycle()).map(one).collect()
}

fn closure(kind: ClosureKind) -> Closure {
    Closure {
        id: id(),
        organisation_id: id(),
        case_id: id(),
        kind,
        closed_on: day(),
        reason: "Uppdraget är slut.".into(),
        certificate_missing: kind == ClosureKind::Ended,
        finding_id: (kind == ClosureKind::Ended).then(id),
        closed_by_name: "Eva Björk".into(),
        closed_at: now(),
    }
}

fn proposal() -> ProposalView {
    ProposalView {
        decision: Decision::Conditional,
        reason: "Kraven är uppfyllda.".into(),
        conditions: vec!["Loggar lämnas varje månad.".into()],
        valid_until: Some(day()),
        proposed_by_name: "Omar Haddad".into(),
        proposed_at: now(),
    }
}

fn facts() -> Vec<Line> {
    vec![Line { label: "Uppgift".into(), value: "Svarar i telefon på natten.".into() }]
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/subcontracts/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<Row>, portal: bool| ListPage {
            portal,
            form: FormState::default().with("state", "open_only"),
            mine: if portal { vec![] } else { vec![row(CaseState::Review, true)] },
            pager: Pager { number: 1, pages: 1, total: 14 },
            states: ["open_only", "overdue", "all"]
                .into_iter()
                .chain(CaseState::ALL.iter().map(|state| state.as_str()))
                .collect(),
            can_apply: true,
            apply_href: "/subcontracts/new",
            rows,
        };
        let all = || CaseState::ALL.iter().zip([true, false].iter().cycle()).map(|(s, full)| row(*s, *full)).collect();
        vec![page(all(), false), page(all(), true), page(vec![], true), page(vec![], false)]
    }
}

impl Sampled for FormPage {
    const TEMPLATE: &'static str = "pages/subcontracts/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |name: Option<&str>, portal: bool| FormPage {
            portal,
            form: FormState::default().with("version", 3),
            action: "/subcontracts".into(),
            cancel_href: "/subcontracts".into(),
            contract_name: name.map(ToString::to_string),
            contracts: vec![Choice::new(id(), "2024-118")],
            parents: vec![Choice::new(id(), "Nattpasset")],
            classes: ["0", "1", "2", "3"],
            mechanisms: TransferMechanism::ALL,
            yes_no: ["no", "yes"],
            changes: name.is_some(),
        };
        vec![page(None, true), page(Some("2024-118 Rådgivning"), false)]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/subcontracts/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state: CaseState, full: bool| ShowPage {
            head: head(state, full),
            facts: if full { facts() } else { vec![] },
            criteria: if full { verdicts() } else { vec![] },
            reviews: reviews(),
            tiers: if full { tiers() } else { vec![] },
            tier_model: full.then(|| "tiering-2026-1".into()),
            silence_counts: state == CaseState::Submitted,
            silence_passed: full,
            proposal: full.then(proposal),
            rulings: if full { rulings() } else { vec![] },
            objections: if full { objections() } else { vec![] },
            closure: match state {
                CaseState::Ended => Some(closure(ClosureKind::Ended)),
                CaseState::Revoked => Some(closure(ClosureKind::Revoked)),
                _ => None,
            },
            certificate: if full { vec![file()] } else { vec![] },
            history: vec![HistoryLine {
                at: now(),
                who: "Eva Björk".into(),
                text: "Beslutade".into(),
                note: None,
                tone: "ok",
            }],
            actions: if full {
                vec!["completion", "propose", "decide", "object", "emergency", "change", "end", "revoke"]
            } else {
                vec![]
            },
            can_begin: full,
            editable: full,
            can_attach_certificate: full,
            can_terms: full,
            terms_form: FormState::default(),
            terms_version: 0,
            authorisations: Authorisation::ALL,
            claims_missing: if full { 2 } else { 0 },
            upload_form: FormState::default(),
            megabytes: 20,
        };
        CaseState::ALL.iter().flat_map(|state| [page(*state, true), page(*state, false)]).collect()
    }
}

impl Sampled for PortalPage {
    const TEMPLATE: &'static str = "pages/subcontracts/portal";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state: CaseState, full: bool| PortalPage {
            head: head(state, full),
            facts: if full { facts() } else { vec![] },
            criteria: if full { claims() } else { vec![] },
            rulings: if full { rulings() } else { vec![] },
            objections: if full { objections() } else { vec![] },
            closure: full.then(|| closure(ClosureKind::Revoked)),
            certificate: if full { vec![file()] } else { vec![] },
            editable: full,
            can_change: full,
            can_attach_certificate: full,
            claims_missing: if full { 2 } else { 0 },
            upload_form: FormState::default(),
            megabytes: 20,
        };
        CaseState::ALL.iter().flat_map(|state| [page(*state, true), page(*state, false)]).collect()
    }
}

impl Sampled for ClaimsPage {
    const TEMPLATE: &'static str = "pages/subcontracts/claims";
    fn samples(_: Language) -> Vec<Self> {
        vec![ClaimsPage {
            head: head(CaseState::Draft, true),
            form: FormState::default().with("version", 3),
            criteria: claims(),
            answers: ClaimAnswer::ALL,
            upload_form: FormState::default(),
            parts: vec![Choice::new(1, "1. Företaget finns.")],
            megabytes: 20,
        }]
    }
}

impl Sampled for ReviewPage {
    const TEMPLATE: &'static str = "pages/subcontracts/review";
    fn samples(_: Language) -> Vec<Self> {
        let page = |kind: &ReviewKind| ReviewPage {
            head: head(CaseState::Review, true),
            kind: *kind,
            form: FormState::default().with("version", 3),
            criteria: verdicts(),
            verdicts: Verdict::ALL,
            outcomes: ReviewOutcome::ALL,
            tiers: if *kind == ReviewKind::Security { tiers() } else { vec![] },
        };
        ReviewKind::ALL.iter().map(page).collect()
    }
}

impl Sampled for StepPage {
    const TEMPLATE: &'static str = "pages/subcontracts/step";
    fn samples(_: Language) -> Vec<Self> {
        let page = |step: &'static str, full: bool| StepPage {
            head: head(CaseState::Review, full),
            step,
            form: FormState::default().with("version", 3),
            decisions: vec!["approved", "conditional", "refused"],
            grounds: ObjectionGround::ALL,
            remedies: Remedy::ALL,
            causes: ChangeCause::ALL,
            orphans: Orphans::ALL,
            namesakes: if full { vec![Choice::new(id(), "Nattpasset")] } else { vec![] },
            tiers: if full { tiers() } else { vec![] },
            reviews: if full { reviews() } else { vec![] },
            proposal: full.then(proposal),
            certified: full,
            longest: full.then(day),
        };
        let steps = ["completion", "propose", "decide", "object", "emergency", "change", "end", "revoke"];
        steps.iter().flat_map(|step| [page(step, true), page(step, false)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<ListPage>(&views).unwrap();
        render_samples::<FormPage>(&views).unwrap();
        render_samples::<ShowPage>(&views).unwrap();
        render_samples::<PortalPage>(&views).unwrap();
        render_samples::<ClaimsPage>(&views).unwrap();
        render_samples::<ReviewPage>(&views).unwrap();
        render_samples::<StepPage>(&views).unwrap();
    }
}
