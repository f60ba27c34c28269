//! `tillit generate`: a synthetic portfolio for load tests, in an organisation of its own that says so.
//! Rows are written as they would stand after years of use; one audit event tells that they were made.

use crate::access::{Actor, Role, Via};
use crate::base::org_number::with_check_digit;
use crate::base::{Id, Instant, Language, Refusal, Result, text};
use crate::features::accounts::{self, NewPerson, Organisation, OrganisationKind, Person};
use crate::features::contracts::{self, ClauseMet, Contract, ContractClause, InContract};
use crate::features::controls::{QuestionSet, catalogue};
use crate::features::dialogues;
use crate::features::findings::{self, NewAction, Responsible};
use crate::features::questionnaires::{self, Answer, AnswerStatus, Assessment, AssessmentStatus};
use crate::features::vendors::{self, Categorisation, Criteria, TieringModel, Vendor, VendorKind, VendorStatus};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::Serialize;

const PLACES: &[&str] = &[
    "Ekbrunn",
    "Sjöhamra",
    "Malmåker",
    "Stensätra",
    "Bergaryd",
    "Vitåker",
    "Ängsvik",
    "Norrhulta",
    "Kvarnåsa",
    "Fjällinge",
    "Klarälva",
    "Hedåsa",
];
const TRADES: &[&str] = &[
    "Vårdcentral",
    "Fotvård",
    "Hemtjänst",
    "Rehab",
    "Ögonklinik",
    "Laboratorium",
    "Drift",
    "Integration",
    "Arkiv",
    "Telefoni",
    "Ambulans",
    "Äldreboende",
];
const FORMS: &[&str] = &["AB", "HB", "Ekonomisk förening", "Kommanditbolag"];

/// What a load test needs to begin. The session tokens open the synthetic organisation only.
#[derive(Debug, Serialize)]
pub struct Made {
    pub organisation_id: Id,
    pub vendors: u32,
    pub manager_session: String,
    pub vendor_session: String,
    pub assessment_id: Id,
    pub open_assessment_id: Id,
    pub locked_dialogue_id: Id,
}

/// Makes `count` vendors, each with a contract, its clauses and an answered assessment. The same
/// seed gives the same portfolio.
pub fn run(app: &App, count: u32, seed: u64) -> Result<Made> {
    let now = app.clock.now();
    let (region, eva, vendor_organisation, lena) = app.db.write_now(|c| people(c, now, count))?;
    let manager = ctx(&eva, &region, Role::ContractManager, now);
    let vendor_side = ctx(&lena, &vendor_organisation, Role::VendorAdmin, now);
    let mut random = StdRng::seed_from_u64(seed);
    let mut first = None;
    let mut next = 0;
    while next < count {
        let end = (next + 250).min(count);
        let made = app.db.write_now(|c| {
            let mut firsts = None;
            for index in next..end {
                let linked = (index == 0).then_some(&vendor_organisation.id);
                let made = one(c, &manager, &vendor_side, &mut random, index, linked)?;
                firsts.get_or_insert(made);
            }
            Ok(firsts)
        })?;
        first = first.or(made);
        next = end;
    }
    let (vendor, contract, assessment) = first.ok_or_else(|| Refusal::invalid("vendors", "error-number"))?;
    app.db.write_now(|c| {
        let entry = audit::Entry::new("generate", "organisation", &region.id).named(&region.name);
        audit::record(c, &manager, entry)?;
        let open = open_assessment(c, &manager, &vendor)?;
        let dialogue = locked_dialogue(c, &manager, &vendor, &contract)?;
        let manager_session = session(c, &eva, now)?;
        let vendor_session = session(c, &lena, now)?;
        Ok(Made {
            organisation_id: region.id.clone(),
            vendors: count,
            manager_session,
            vendor_session,
            assessment_id: assessment.clone(),
            open_assessment_id: open,
            locked_dialogue_id: dialogue,
        })
    })
}

fn people(c: &mut Db, now: DateTime<Utc>, count: u32) -> Result<(Organisation, Person, Organisation, Person)> {
    let name = format!("Syntetisk region ({count} leverantörer)");
    let region = accounts::add_organisation(c, now, OrganisationKind::Region, &name, None, true)?;
    let vendor = accounts::add_organisation(c, now, OrganisationKind::Vendor, "Syntetisk leverantör", None, true)?;
    let mut person = |name: &str, organisation: &Organisation, role: Role| -> Result<Person> {
        let email = format!("{role}.{}@synthetic.example", organisation.id)
            .parse()
            .map_err(|()| Refusal::fault("an address"))?;
        let person =
            accounts::add_person(c, now, &NewPerson { name: name.to_string(), email: Some(email), phone: None })?;
        accounts::add_account(c, now, &person, Language::Sv, None)?;
        accounts::add_membership(c, now, &person.id, &organisation.id, role)?;
        Ok(person)
    };
    let eva = person("Syntetisk avtalsansvarig", &region, Role::ContractManager)?;
    let lena = person("Syntetisk leverantör", &vendor, Role::VendorAdmin)?;
    Ok((region, eva, vendor, lena))
}

fn ctx(person: &Person, organisation: &Organisation, role: Role, now: DateTime<Utc>) -> Ctx {
    let actor = Actor {
        person_id: person.id.clone(),
        name: person.name.clone(),
        organisation_id: organisation.id.clone(),
        organisation_name: organisation.name.clone(),
        role,
        via: Via::Cli,
    };
    Ctx::new(actor, now, Language::Sv, "generate".to_string())
}

fn session(c: &mut Db, person: &Person, now: DateTime<Utc>) -> Result<String> {
    let (membership, _) = accounts::memberships_of(c, &person.id)?.into_iter().next().ok_or(Refusal::NotFound)?;
    let account = accounts::account_of_person(c, &person.id)?.ok_or(Refusal::NotFound)?;
    accounts::start_session(c, now, &account.id, &membership.id, 12, "generate", "").map(|s| s.reveal().to_string())
}

fn pick<'a>(random: &mut StdRng, words: &[&'a str]) -> &'a str {
    words.get(random.random_range(0..words.len())).copied().unwrap_or_default()
}

/// A valid invented organisation number that no other index has.
fn number(index: u32) -> String {
    with_check_digit(&format!("98{:07}", 2_000_000 + index))
}

/// Criteria that give about the shares that domain.md 4.2 aims at.
fn criteria(random: &mut StdRng) -> Criteria {
    let (d, v, o, a, ch, s) = match random.random_range(0..100) {
        0..3 => (3, 4, 4, 2, 3, 3),
        3..16 => (3, 3, 2, 2, 2, 2),
        16..85 => (3, 2, 2, 1, 1, 1),
        _ => (0, 1, 0, 0, 1, 0),
    };
    Criteria {
        data_class: Some(d),
        data_subjects: Some(v),
        criticality: Some(o),
        access: Some(a),
        chain: Some(ch),
        substitution: Some(s),
    }
}

fn one(
    c: &mut Db,
    manager: &Ctx,
    vendor_side: &Ctx,
    random: &mut StdRng,
    index: u32,
    linked: Option<&Id>,
) -> Result<(Vendor, Contract, Id)> {
    let decided = vendors::categorise(TieringModel::current(), &criteria(random));
    let vendor = vendor_row(manager, random, index, &decided, linked)?;
    vendors::insert(c, &vendor)?;
    let contract = contract_row(manager, random, index, &vendor)?;
    contracts::insert(c, &contract)?;
    for clause in catalogue().current_clauses().for_tier(decided.tier) {
        let in_contract = match random.random_range(0..10) {
            0..6 => Some(InContract::Present),
            6 => Some(InContract::Partly),
            7 => Some(InContract::Missing),
            _ => None,
        };
        let met = match random.random_range(0..10) {
            0..5 => ClauseMet::Met,
            5 => ClauseMet::Partly,
            6 => ClauseMet::NotMet,
            _ => ClauseMet::Unknown,
        };
        contracts::insert_clause(
            c,
            &ContractClause {
                id: manager.new_id(),
                organisation_id: vendor.organisation_id.clone(),
                contract_id: contract.id.clone(),
                clause_id: clause.id.clone(),
                catalogue_version: catalogue().current_clauses().version.to_string(),
                in_contract,
                section: Some(format!("{}.{}", random.random_range(1..15), random.random_range(1..9))),
                met,
                note: None,
                updated_by_name: manager.actor.name.clone(),
                updated_at: manager.instant(),
                version: 1,
            },
        )?;
    }
    let assessment = answered_assessment(c, manager, vendor_side, random, &vendor, &contract)?;
    Ok((vendor, contract, assessment))
}

fn vendor_row(
    ctx: &Ctx,
    random: &mut StdRng,
    index: u32,
    decided: &Categorisation,
    linked: Option<&Id>,
) -> Result<Vendor> {
    let name = format!("{} {} {index} {}", pick(random, PLACES), pick(random, TRADES), pick(random, FORMS));
    let number = number(index);
    Ok(Vendor {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        name_folded: text::fold(&name),
        search_text: text::fold(&format!("{name} {number}")),
        legal_name: name,
        org_number: Some(number),
        hsa_id: None,
        kind: if random.random_bool(0.8) { VendorKind::CareProvider } else { VendorKind::ItSupplier },
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: random.random_bool(0.05).then(|| ctx.actor.person_id.clone()),
        tags: String::new(),
        internal_note: None,
        vendor_organisation_id: linked.cloned(),
        tier: Some(i32::from(decided.tier)),
        tier_preliminary: false,
        order_value: i32::try_from(decided.order_value).ok(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    })
}

fn contract_row(ctx: &Ctx, random: &mut StdRng, index: u32, vendor: &Vendor) -> Result<Contract> {
    let reference = format!("SYN-{index}");
    let title = format!("Uppdrag {}", pick(random, TRADES).to_lowercase());
    let starts = ctx.today() - Duration::days(random.random_range(30..1500));
    let mut contract = Contract {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        title_folded: String::new(),
        search_text: String::new(),
        reference,
        diary_number: Some(format!("HSN 2026-{index}")),
        title,
        starts_on: Some(starts),
        ends_on: Some(ctx.today() + Duration::days(random.random_range(10..1500))),
        notice_months: Some(6),
        annual_value_sek: Some(random.random_range(100_000..90_000_000)),
        manager_id: vendor.manager_id.clone(),
        parent_id: None,
        internal_note: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    contracts::index(&mut contract);
    Ok(contract)
}

fn assessment_row(ctx: &Ctx, vendor: &Vendor, contract: &Contract, set: QuestionSet, due_on: NaiveDate) -> Assessment {
    let count = catalogue().current_questions().in_set(set).len();
    Assessment {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        contract_id: Some(contract.id.clone()),
        question_set: set,
        catalogue_version: catalogue().current_questions().version.to_string(),
        tier: vendor.tier,
        status: AssessmentStatus::Closed,
        due_on,
        message: None,
        internal_note: None,
        sent_by: ctx.actor.person_id.clone(),
        sent_by_name: ctx.actor.name.clone(),
        sent_at: Instant::from(ctx.now - Duration::days(120)),
        submitted_at: Some(Instant::from(ctx.now - Duration::days(90))),
        submitted_late: false,
        declared_by: Some("Syntetisk undertecknare".to_string()),
        declared_role: Some("VD".to_string()),
        return_note: None,
        returned_at: None,
        closed_at: Some(Instant::from(ctx.now - Duration::days(60))),
        closed_by_name: Some(ctx.actor.name.clone()),
        question_count: i32::try_from(count).unwrap_or(0),
        answered_count: i32::try_from(count).unwrap_or(0),
        reviewed_count: 0,
        claimed_low: Some(62),
        claimed_high: Some(81),
        verified: Some(40),
        version: 1,
    }
}

fn answered_assessment(
    c: &mut Db,
    manager: &Ctx,
    vendor_side: &Ctx,
    random: &mut StdRng,
    vendor: &Vendor,
    contract: &Contract,
) -> Result<Id> {
    let set = if vendor.tier.unwrap_or(1) <= 2 { QuestionSet::Full } else { QuestionSet::Lite };
    let mut row = assessment_row(manager, vendor, contract, set, manager.today() - Duration::days(90));
    if random.random_bool(0.02) {
        row.status = AssessmentStatus::Submitted;
        row.closed_at = None;
    }
    questionnaires::insert(c, &row)?;
    for question in catalogue().current_questions().in_set(set) {
        let status = match random.random_range(0..10) {
            0..6 => AnswerStatus::Met,
            6 | 7 => AnswerStatus::Partly,
            8 => AnswerStatus::NotMet,
            _ => AnswerStatus::Unknown,
        };
        questionnaires::put_answer(
            c,
            &Answer {
                id: vendor_side.new_id(),
                organisation_id: vendor.organisation_id.clone(),
                assessment_id: row.id.clone(),
                question_id: question.id.clone(),
                status: Some(status),
                value: "{}".to_string(),
                comment: (status == AnswerStatus::Partly).then(|| "Under införande, klart i vår.".to_string()),
                shown_on_site: false,
                answered_by: vendor_side.actor.person_id.clone(),
                answered_by_name: vendor_side.actor.name.clone(),
                answered_at: vendor_side.instant(),
                version: 1,
            },
        )?;
    }
    Ok(row.id)
}

/// A full set that waits for its answers: what saving is measured on.
fn open_assessment(c: &mut Db, ctx: &Ctx, vendor: &Vendor) -> Result<Id> {
    let new = questionnaires::NewAssessment {
        vendor_id: vendor.id.clone(),
        contract_id: None,
        question_set: QuestionSet::Full,
        due_on: ctx.today() + Duration::days(30),
        message: None,
        internal_note: None,
    };
    questionnaires::send(c, ctx, &new).map(|a| a.id)
}

/// A dialogue with twenty actions, gone through and locked: what the PDF is measured on.
fn locked_dialogue(c: &mut Db, ctx: &Ctx, vendor: &Vendor, contract: &Contract) -> Result<Id> {
    for place in 1..=20_i64 {
        findings::open_action(
            c,
            ctx,
            &NewAction {
                vendor_id: vendor.id.clone(),
                contract_id: Some(contract.id.clone()),
                finding_id: None,
                title: format!("Åtgärd {place}: se över behörigheter i system {place}"),
                description: None,
                responsible: if place % 4 == 0 { Responsible::Region } else { Responsible::Vendor },
                owner_id: None,
                owner_name: Some("Syntetisk ägare".to_string()),
                due_on: ctx.today() + Duration::days(place),
                focus: None,
                internal_note: None,
            },
        )?;
    }
    let dialogue = dialogues::start_series(c, ctx, &contract.id, ctx.today())?;
    dialogues::start(c, ctx, &dialogue.id, None)?;
    for item in dialogues::items(c, &dialogue)? {
        let edit = dialogues::ItemEdit {
            status: Some(dialogues::ItemStatus::TakenUp),
            note: Some("Genomgånget.".to_string()),
            decision: None,
        };
        dialogues::set_item(c, ctx, &dialogue.id, &item.id, item.version, &edit)?;
    }
    dialogues::lock(c, ctx, &dialogue.id, None, None)?;
    Ok(dialogue.id)
}
