//! Whatever changes a state marks the vendor, and what is kept up is what would be counted from scratch.

use super::support::Harness;
use crate::coverage::{clause, contract_of, handed_in, review};
use crate::questionnaires::{Scene, scene};
use diesel::prelude::*;
use tillit::base::Id;
use tillit::features::contracts::{self, ClauseMet, InContract, NewContract};
use tillit::features::controls::{Assurance, catalogue};
use tillit::features::coverage::{self, CoverageRow};
use tillit::features::findings::{self, FindingOrigin, NewAction, NewFinding, Responsible, Severity};
use tillit::features::questionnaires::{self as q, AnswerStatus};
use tillit::features::vendors::{self, NewStep, NewVendor, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::db::schema::vendors as rows;

fn now(t: &Harness, ctx: &Ctx) -> Ctx {
    Ctx { now: t.now(), ..ctx.clone() }
}

fn waiting(t: &Harness, s: &Scene) -> i64 {
    let ctx = now(t, &s.officer);
    t.read(|c| coverage::waiting(c, &ctx.scope, ctx.today()))
}

/// Counts what waits; what is stored is then what would be counted from scratch.
fn settle(t: &Harness, s: &Scene) -> Vec<CoverageRow> {
    let ctx = now(t, &s.officer);
    while t.write(|c| coverage::refresh(c, &ctx, 50)) > 0 {}
    assert_eq!(waiting(t, s), 0);
    let kept = t.read(|c| coverage::rows(c, &ctx.scope));
    let ids: Vec<Id> =
        t.read(|c| Ok(rows::table.filter(rows::organisation_id.eq(ctx.scope.client()?)).select(rows::id).load(c)?));
    let scratch = t.read(|c| coverage::count(c, &ctx, &ids));
    assert_eq!(kept, scratch);
    kept
}

fn another(t: &Harness, ctx: &Ctx, name: &str) -> Vendor {
    let new = NewVendor {
        legal_name: name.to_string(),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::ItSupplier,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: Vec::new(),
        internal_note: None,
    };
    t.write(|c| vendors::add(c, ctx, &new))
}

fn finding(vendor: &Vendor, control: &str) -> NewFinding {
    NewFinding {
        vendor_id: vendor.id.clone(),
        contract_id: None,
        origin: FindingOrigin::Manual,
        origin_object_id: None,
        origin_part: None,
        title: "Policy saknas".to_string(),
        description: None,
        severity: Severity::High,
        responsible: Responsible::Region,
        control_ids: vec![control.to_string()],
        internal_note: None,
    }
}

both! {
    async fn every_way_in_marks_the_vendor(t: &Harness) {
        let s = scene(t);
        let ctx = &s.officer;
        let marked = |what: &str| {
            assert_eq!(waiting(t, &s), 1, "{what}");
            settle(t, &s);
        };
        marked("a new vendor");
        let contract = contract_of(t, ctx, &s.vendor, "AVT-1");
        marked("a new contract");
        let version = clause(t, ctx, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        marked("a clause");
        clause(t, ctx, &contract.id, ("KV-01", version), InContract::Present, ClauseMet::NotMet);
        marked("a clause again");
        let shorter = NewContract { ends_on: "2027-12-31".parse().ok(), ..NewContract::of(&contract) };
        t.write(|c| contracts::update(c, ctx, &contract.id, &shorter, contract.version));
        marked("a changed contract");
        let id = handed_in(t, &s, AnswerStatus::Met);
        marked("answers handed in");
        review(t, ctx, &id, ("Q01", 0), AnswerStatus::Met, Assurance::A2);
        marked("a review");
        let sent_back = t.write(|c| q::send_back(c, ctx, &id, "Komplettera"));
        marked("sent back");
        // What is being answered anew is the vendor's own.
        let full = t.read(|c| q::open(c, &s.admin.scope, &sent_back.id));
        let edit = q::AnswerEdit { assessment_id: id.clone(), question_id: "Q01".to_string(), version: full.answers["Q01"].version, given: q::Given { status: Some(AnswerStatus::NotMet), ..full.answers["Q01"].given() }, shown_on_site: false };
        t.write(|c| q::save_answer(c, &s.admin, &edit));
        assert_eq!(waiting(t, &s), 0, "a draft");
        t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "VD"));
        marked("handed in again");
        crate::reviewing::judge_all(t, ctx, &id);
        marked("all reviewed");
        t.write(|c| q::close(c, ctx, &id));
        marked("closed");
        let found = t.write(|c| findings::open_finding(c, ctx, &finding(&s.vendor, "A.5.1")));
        marked("a finding");
        let new = NewAction { vendor_id: s.vendor.id.clone(), contract_id: None, finding_id: Some(found.id.clone()), title: "Skriv en policy".to_string(), description: None, responsible: Responsible::Region, owner_id: None, owner_name: None, due_on: "2026-12-31".parse().unwrap(), focus: None, internal_note: None };
        let action = t.write(|c| findings::open_action(c, ctx, &new));
        marked("an action");
        t.write(|c| findings::cancel(c, ctx, &action.id, Some(1), "Behövs inte"));
        marked("an action dropped");
        t.write(|c| findings::close_finding(c, ctx, &found.id, Some(1), Some("Löst")));
        marked("a finding closed");
        let low = vendors::Criteria { data_class: Some(0), data_subjects: Some(0), criticality: Some(0), access: Some(0), chain: Some(0), substitution: Some(0) };
        t.write(|c| vendors::categorise_vendor(c, ctx, &s.vendor.id, &low, None));
        marked("another tier");
        let other = another(t, ctx, "Andra AB");
        marked("one more vendor");
        let moved = t.read(|c| contracts::find(c, &ctx.scope, &contract.id));
        let to_other = NewContract { vendor_id: other.id.clone(), ..NewContract::of(&moved) };
        t.write(|c| contracts::update(c, ctx, &contract.id, &to_other, moved.version));
        assert_eq!(waiting(t, &s), 2, "both the one that had the contract and the one that has it");
        assert_eq!(settle(t, &s).len(), 2);
        t.drain();
    }

    async fn time_alone_changes_states_and_the_sweep_counts_them(t: &Harness) {
        let s = scene(t);
        contract_of(t, &s.officer, &s.vendor, "AVT-1");
        let id = handed_in(t, &s, AnswerStatus::Met);
        review(t, &s.officer, &id, ("Q01", 0), AnswerStatus::Met, Assurance::A2);
        let before = settle(t, &s);
        assert_eq!((before[0].verified_count > 0, before[0].changes_on), (true, "2027-11-24".parse().ok()));
        t.advance_days(365);
        assert_eq!(waiting(t, &s), 0, "the last day counts");
        t.advance_days(1);
        assert_eq!(waiting(t, &s), 1);
        coverage::sweep(&t.app, t.now()).unwrap();
        assert_eq!(waiting(t, &s), 0);
        let after = settle(t, &s);
        assert_eq!((after[0].verified_count, after[0].expired_count), (0, before[0].verified_count));
        t.drain();
    }

    async fn a_vendor_that_ends_leaves_the_portfolio(t: &Harness) {
        let s = scene(t);
        assert_eq!(settle(t, &s).len(), 1);
        let row = t.read(|c| vendors::find(c, &s.officer.scope, &s.vendor.id));
        let step = NewStep { status: VendorStatus::Ended, reason: "Avtalet är slut".to_string(), planned_end: None, contracts_after: None };
        t.write(|c| vendors::take_step(c, &s.officer, &row.id, &step, row.version));
        assert_eq!(settle(t, &s).len(), 0);
        t.drain();
    }

    async fn after_random_edits_it_is_as_if_counted_from_scratch(t: &Harness) {
        let s = scene(t);
        let ctx = &s.officer;
        let others: Vec<Vendor> = (0..3).map(|n| another(t, ctx, &format!("Granne {n} AB"))).collect();
        let everybody: Vec<&Vendor> = others.iter().chain([&s.vendor]).collect();
        let contracts: Vec<Id> = everybody.iter().enumerate().map(|(n, v)| contract_of(t, ctx, v, &format!("AVT-{n}")).id).collect();
        let id = handed_in(t, &s, AnswerStatus::Met);
        let clauses = &catalogue().current_clauses().entries;
        let asked = catalogue().current_questions().in_set(tillit::features::controls::QuestionSet::Lite);
        let mut seed: u64 = 20_261_129;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below
        };
        let mut versions = std::collections::BTreeMap::new();
        let mut open = Vec::new();
        for round in 0..60 {
            match draw(5) {
                0 | 1 => {
                    let (contract, known) = (&contracts[draw(contracts.len())], &clauses[draw(clauses.len())]);
                    let is = InContract::ALL[draw(InContract::ALL.len())];
                    let met = ClauseMet::ALL[draw(ClauseMet::ALL.len())];
                    let version = versions.entry((contract.clone(), known.id.clone())).or_insert(0);
                    *version = clause(t, ctx, contract, (known.id.as_str(), *version), is, met);
                }
                2 => {
                    let question = &asked[draw(asked.len())].id;
                    let status = AnswerStatus::ALL[draw(AnswerStatus::ALL.len())];
                    let assurance = Assurance::ALL[draw(Assurance::ALL.len())];
                    let version = versions.entry((id.clone(), question.clone())).or_insert(0);
                    review(t, ctx, &id, (question.as_str(), *version), status, assurance);
                    *version += 1;
                }
                3 => {
                    let control = &catalogue().current_controls().entries[draw(93)].id;
                    let vendor = everybody[draw(everybody.len())];
                    open.push(t.write(|c| findings::open_finding(c, ctx, &finding(vendor, control))));
                }
                _ => {
                    if let Some(found) = open.pop() {
                        t.write(|c| findings::close_finding(c, ctx, &found.id, Some(found.version), Some("Löst")));
                    }
                }
            }
            if round % 4 == 0 {
                settle(t, &s);
            }
        }
        assert_eq!(settle(t, &s).len(), 4);
        t.drain();
    }
}
