//! Coverage of the controls: 5,000 vendors with 62 answers each. Portfolio page 60 ms, matrix of one vendor 15 ms, one chain
//! of proof 10 ms; and ten times the vendors in at most twelve times the time.

use crate::stage::{Stage, Time};
use tillit::base::{Id, PageRequest, Result};
use tillit::features::contracts::{self, ClauseMet, Contract, ContractClause, InContract};
use tillit::features::controls::{Assurance, QuestionSet, catalogue};
use tillit::features::coverage;
use tillit::features::questionnaires::{
    self, Answer, AnswerReview, AnswerStatus, Assessment, AssessmentStatus, put_answer,
};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::db::Db;

const LARGE: usize = 5_000;

pub fn run(stage: &mut Stage) {
    fill(stage, 0, LARGE / 10);
    stage.settle();
    let (small_list, small_matrix, small_proof) = measure(stage);
    fill(stage, LARGE / 10, LARGE);
    stage.settle();
    let (list, matrix, proof) = measure(stage);
    stage.note("portfolio of 5,000 vendors, 62 answers each", list, 60.0);
    stage.note("matrix of one vendor", matrix, 15.0);
    stage.note("one chain of proof", proof, 10.0);
    stage.grows("portfolio", small_list, list);
    stage.grows("matrix of one vendor", small_matrix, matrix);
    stage.grows("one chain of proof", small_proof, proof);
}

fn measure(stage: &Stage) -> (Time, Time, Time) {
    let page = PageRequest::new(None, None);
    let list = stage.read(21, |c, ctx| {
        assert_eq!(coverage::waiting(c, &ctx.scope, ctx.today())?, 0);
        let letters = coverage::letters(c, &ctx.scope, None)?;
        let sum = coverage::tally(&letters, 93);
        assert!(sum.controls[0].required() > 0);
        coverage::list(c, &ctx.scope, &coverage::Filter::default(), page)
    });
    let one = stage.prepare(|c, ctx| {
        let first = coverage::list(c, &ctx.scope, &coverage::Filter::default(), page)?.items.remove(0);
        vendors::find(c, &ctx.scope, &first.row.vendor_id)
    });
    let matrix = stage.read(21, |c, ctx| coverage::matrix(c, ctx, &one));
    let proof = stage.read(21, |c, ctx| {
        let proof = coverage::proof_of(c, ctx, &one, "A.5.36")?;
        assert!(!proof.questions.is_empty());
        Ok(proof)
    });
    (list, matrix, proof)
}

fn fill(stage: &Stage, from: usize, to: usize) {
    stage.prepare(|c, ctx| (from..to).try_for_each(|n| one(c, ctx, n)));
    while stage.prepare(|c, ctx| coverage::refresh(c, ctx, 200)) > 0 {}
}

fn one(c: &mut Db, ctx: &Ctx, n: usize) -> Result<()> {
    let organisation_id = ctx.scope.client()?.clone();
    let vendor = vendor_row(ctx, &organisation_id, n);
    vendors::insert(c, &vendor)?;
    let contract = contract_row(ctx, &vendor, n);
    contracts::insert(c, &contract)?;
    for (k, clause) in catalogue().current_clauses().entries.iter().enumerate() {
        let row = ContractClause {
            id: ctx.new_id(),
            organisation_id: organisation_id.clone(),
            contract_id: contract.id.clone(),
            clause_id: clause.id.clone(),
            catalogue_version: catalogue().current_clauses().version.to_string(),
            in_contract: (!(n + k).is_multiple_of(5)).then_some(InContract::Present),
            section: Some("7.2".to_string()),
            met: if (n + k).is_multiple_of(7) { ClauseMet::Partly } else { ClauseMet::Met },
            note: None,
            updated_by_name: "Mia Mät".to_string(),
            updated_at: ctx.instant(),
            version: 1,
        };
        contracts::insert_clause(c, &row)?;
    }
    let assessment = assessment_row(ctx, &vendor, &contract);
    questionnaires::insert(c, &assessment)?;
    for (k, question) in catalogue().current_questions().entries.iter().enumerate() {
        put_answer(c, &answer_row(ctx, &assessment, &question.id, n + k))?;
        if !(n + k).is_multiple_of(3) {
            insert_review(c, &review_row(ctx, &assessment, &question.id, n + k))?;
        }
    }
    Ok(())
}

/// The store of reviews is the feature's own.
fn insert_review(c: &mut Db, row: &AnswerReview) -> Result<()> {
    use diesel::RunQueryDsl as _;
    let table = tillit::platform::db::schema::answer_reviews::table;
    diesel::insert_into(table).values(row).execute(c)?;
    Ok(())
}

fn vendor_row(ctx: &Ctx, organisation_id: &Id, n: usize) -> Vendor {
    let name = format!("Leverantör {n} AB");
    Vendor {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        name_folded: name.to_lowercase(),
        search_text: name.to_lowercase(),
        legal_name: name,
        org_number: None,
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: String::new(),
        internal_note: None,
        vendor_organisation_id: None,
        tier: i32::try_from(n % 3 + 1).ok(),
        tier_preliminary: false,
        order_value: Some(50),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    }
}

fn contract_row(ctx: &Ctx, vendor: &Vendor, n: usize) -> Contract {
    let mut row = Contract {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        reference: format!("MÄT-{n}"),
        diary_number: None,
        title: "Uppdrag".to_string(),
        title_folded: String::new(),
        search_text: String::new(),
        starts_on: None,
        ends_on: "2029-12-31".parse().ok(),
        notice_months: None,
        annual_value_sek: None,
        manager_id: None,
        parent_id: None,
        internal_note: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    contracts::index(&mut row);
    row
}

fn assessment_row(ctx: &Ctx, vendor: &Vendor, contract: &Contract) -> Assessment {
    Assessment {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        contract_id: Some(contract.id.clone()),
        question_set: QuestionSet::Full,
        catalogue_version: catalogue().current_questions().version.to_string(),
        tier: vendor.tier,
        status: AssessmentStatus::Closed,
        due_on: ctx.today(),
        message: None,
        internal_note: None,
        sent_by: ctx.actor.person_id.clone(),
        sent_by_name: ctx.actor.name.clone(),
        sent_at: ctx.instant(),
        submitted_at: Some(ctx.instant()),
        submitted_late: false,
        declared_by: Some("Någon".to_string()),
        declared_role: Some("VD".to_string()),
        return_note: None,
        returned_at: None,
        closed_at: Some(ctx.instant()),
        closed_by_name: Some(ctx.actor.name.clone()),
        question_count: 62,
        answered_count: 62,
        reviewed_count: 40,
        claimed_low: Some(60),
        claimed_high: Some(80),
        verified: Some(40),
        version: 1,
    }
}

fn answer_row(ctx: &Ctx, assessment: &Assessment, question: &str, n: usize) -> Answer {
    let status = if n.is_multiple_of(9) { AnswerStatus::Unknown } else { AnswerStatus::Met };
    Answer {
        id: ctx.new_id(),
        organisation_id: assessment.organisation_id.clone(),
        assessment_id: assessment.id.clone(),
        question_id: question.to_string(),
        status: Some(status),
        value: "{}".to_string(),
        comment: None,
        shown_on_site: false,
        answered_by: ctx.actor.person_id.clone(),
        answered_by_name: "Lena Sjö".to_string(),
        answered_at: ctx.instant(),
        version: 1,
    }
}

fn review_row(ctx: &Ctx, assessment: &Assessment, question: &str, n: usize) -> AnswerReview {
    AnswerReview {
        id: ctx.new_id(),
        organisation_id: assessment.organisation_id.clone(),
        assessment_id: assessment.id.clone(),
        question_id: question.to_string(),
        status: Some(AnswerStatus::Met),
        assurance: if n.is_multiple_of(2) { Assurance::A2 } else { Assurance::A1 },
        comment: None,
        internal_note: None,
        reviewed_by: ctx.actor.person_id.clone(),
        reviewed_by_name: ctx.actor.name.clone(),
        reviewed_at: ctx.instant(),
        version: 1,
    }
}
