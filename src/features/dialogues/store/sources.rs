//! What an agenda is made of: queries on what the earlier features hold about a contract and its
//! vendor, each bounded by the client organisation.

use super::super::agenda::{AgendaInputs, Event, Expiring, OpenAction, Undecided, build_agenda};
use super::super::model::{ItemKind, ItemStatus, ObjectType, Section};
use super::super::records::{Dialogue, DialogueItem};
use super::super::{rules, store, titles};
use crate::base::{Id, Instant, Language, Result, clock};
use crate::features::contracts::Contract;
use crate::features::findings::{self, Action, ActionStatus};
use crate::features::vendors::Vendor;
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions as action_rows, assessments, dialogue_items, dialogues, findings as finding_rows, tier_overrides,
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

/// An open finding. Its title is the region's own: an agenda, which the vendor reads, calls it by its number.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: Id,
    pub number: i32,
    pub title: String,
}

struct Sources {
    actions: Vec<OpenAction>,
    assessments: Vec<(Id, &'static str, NaiveDate)>,
    findings: Vec<Found>,
    contract_end: Option<Expiring>,
    undecided: Vec<DialogueItem>,
    /// The numbers of the findings among what is undecided.
    numbers: BTreeMap<Id, i32>,
    /// Items that people put on the previous agenda and that the meeting never came to.
    left: Vec<DialogueItem>,
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

/// How many open actions stand on no agenda about this contract, because the vendor does not see them: for the region
/// alone.
pub fn withheld_actions(c: &mut Db, contract: &Contract) -> Result<i64> {
    let open = ActionStatus::ALL.iter().copied().filter(|status| findings::is_open(*status));
    Ok(action_rows::table
        .filter(action_rows::organisation_id.eq(&contract.organisation_id))
        .filter(action_rows::vendor_id.eq(&contract.vendor_id))
        .filter(action_rows::contract_id.is_null().or(action_rows::contract_id.eq(&contract.id)))
        .filter(action_rows::withheld.eq(true))
        .filter(action_rows::status.eq_any(open))
        .count()
        .get_result(c)?)
}

/// The agenda for dialogue `number` of the contract's series: what is open, what no dialogue before it has taken up,
/// and what `previous` left.
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
    let lines = swedish
        .into_iter()
        .zip(english)
        .map(|(sv, en)| Line {
            section: sv.section,
            kind: sv.kind,
            object_id: sv.object_id.clone(),
            title_sv: titles::title(&sv, Language::Sv),
            title_en: titles::title(&en, Language::En),
        })
        .chain(sources.left.iter().filter_map(again));
    Ok(lines.collect())
}

/// The line once more, under its own heading.
fn again(item: &DialogueItem) -> Option<Line> {
    Some(Line {
        section: item.standing().section?,
        kind: item.kind,
        object_id: None,
        title_sv: item.title_sv.clone(),
        title_en: item.title_en.clone(),
    })
}

fn collect(c: &mut Db, ctx: &Ctx, contract: &Contract, previous: Option<&Dialogue>, number: i32) -> Result<Sources> {
    let actions = open_actions(c, ctx, contract)?;
    let ids: Vec<Id> = actions.iter().map(|action| action.id.clone()).collect();
    let meetings = store::earlier_meetings(c, &contract.organisation_id, &contract.id, number, &ids)?;
    let said = said(c, contract, number)?;
    let before = match previous {
        // Minutes that are being written again leave nothing until they are locked.
        Some(previous) if previous.locked_at.is_some() => store::items(c, previous)?,
        _ => Vec::new(),
    };
    let left = before.iter().filter(|item| is_left(item)).cloned().collect();
    let undecided: Vec<DialogueItem> = before.into_iter().filter(is_undecided).collect();
    let states = states(c, contract, &undecided)?;
    Ok(Sources {
        actions: actions.into_iter().map(|action| open_action(action, &meetings)).collect(),
        assessments: new_assessments(c, contract, &said)?,
        findings: new_findings(c, contract, &said)?,
        contract_end: contract_end(contract, ctx.today()),
        undecided: undecided.into_iter().filter(|item| still_stands(item, &states)).collect(),
        numbers: states.into_iter().map(|(id, (number, _))| (id, number)).collect(),
        left,
    })
}

/// An item of people's own that nobody touched. A point of the template has an object, and comes by itself.
fn is_left(item: &DialogueItem) -> bool {
    item.kind == ItemKind::Free && item.status == ItemStatus::Untouched && item.object_id.is_none()
}

/// What was put off, at this dialogue or before it and not reached at this one.
fn is_undecided(item: &DialogueItem) -> bool {
    let section = item.standing().section;
    match (item.kind, item.status) {
        (ItemKind::Action, _) => false,
        // A decision that is carried forward comes by itself until it is carried out.
        (ItemKind::Decision, _) if section == Some(Section::PreviousMinutes) => false,
        (_, ItemStatus::Deferred) => true,
        (ItemKind::Decision | ItemKind::Finding, ItemStatus::Untouched) => section == Some(Section::Decisions),
        _ => false,
    }
}

/// Whether there is anything left to decide: a finding that was not reached may have been closed since.
fn still_stands(item: &DialogueItem, states: &BTreeMap<Id, (i32, bool)>) -> bool {
    let state = item.object_id.as_ref().and_then(|id| states.get(id));
    item.kind != ItemKind::Finding || state.is_some_and(|(_, open)| *open || item.status == ItemStatus::Deferred)
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

/// What the earlier dialogues of a contract had of findings and self-assessments: in which words, and whether anybody
/// took it up.
type Said = BTreeMap<Id, Vec<(String, bool)>>;

fn said(c: &mut Db, contract: &Contract, number: i32) -> Result<Said> {
    let rows: Vec<(Option<Id>, String, ItemStatus)> = dialogue_items::table
        .inner_join(dialogues::table)
        .filter(dialogues::organisation_id.eq(&contract.organisation_id))
        .filter(dialogues::contract_id.eq(&contract.id))
        .filter(dialogues::number.lt(number))
        .filter(dialogue_items::kind.eq_any([ItemKind::Assessment, ItemKind::Finding]))
        .select((dialogue_items::object_id, dialogue_items::title_sv, dialogue_items::status))
        .load(c)?;
    let mut said = Said::new();
    for (id, title, status) in rows {
        if let Some(id) = id {
            said.entry(id).or_default().push((title, status != ItemStatus::Untouched));
        }
    }
    Ok(said)
}

/// Self-assessments that no earlier dialogue has taken up as they stand now. That one is closed is said once, whether
/// or not anybody took it up.
fn new_assessments(c: &mut Db, contract: &Contract, said: &Said) -> Result<Vec<(Id, &'static str, NaiveDate)>> {
    let rows: Vec<(Id, Option<Instant>, Option<Instant>)> = assessments::table
        .filter(assessments::organisation_id.eq(&contract.organisation_id))
        .filter(assessments::vendor_id.eq(&contract.vendor_id))
        .filter(assessments::contract_id.is_null().or(assessments::contract_id.eq(&contract.id)))
        .filter(assessments::submitted_at.is_not_null())
        .order(assessments::id)
        .select((assessments::id, assessments::submitted_at, assessments::closed_at))
        .load(c)?;
    let day = |at: Instant| clock::swedish_date(at.utc());
    let stands = |(id, submitted, closed): (Id, Option<Instant>, Option<Instant>)| {
        let (key, on) = match (closed, submitted) {
            (Some(at), _) => ("agenda-assessment-closed", day(at)),
            (None, Some(at)) => ("agenda-assessment-submitted", day(at)),
            (None, None) => return None,
        };
        let words = assessment_words(Language::Sv, key, on);
        let told = |(title, taken_up): &(String, bool)| title.ends_with(&words) && (*taken_up || closed.is_some());
        let is_told = said.get(&id).is_some_and(|titles| titles.iter().any(told));
        (!is_told).then_some((id, key, on))
    };
    Ok(rows.into_iter().filter_map(stands).collect())
}

fn assessment_words(language: Language, key: &str, on: NaiveDate) -> String {
    titles::worded(language, key, &[("on", on.to_string())].into())
}

/// Open findings that no earlier dialogue of the contract has taken up.
fn new_findings(c: &mut Db, contract: &Contract, said: &Said) -> Result<Vec<Found>> {
    let rows: Vec<(Id, i32, String)> = finding_rows::table
        .filter(finding_rows::organisation_id.eq(&contract.organisation_id))
        .filter(finding_rows::vendor_id.eq(&contract.vendor_id))
        .filter(finding_rows::contract_id.is_null().or(finding_rows::contract_id.eq(&contract.id)))
        .filter(finding_rows::closed_at.is_null())
        .order((finding_rows::number, finding_rows::id))
        .select((finding_rows::id, finding_rows::number, finding_rows::title))
        .load(c)?;
    let is_taken_up = |id: &Id| said.get(id).is_some_and(|titles| titles.iter().any(|(_, taken_up)| *taken_up));
    Ok(rows
        .into_iter()
        .filter(|(id, ..)| !is_taken_up(id))
        .map(|(id, number, title)| Found { id, number, title })
        .collect())
}

/// The open findings that no dialogue before this one has taken up, with their titles: for the region alone.
pub fn findings_to_take_up(c: &mut Db, contract: &Contract, dialogue: &Dialogue) -> Result<Vec<Found>> {
    let said = said(c, contract, dialogue.number)?;
    new_findings(c, contract, &said)
}

/// The numbers of the findings among some items, and whether each is open.
fn states(c: &mut Db, contract: &Contract, items: &[DialogueItem]) -> Result<BTreeMap<Id, (i32, bool)>> {
    let findings = items.iter().filter(|item| item.kind == ItemKind::Finding);
    let rows: Vec<(Id, i32, Option<Instant>)> = finding_rows::table
        .filter(finding_rows::organisation_id.eq(&contract.organisation_id))
        .filter(finding_rows::id.eq_any(findings.filter_map(|item| item.object_id.as_ref())))
        .select((finding_rows::id, finding_rows::number, finding_rows::closed_at))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, number, closed)| (id, (number, closed.is_none()))).collect())
}

impl Sources {
    fn inputs(&self, language: Language) -> AgendaInputs {
        let assessments = self.assessments.iter().map(|(id, key, on)| Event {
            object_type: ObjectType::Assessment,
            object_id: id.clone(),
            title: assessment_words(language, key, *on),
        });
        let findings = self.findings.iter().map(|found| Event {
            object_type: ObjectType::Finding,
            object_id: found.id.clone(),
            title: found.number.to_string(),
        });
        AgendaInputs {
            actions: self.actions.clone(),
            events: assessments.chain(findings).collect(),
            expiring: self.contract_end.iter().cloned().collect(),
            undecided: self.undecided.iter().map(|item| self.undecided(item, language)).collect(),
        }
    }

    fn undecided(&self, item: &DialogueItem, language: Language) -> Undecided {
        let number = item.object_id.as_ref().and_then(|id| Some((id, self.numbers.get(id)?)));
        if let Some((id, number)) = number {
            let title = titles::worded(language, "agenda-event-finding", &[("title", number.to_string())].into());
            return Undecided { object_type: ObjectType::Finding, object_id: id.clone(), title };
        }
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
