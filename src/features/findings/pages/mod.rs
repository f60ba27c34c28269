//! The pages of findings and actions: the region's (`findings`, `actions`) and the vendor's (`portal`).

pub mod actions;
pub mod due_days;
pub mod board;
pub mod bulk;
pub mod effects;
pub mod export;
pub mod findings;
pub mod portal;
pub mod spread;
pub mod suggested;

use super::model::ActionStatus;
use super::records::{Action, Postponement};
use super::store::{ActionFilter, FindingFilter};
use super::views::{Linked, Moment, Narrowed};
use crate::access::Side;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language};
use crate::features::controls::{Control, catalogue};
use crate::features::{accounts, contracts, vendors};
use crate::kit::Ctx;
use crate::kit::audit::Event;
use crate::kit::web::{Params, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;

/// `status=open|closed|all`; without it, `otherwise`. `control` is an id of the standard in force.
pub fn finding_filter(params: &Params, otherwise: &str) -> Result<FindingFilter> {
    let open = match params.text("status").as_deref().unwrap_or(otherwise) {
        "open" => Some(true),
        "closed" => Some(false),
        "all" => None,
        _ => return Err(Refusal::invalid("status", "error-choice")),
    };
    let control = params.text("control");
    if control.as_deref().is_some_and(|id| catalogue().current_controls().find(id).is_none()) {
        return Err(Refusal::invalid("control", "error-choice"));
    }
    Ok(FindingFilter {
        q: params.text("q"),
        vendor_id: params.parsed("vendor_id")?,
        contract_id: params.parsed("contract_id")?,
        origin: params.parsed("origin")?,
        severity: params.parsed("severity")?,
        open,
        responsible: params.parsed("responsible")?,
        control,
    })
}

fn control_title(control: &Control, language: Language) -> &str {
    if language == Language::Sv { &control.title_sv } else { &control.title_en }
}

/// The controls of the standard in force, as a filter offers them.
fn control_choices(language: Language) -> Vec<Choice> {
    let label = |control: &Control| format!("{} {}", control.id, control_title(control, language));
    catalogue().current_controls().entries.iter().map(|control| Choice::new(&control.id, label(control))).collect()
}

/// `status` is one of the statuses, `all_open` or `all`; without it, `otherwise`. `owner=me` is the
/// person who asks.
pub fn action_filter(params: &Params, ctx: &Ctx, otherwise: &str) -> Result<ActionFilter> {
    let (status, open_only) = match params.text("status").as_deref().unwrap_or(otherwise) {
        "all_open" => (None, true),
        "all" => (None, false),
        one => (Some(one.parse::<ActionStatus>().map_err(|_| Refusal::invalid("status", "error-choice"))?), false),
    };
    let owner_id = match params.text("owner").as_deref() {
        Some("me") => Some(ctx.actor.person_id.clone()),
        _ => params.parsed("owner_id")?,
    };
    let overdue = params.text("overdue").is_some_and(|v| v != "0" && v != "false");
    Ok(ActionFilter {
        q: params.text("q"),
        vendor_id: params.parsed("vendor_id")?,
        contract_id: params.parsed("contract_id")?,
        // Which finding an action came from is the region's own, so a vendor cannot ask by it either.
        finding_id: if ctx.scope.side() == Side::Region { params.parsed("finding_id")? } else { None },
        responsible: params.parsed("responsible")?,
        owner_id,
        status,
        open_only,
        overdue_on: overdue.then(|| ctx.today()),
        due_from: params.day("due_from")?,
        due_to: params.day("due_to")?,
        sort: params.parsed("sort")?.unwrap_or_default(),
    })
}

/// The names of the vendor and the contract that a list is narrowed to.
fn narrowed(c: &mut Db, ctx: &Ctx, vendor_id: Option<&Id>, contract_id: Option<&Id>) -> Result<Narrowed> {
    let vendor = vendor_id.map(|id| vendors::find(c, &ctx.scope, id)).transpose()?;
    let contract = contract_id.map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
    Ok(Narrowed {
        vendor: vendor.map(|v| Linked { id: v.id, name: v.legal_name }),
        contract: contract.map(|k| Linked { id: k.id, name: k.reference }),
    })
}

/// Whom an action can be given to: the people of both parties.
pub fn owners(c: &mut Db, ctx: &Ctx, vendor: &vendors::Vendor) -> Result<Vec<Choice>> {
    let label = |name: &str, side: &str| format!("{name} ({side})");
    let mut all: Vec<Choice> = accounts::organisation_people(c, &ctx.scope)?
        .into_iter()
        .map(|(person, _)| Choice {
            label: label(&person.name, &ctx.actor.organisation_name),
            value: person.id.to_string(),
        })
        .collect();
    if let Some(id) = &vendor.vendor_organisation_id {
        for (person, ..) in accounts::people_of_organisation(c, id)? {
            all.push(Choice { label: label(&person.name, &vendor.legal_name), value: person.id.to_string() });
        }
    }
    Ok(all)
}

/// The audit events of an object as a timeline.
fn history(web: &Web, events: Vec<Event>) -> Vec<Moment> {
    let moment = |e: Event| {
        let note = e.after.as_deref().filter(|_| e.verb == "close").and_then(|after| {
            let after: serde_json::Value = serde_json::from_str(after).ok()?;
            after.get("reason")?.as_str().map(ToString::to_string)
        });
        Moment {
            at: e.at,
            who: web.who(&e),
            text: web.word(&format!("findings-history-{}-{}", e.verb, e.object_type)),
            note,
            tone: None,
        }
    };
    events.into_iter().map(moment).collect()
}

/// What both sides may know of how an action has gone, newest first.
fn timeline(web: &Web, action: &Action, postponements: &[Postponement]) -> Vec<Moment> {
    let mut all = vec![Moment {
        at: action.created_at,
        who: action.created_by_name.clone(),
        text: web.word_with("actions-event-created", &[("due", action.original_due_on.to_string())]),
        note: None,
        tone: None,
    }];
    all.extend(postponements.iter().map(|p| Moment {
        at: p.decided_at,
        who: p.decided_by_name.clone(),
        text: web.word_with(
            "actions-event-postponed",
            &[("old", p.old_due_on.to_string()), ("new", p.new_due_on.to_string())],
        ),
        note: Some(p.reason.clone()),
        tone: Some("attention"),
    }));
    if let (Some(at), Some(who)) = (action.reported_at, &action.reported_by_name) {
        let text = web.word("actions-event-reported");
        all.push(Moment { at, who: who.clone(), text, note: action.reported_note.clone(), tone: None });
    }
    if let (Some(at), Some(who)) = (action.verified_at, &action.verified_by_name) {
        let (key, tone) = match action.verified_effective {
            Some(true) => ("actions-event-verified", "ok"),
            Some(false) => ("actions-event-sent-back", "attention"),
            None => ("actions-event-cancelled", "neutral"),
        };
        all.push(Moment {
            at,
            who: who.clone(),
            text: web.word(key),
            note: action.verified_note.clone(),
            tone: Some(tone),
        });
    }
    all.sort_by_key(|moment| std::cmp::Reverse(moment.at));
    all
}
