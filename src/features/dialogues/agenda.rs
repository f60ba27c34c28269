//! The agenda: the standing headings of domain.md 7.1, with every open action and everything
//! that is new, expiring or undecided under the heading where it belongs.

use super::model::{ItemKind, ObjectType, Section};
use crate::base::Id;
use crate::features::findings::{ActionStatus, Responsible};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// An action that is not verified and not cancelled.
#[derive(Debug, Clone)]
pub struct OpenAction {
    pub id: Id,
    pub title: String,
    pub status: ActionStatus,
    pub responsible: Responsible,
    pub due_on: NaiveDate,
    pub slips: i32,
    /// In how many earlier dialogues it was open.
    pub meetings: u32,
}

/// Something that happened since the previous dialogue.
#[derive(Debug, Clone)]
pub struct Event {
    pub object_type: ObjectType,
    pub object_id: Id,
    /// Of a finding its number: its words are the region's own.
    pub title: String,
}

/// Something with a last day that comes before the next dialogue or soon after.
#[derive(Debug, Clone)]
pub struct Expiring {
    pub object_type: ObjectType,
    pub object_id: Id,
    pub title: String,
    pub ends_on: NaiveDate,
}

/// Something that waits for a decision, such as an item that the previous dialogue deferred.
#[derive(Debug, Clone)]
pub struct Undecided {
    pub object_type: ObjectType,
    pub object_id: Id,
    pub title: String,
}

#[derive(Debug, Clone, Default)]
pub struct AgendaInputs {
    pub actions: Vec<OpenAction>,
    pub events: Vec<Event>,
    pub expiring: Vec<Expiring>,
    pub undecided: Vec<Undecided>,
}

/// One line of the agenda. The text is the word `key` with `args`; what people have written, such
/// as an action's title, is the argument `title`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaLine {
    pub section: Section,
    pub kind: ItemKind,
    pub object_type: Option<ObjectType>,
    pub object_id: Option<Id>,
    pub key: String,
    pub args: BTreeMap<&'static str, String>,
}

/// The agenda in order: each heading, then its lines. Actions come by due date, the oldest first,
/// and everything that expires by its last day.
pub fn build_agenda(mut inputs: AgendaInputs, today: NaiveDate) -> Vec<AgendaLine> {
    inputs.actions.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
    inputs.expiring.sort_by(|a, b| (a.ends_on, &a.object_id).cmp(&(b.ends_on, &b.object_id)));
    let mut lines: Vec<AgendaLine> = Section::ALL.iter().map(|section| heading(*section)).collect();
    lines.extend(inputs.actions.into_iter().map(|action| action_line(action, today)));
    lines.extend(inputs.events.into_iter().map(event_line));
    lines.extend(inputs.expiring.into_iter().map(expiring_line));
    lines.extend(inputs.undecided.into_iter().map(undecided_line));
    // The sort is stable, so a heading stays before its lines and they keep their order.
    lines.sort_by_key(|line| line.section);
    lines
}

fn heading(section: Section) -> AgendaLine {
    AgendaLine {
        section,
        kind: ItemKind::Standing,
        object_type: None,
        object_id: None,
        key: format!("agenda-section-{section}"),
        args: BTreeMap::new(),
    }
}

fn action_line(action: OpenAction, today: NaiveDate) -> AgendaLine {
    let overdue = crate::features::findings::is_overdue(action.status, action.due_on, today);
    AgendaLine {
        section: Section::ActionPlan,
        kind: ItemKind::Action,
        object_type: Some(ObjectType::Action),
        object_id: Some(action.id),
        key: "agenda-action".to_string(),
        args: [
            ("title", action.title),
            ("status", action.status.to_string()),
            ("responsible", action.responsible.to_string()),
            ("due", action.due_on.to_string()),
            ("overdue", overdue.to_string()),
            ("slips", action.slips.to_string()),
            ("meetings", action.meetings.to_string()),
        ]
        .into(),
    }
}

fn event_line(event: Event) -> AgendaLine {
    let (section, kind) = match event.object_type {
        ObjectType::Incident => (Section::Incidents, ItemKind::Change),
        ObjectType::Subcontract | ObjectType::Contract => (Section::Changes, ItemKind::Change),
        ObjectType::Assessment => (Section::Assessments, ItemKind::Assessment),
        ObjectType::Finding => (Section::Assessments, ItemKind::Finding),
        ObjectType::Evidence => (Section::Assessments, ItemKind::Change),
        ObjectType::Risk => (Section::Risks, ItemKind::Change),
        ObjectType::Action => (Section::ActionPlan, ItemKind::Change),
        ObjectType::Item => (Section::PreviousMinutes, ItemKind::Change),
    };
    AgendaLine {
        section,
        kind,
        object_type: Some(event.object_type),
        object_id: Some(event.object_id),
        key: format!("agenda-event-{}", event.object_type),
        args: [("title", event.title)].into(),
    }
}

fn expiring_line(expiring: Expiring) -> AgendaLine {
    let section = if expiring.object_type == ObjectType::Risk { Section::Risks } else { Section::Upcoming };
    AgendaLine {
        section,
        kind: ItemKind::Expiring,
        object_type: Some(expiring.object_type),
        object_id: Some(expiring.object_id),
        key: "agenda-expiring".to_string(),
        args: [("title", expiring.title), ("ends", expiring.ends_on.to_string())].into(),
    }
}

fn undecided_line(undecided: Undecided) -> AgendaLine {
    AgendaLine {
        section: Section::Decisions,
        // A finding that was put off is still dealt with as that finding.
        kind: if undecided.object_type == ObjectType::Finding { ItemKind::Finding } else { ItemKind::Decision },
        object_type: Some(undecided.object_type),
        object_id: Some(undecided.object_id),
        key: "agenda-undecided".to_string(),
        args: [("title", undecided.title)].into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn id(n: u32) -> Id {
        format!("00000000-0000-7000-8000-{n:012}").parse().unwrap()
    }

    fn action(n: u32, due: &str, status: ActionStatus) -> OpenAction {
        OpenAction {
            id: id(n),
            title: format!("Åtgärd {n}"),
            status,
            responsible: Responsible::Vendor,
            due_on: day(due),
            slips: 1,
            meetings: 4,
        }
    }

    #[test]
    fn an_empty_agenda_has_the_fourteen_headings() {
        let lines = build_agenda(AgendaInputs::default(), day("2026-11-02"));
        assert_eq!(lines.len(), 14);
        assert!(lines.iter().all(|line| line.kind == ItemKind::Standing));
        assert_eq!(lines[2].key, "agenda-section-action_plan");
        assert_eq!(lines[13].key, "agenda-section-next_meeting");
    }

    #[test]
    fn everything_stands_under_its_heading() {
        let event = |object_type, n| Event { object_type, object_id: id(n), title: "Nytt".into() };
        let expiring = |object_type, n, ends| Expiring {
            object_type,
            object_id: id(n),
            title: "Slutar".into(),
            ends_on: day(ends),
        };
        let inputs = AgendaInputs {
            actions: vec![
                action(1, "2026-12-01", ActionStatus::Open),
                action(2, "2026-10-01", ActionStatus::InProgress),
                action(3, "2026-10-01", ActionStatus::ReportedDone),
            ],
            events: vec![
                event(ObjectType::Finding, 4),
                event(ObjectType::Subcontract, 5),
                event(ObjectType::Assessment, 6),
            ],
            expiring: vec![
                expiring(ObjectType::Contract, 7, "2027-03-31"),
                expiring(ObjectType::Evidence, 8, "2026-12-31"),
                expiring(ObjectType::Risk, 9, "2026-12-31"),
            ],
            undecided: vec![
                Undecided { object_type: ObjectType::Item, object_id: id(10), title: "Loggning".into() },
                Undecided { object_type: ObjectType::Finding, object_id: id(11), title: "Ny brist nr 11".into() },
            ],
        };
        let lines = build_agenda(inputs, day("2026-11-02"));
        assert_eq!(lines.len(), 14 + 11);
        let under = |section| -> Vec<(ItemKind, Option<Id>)> {
            lines.iter().filter(|l| l.section == section).map(|l| (l.kind, l.object_id.clone())).collect()
        };
        use ItemKind as K;
        for (section, expected) in [
            (
                Section::ActionPlan,
                vec![(K::Standing, None), (K::Action, Some(id(2))), (K::Action, Some(id(3))), (K::Action, Some(id(1)))],
            ),
            (Section::Changes, vec![(K::Standing, None), (K::Change, Some(id(5)))]),
            (Section::Assessments, vec![(K::Standing, None), (K::Finding, Some(id(4))), (K::Assessment, Some(id(6)))]),
            (Section::Risks, vec![(K::Standing, None), (K::Expiring, Some(id(9)))]),
            (Section::Upcoming, vec![(K::Standing, None), (K::Expiring, Some(id(8))), (K::Expiring, Some(id(7)))]),
            (Section::Decisions, vec![(K::Standing, None), (K::Decision, Some(id(10))), (K::Finding, Some(id(11)))]),
            (Section::Opening, vec![(K::Standing, None)]),
        ] {
            assert_eq!(under(section), expected, "{section}");
        }
        let overdue: Vec<_> =
            lines.iter().filter(|l| l.kind == K::Action).map(|l| l.args["overdue"].as_str()).collect();
        assert_eq!(overdue, ["true", "false", "false"]);
        assert_eq!(lines[3].args["meetings"], "4");
    }

    #[test]
    fn every_line_has_words() {
        let mut keys: Vec<String> = ["agenda-action", "agenda-expiring", "agenda-undecided"].map(String::from).to_vec();
        keys.extend(Section::ALL.iter().map(|section| format!("agenda-section-{section}")));
        keys.extend(ObjectType::ALL.iter().map(|object| format!("agenda-event-{object}")));
        let files = [
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/sv/agenda.ftl")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/en/agenda.ftl")),
        ];
        for key in keys {
            for file in files {
                assert!(file.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
            }
        }
    }
}
