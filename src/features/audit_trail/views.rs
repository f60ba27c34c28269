//! What the auditor's page shows.

use crate::base::{Instant, Language};
use crate::kit::audit::Event;
use crate::kit::web::Web;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The kinds of objects that can be chosen in the filter; each is the word `audit-object-<kind>`.
pub const KINDS: &[&str] = &[
    "account",
    "action",
    "agenda_proposal",
    "agenda_template",
    "amendment_package",
    "answer",
    "answer_review",
    "answer_workbook",
    "archive_package",
    "assessment",
    "attachment",
    "board_memo",
    "calendar_feed",
    "categorisation",
    "categorisation_round",
    "certificate",
    "chain_confirmation",
    "chain_correction",
    "chain_follow_up",
    "chain_link",
    "chain_node",
    "chain_round",
    "chain_terms",
    "classification",
    "clause",
    "contact",
    "contract",
    "contract_amendment",
    "contract_clause",
    "contract_deviation",
    "contract_flow_down",
    "contract_number",
    "contract_option",
    "contract_renewal",
    "dialogue",
    "dialogue_attendance",
    "dialogue_call",
    "dialogue_conflict",
    "dialogue_item",
    "dialogue_participants",
    "disclosure",
    "disclosure_extract",
    "disclosure_item",
    "disposal",
    "due_days",
    "effect_check",
    "escalation",
    "escalation_step",
    "evidence_item",
    "exception",
    "extra_field",
    "finding",
    "focus_area",
    "follow_up_line",
    "follow_up_plan",
    "framework",
    "framework_file",
    "framework_node",
    "framework_relation",
    "import",
    "incident",
    "incident_timeline",
    "incident_timeline_entry",
    "information_type",
    "isms_clause",
    "isms_control",
    "isms_course",
    "isms_course_record",
    "isms_event",
    "isms_goal",
    "isms_goal_value",
    "isms_member",
    "isms_snapshot",
    "isms_step",
    "legal_hold",
    "legal_verification",
    "link",
    "mail",
    "mail_text",
    "measure_goal",
    "meeting_decision",
    "membership",
    "minutes",
    "minutes_addendum",
    "minutes_approval",
    "month_run",
    "notice_settings",
    "notices",
    "organisation",
    "own_clause",
    "own_clause_check",
    "passport_answer",
    "password",
    "person",
    "plan",
    "platform",
    "platform_rule",
    "public_record",
    "publication",
    "question_set",
    "question_set_version",
    "question_thread",
    "record_mark",
    "record_retention",
    "record_settings",
    "report_mailing",
    "report_text",
    "review",
    "review_visit",
    "risk",
    "risk_run",
    "risk_settings",
    "risk_table",
    "saved_filter",
    "section_delegation",
    "security_gate",
    "sending",
    "sending_settings",
    "service",
    "service_analysis",
    "service_campaign",
    "session",
    "spot_check",
    "spot_check_item",
    "subcontract",
    "subcontract_terms",
    "tier_override",
    "tier_proposal",
    "tiering_model",
    "token",
    "vendor",
    "vendor_contact",
    "vendor_rating",
    "vendor_review",
];

#[derive(Debug, Clone, Serialize)]
pub struct Change {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    pub seq: i64,
    pub at: Instant,
    pub who: String,
    /// The way in: web, api, cli or job.
    pub via: String,
    pub text: String,
    pub summary: String,
    pub object_id: String,
    pub request_id: String,
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    pub filter: FormState,
    pub kinds: Vec<Choice>,
    pub people: Vec<Choice>,
    pub events: Vec<EventRow>,
    pub pager: Pager,
    /// `ok` or `serious` once the chain has been checked.
    pub verdict: Option<&'static str>,
}

/// The word of a key, or the bare text when a feature has none for it yet.
pub fn word_or(web: &Web, key: String, text: &str) -> String {
    if web.app.views.has_word(web.language(), &key) { web.word(&key) } else { text.replace('_', " ") }
}

impl EventRow {
    pub fn of(web: &Web, event: Event) -> EventRow {
        let verb = word_or(web, format!("audit-verb-{}", event.verb), &event.verb);
        let object = word_or(web, format!("audit-object-{}", event.object_type), &event.object_type).to_lowercase();
        EventRow {
            changes: changes(web, &event),
            seq: event.seq,
            at: event.at,
            who: event.actor_name,
            via: event.via,
            text: format!("{verb} {object}"),
            summary: event.summary,
            object_id: event.object_id,
            request_id: event.request_id,
        }
    }
}

fn changes(web: &Web, event: &Event) -> Vec<Change> {
    let read = |text: &Option<String>| -> Map<String, Value> {
        let value = text.as_deref().and_then(|t| serde_json::from_str(t).ok());
        match value {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        }
    };
    let (before, after) = (read(&event.before), read(&event.after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .map(|name| Change {
            label: word_or(web, format!("audit-field-{name}"), name),
            old: before.get(name).and_then(said),
            new: after.get(name).and_then(said),
        })
        .collect()
}

/// A value as text; nothing for null and for empty text.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|t| !t.is_empty()),
        other => Some(other.to_string()),
    }
}

impl Sampled for AuditPage {
    const TEMPLATE: &'static str = "pages/audit/list";
    fn samples(lang: Language) -> Vec<Self> {
        let at: Instant = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into();
        let change = |old: Option<&str>, new: Option<&str>| Change {
            label: if lang == Language::Sv { "Roll" } else { "Role" }.into(),
            old: old.map(str::to_string),
            new: new.map(str::to_string),
        };
        let event = |via: &str, changes| EventRow {
            seq: 7,
            at,
            who: "Karin Öberg".into(),
            via: via.into(),
            text: "ändrade roll".into(),
            summary: "Nils Ek".into(),
            object_id: "0193f2a1".into(),
            request_id: "0193".into(),
            changes,
        };
        let events = vec![
            event("web", vec![change(Some("reader"), Some("auditor"))]),
            event("api", vec![change(None, Some("reader"))]),
            event("cli", Vec::new()),
            event("job", Vec::new()),
        ];
        let choice = Choice { value: "membership".into(), label: "roll".into() };
        let page = AuditPage {
            filter: FormState::default(),
            kinds: vec![choice],
            people: Vec::new(),
            events,
            pager: Pager { number: 1, pages: 2, total: 51 },
            verdict: None,
        };
        vec![
            page.clone(),
            AuditPage { verdict: Some("ok"), ..page.clone() },
            AuditPage {
                verdict: Some("serious"),
                events: Vec::new(),
                pager: Pager { number: 1, pages: 1, total: 0 },
                ..page
            },
        ]
    }
}
