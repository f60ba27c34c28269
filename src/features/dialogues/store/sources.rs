//! What an agenda is made of: queries on what the earlier features hold about a contract and its
//! vendor, each bounded by the client organisation.

use super::super::agenda::{AgendaInputs, Event, Expiring, OpenAction, Undecided, build_agenda};
use super::super::model::{ItemKind, ItemStatus, ObjectType, Section};
use super::super::records::{Dialogue, DialogueItem};
use super::super::{rules, store, titles};
use crate::base::{Id, Instant, Language, Result, clock};
use crate::features::accounts::Person;
use crate::features::contracts::Contract;
use crate::features::findings::{self, Action};
use crate::features::vendors::{Vendor, VendorContact};
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    accounts, assessments, findings as finding_rows, memberships, persons, tier_overrides, vendor_contacts,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// An agenda line about to become an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub section: Section,
    pub kind: ItemKind,
    pub object_id: Option<Id>,
    pub title_sv: String,
    pub title_en: String,
}

struct Sources {
    actions: Vec<OpenAction>,
    assessments: Vec<(Id, &'static str, NaiveDate)>,
    findings: Vec<(Id, String)>,
    contract_end: Option<Expiring>,
    deferred: Vec<DialogueItem>,
}

/// The open actions that a dialogue about this contract must take up: the contract's own, and the vendor's that belong
/// to no contract. What stands only in a plan that nobody has shared is not there yet: the vendor reads the agenda.
pub fn open_actions(c: &mut Db, ctx: &Ctx, contract: &Contract) -> Result<Vec<Action>> {
    let mut actions = findings::open_actions_of_contract(c, &ctx.scope, &contract.id)?;
    let of_vendor = findings::actions_of_vendor(c, &ctx.scope, &contract.vendor_id)?;
    actions.extend(of_vendor.into_iter().filter(|action| action.contract_id.is_none() && action.is_open()));
    actions.retain(|action| !action.withheld);
    Ok(actions)
}

/// The agenda for dialogue `number` of the contract's series, with what is new since `previous`.
pub fn agenda(
    c: &mut Db,
    ctx: &Ctx,
    contract: &Contract,
    previous: Option<&Dialogue>,
    number: i32,
) -> Result<Vec<Line>> {
    let sources = collect(c, ctx, contract, previous, number)?;
    let in_language = |language| build_agenda(sources.inputs(language), ctx.today());
    let (swedish, english) = (in_language(Language::Sv), in_language(Language::En));
    Ok(swedish
        .into_iter()
        .zip(english)
        .map(|(sv, en)| Line {
            section: sv.section,
            kind: sv.kind,
            object_id: sv.object_id.clone(),
            title_sv: titles::title(&sv, Language::Sv),
            title_en: titles::title(&en, Language::En),
        })
        .collect())
}

fn collect(c: &mut Db, ctx: &Ctx, contract: &Contract, previous: Option<&Dialogue>, number: i32) -> Result<Sources> {
    let since = previous.and_then(|dialogue| dialogue.locked_at);
    let actions = open_actions(c, ctx, contract)?;
    let ids: Vec<Id> = actions.iter().map(|action| action.id.clone()).collect();
    let meetings = store::earlier_meetings(c, &contract.organisation_id, &contract.id, number, &ids)?;
    let deferred = match previous {
        Some(previous) => store::items(c, previous)?
            .into_iter()
            .filter(|item| item.status == ItemStatus::Deferred && item.kind != ItemKind::Action)
            // A decision that is carried forward comes by itself until it is carried out.
            .filter(|item| item.kind != ItemKind::Decision || item.section != 2)
            .collect(),
        None => Vec::new(),
    };
    Ok(Sources {
        actions: actions.into_iter().map(|action| open_action(action, &meetings)).collect(),
        assessments: new_assessments(c, contract, since)?,
        findings: new_findings(c, contract, since)?,
        contract_end: contract_end(contract, ctx.today()),
        deferred,
    })
}

fn open_action(action: Action, meetings: &BTreeMap<Id, u32>) -> OpenAction {
    OpenAction {
        meetings: meetings.get(&action.id).copied().unwrap_or(0),
        id: action.id,
        title: action.title,
        status: action.status,
        responsible: action.responsible,
        due_on: action.due_on,
        slips: action.slips,
    }
}

/// The end of the contract, when it is near.
pub fn contract_end(contract: &Contract, today: NaiveDate) -> Option<Expiring> {
    let ends_on = contract.ends_on?;
    rules::is_expiring(ends_on, contract.notice_months, today).then(|| Expiring {
        object_type: ObjectType::Contract,
        object_id: contract.id.clone(),
        title: format!("{}, {}", contract.reference, contract.title),
        ends_on,
    })
}

/// Self-assessments that were submitted or closed since the previous dialogue.
fn new_assessments(
    c: &mut Db,
    contract: &Contract,
    since: Option<Instant>,
) -> Result<Vec<(Id, &'static str, NaiveDate)>> {
    let rows: Vec<(Id, Option<Instant>, Option<Instant>)> = assessments::table
        .filter(assessments::organisation_id.eq(&contract.organisation_id))
        .filter(assessments::vendor_id.eq(&contract.vendor_id))
        .filter(assessments::contract_id.is_null().or(assessments::contract_id.eq(&contract.id)))
        .filter(assessments::submitted_at.is_not_null())
        .order(assessments::id)
        .select((assessments::id, assessments::submitted_at, assessments::closed_at))
        .load(c)?;
    let is_new = |at: &Instant| since.is_none_or(|since| *at > since);
    let day = |at: Instant| clock::swedish_date(at.utc());
    Ok(rows
        .into_iter()
        .filter_map(|(id, submitted, closed)| match (closed.filter(is_new), submitted.filter(is_new)) {
            (Some(at), _) => Some((id, "agenda-assessment-closed", day(at))),
            (None, Some(at)) => Some((id, "agenda-assessment-submitted", day(at))),
            (None, None) => None,
        })
        .collect())
}

/// Findings made since the previous dialogue; before the first dialogue, all that are open.
fn new_findings(c: &mut Db, contract: &Contract, since: Option<Instant>) -> Result<Vec<(Id, String)>> {
    let rows: Vec<(Id, String, Instant)> = finding_rows::table
        .filter(finding_rows::organisation_id.eq(&contract.organisation_id))
        .filter(finding_rows::vendor_id.eq(&contract.vendor_id))
        .filter(finding_rows::contract_id.is_null().or(finding_rows::contract_id.eq(&contract.id)))
        .filter(finding_rows::closed_at.is_null())
        .order((finding_rows::number, finding_rows::id))
        .select((finding_rows::id, finding_rows::title, finding_rows::created_at))
        .load(c)?;
    Ok(rows
        .into_iter()
        .filter(|(_, _, at)| since.is_none_or(|since| *at > since))
        .map(|(id, title, _)| (id, title))
        .collect())
}

impl Sources {
    fn inputs(&self, language: Language) -> AgendaInputs {
        let assessments = self.assessments.iter().map(|(id, key, on)| Event {
            object_type: ObjectType::Assessment,
            object_id: id.clone(),
            title: titles::worded(language, key, &[("on", on.to_string())].into()),
        });
        let findings = self.findings.iter().map(|(id, title)| Event {
            object_type: ObjectType::Finding,
            object_id: id.clone(),
            title: title.clone(),
        });
        AgendaInputs {
            actions: self.actions.clone(),
            events: assessments.chain(findings).collect(),
            expiring: self.contract_end.iter().cloned().collect(),
            undecided: self.deferred.iter().map(|item| undecided(item, language)).collect(),
        }
    }
}

fn undecided(item: &DialogueItem, language: Language) -> Undecided {
    let title = match language {
        Language::Sv => &item.title_sv,
        Language::En => &item.title_en,
    };
    // An item that was put off twice says so once.
    let prefix = titles::worded(language, "agenda-undecided", &[("title", String::new())].into());
    let bare =
        if item.kind == ItemKind::Decision { title.strip_prefix(prefix.as_str()).unwrap_or(title) } else { title };
    Undecided { object_type: ObjectType::Item, object_id: item.id.clone(), title: bare.to_string() }
}

/// Somebody who is invited to a first dialogue.
#[derive(Debug, Clone)]
pub struct Invited {
    pub person_id: Option<Id>,
    pub name: String,
    pub email: Option<String>,
    pub duty: Option<String>,
    pub language: Language,
}

/// The contract's manager, or else the vendor's.
pub fn manager(c: &mut Db, contract: &Contract, vendor: &Vendor) -> Result<Option<Invited>> {
    let Some(id) = contract.manager_id.as_ref().or(vendor.manager_id.as_ref()) else { return Ok(None) };
    let row: Option<(Person, Option<Language>)> = persons::table
        .left_join(accounts::table)
        .filter(persons::id.eq(id))
        .select((Person::as_select(), accounts::language.nullable()))
        .first(c)
        .optional()?;
    Ok(row.map(|(person, language)| invited(person, language, None)))
}

fn invited(person: Person, language: Option<Language>, duty: Option<String>) -> Invited {
    Invited {
        person_id: Some(person.id),
        name: person.name,
        email: person.email,
        duty,
        language: language.unwrap_or(Language::Sv),
    }
}

/// The vendor's people: those with an account in its organisation, then its contacts; nobody twice.
pub fn vendor_people(c: &mut Db, vendor: &Vendor) -> Result<Vec<Invited>> {
    let mut people = Vec::new();
    if let Some(organisation) = &vendor.vendor_organisation_id {
        let rows: Vec<(Person, Option<Language>)> = persons::table
            .inner_join(memberships::table)
            .left_join(accounts::table)
            .filter(memberships::organisation_id.eq(organisation))
            .filter(memberships::ended_at.is_null())
            .order((persons::name_folded, persons::id))
            .select((Person::as_select(), accounts::language.nullable()))
            .load(c)?;
        people.extend(rows.into_iter().map(|(person, language)| invited(person, language, None)));
    }
    let contacts: Vec<VendorContact> = vendor_contacts::table
        .filter(vendor_contacts::organisation_id.eq(&vendor.organisation_id))
        .filter(vendor_contacts::vendor_id.eq(&vendor.id))
        .order((vendor_contacts::name, vendor_contacts::id))
        .select(VendorContact::as_select())
        .load(c)?;
    for contact in contacts {
        let folded = |email: &Option<String>| email.as_ref().map(|e| e.to_lowercase());
        let known = people.iter_mut().find(|p: &&mut Invited| match (folded(&p.email), folded(&contact.email)) {
            (Some(one), Some(other)) => one == other,
            _ => p.name == contact.name,
        });
        match known {
            Some(person) => person.duty = person.duty.take().or(contact.duty),
            None => people.push(Invited {
                person_id: None,
                name: contact.name,
                email: contact.email,
                duty: contact.duty,
                language: if vendor.country == "SE" { Language::Sv } else { Language::En },
            }),
        }
    }
    Ok(people)
}

/// The last day of the vendor's tier override that holds now. It is the region's own reasoning, so
/// it is told on the region's page and is never an item: minutes go to the vendor.
pub fn override_end(c: &mut Db, vendor: &Vendor, today: NaiveDate) -> Result<Option<NaiveDate>> {
    Ok(tier_overrides::table
        .filter(tier_overrides::organisation_id.eq(&vendor.organisation_id))
        .filter(tier_overrides::vendor_id.eq(&vendor.id))
        .filter(tier_overrides::ended_at.is_null())
        .filter(tier_overrides::expires_on.ge(today))
        .order((tier_overrides::expires_on, tier_overrides::id))
        .select(tier_overrides::expires_on)
        .first(c)
        .optional()?)
}
