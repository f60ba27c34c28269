//! What the shipped parts of a mail are made of in the preview of a text: lists, and which of several things it says.

use crate::features::notices::model::MailEvent;
use serde_json::{Map, Value, json};

/// The made up values of an event beside its placeholders; `word` is a `notices-sample-...`.
pub fn more(event: MailEvent, word: &impl Fn(&str) -> String) -> Map<String, Value> {
    let (vendor, contract) = (word("vendor"), word("contract"));
    let value = match event {
        MailEvent::AssessmentReminder | MailEvent::AssessmentEscalated => {
            let row = |due_on: &str, answered: i32, late: bool| -> Value {
                json!({ "vendor": vendor, "due_on": due_on, "answered": answered, "count": 62, "late": late })
            };
            json!({ "count": 2, "rows": [row("2026-12-01", 40, true), row("2026-12-15", 3, false)] })
        }
        MailEvent::DialogueSkipped => {
            let row = json!({ "vendor": vendor, "contract": contract, "held_on": "2026-11-23", "months": 2 });
            json!({ "count": 1, "rows": [row] })
        }
        MailEvent::ChainAsked | MailEvent::ChainReminder => json!({ "contracts": [contract] }),
        MailEvent::SubcontractNews => json!({
            "kind": "decided", "number": 17, "name": word("subcontractor"), "decision": "approved", "valid_until": "2027-12-15",
            "text": null, "due_on": null,
        }),
        MailEvent::PlanShared => json!({ "actions": 5, "own": 3, "first_due_on": "2026-12-15" }),
        MailEvent::DialogueCall => json!({
            "kind": "invited", "held_on": "2026-12-15", "time": "09:30", "length": 60, "place": word("place"), "reason": null,
        }),
        MailEvent::Minutes => json!({
            "open_actions": 2, "decisions": 1, "next_on": "2027-01-15", "sha256": "9f86d081884c7d65", "contract_title": "",
        }),
        MailEvent::MinutesApproval => json!({ "reply_by": "2026-12-22", "addendum": false, "has_account": true }),
        MailEvent::MinutesNews => json!({ "news": "approved", "name": word("reported_by") }),
        MailEvent::IncidentNotice => json!({
            "number": 17, "title": word("incident"), "rows": [{ "vendor": vendor, "contract": contract, "certainty": "certain" }],
        }),
        _ => Value::Null,
    };
    match value {
        Value::Object(more) => more,
        _ => Map::new(),
    }
}
