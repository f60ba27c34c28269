//! Minutes to test with: one as sparse as the format allows, one as full as a hard year makes it.

use serde_json::{Map, Value, json};

use super::{DIALOGUE_WORDS, DIALOGUE_WORDS_PREFIX};

const SV: &str = include_str!("../../../templates/words/sv/pdf.ftl");
const EN: &str = include_str!("../../../templates/words/en/pdf.ftl");

/// The messages of the word file: every one is a plain line `key = text`.
pub fn messages(language: &str) -> Map<String, Value> {
    let file = if language == "sv" { SV } else { EN };
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, text)| (key.to_owned(), Value::from(text.trim())))
        .collect()
}

pub fn document(language: &str, snapshot: Value) -> Value {
    let messages = messages(language);
    let words: Map<String, Value> = DIALOGUE_WORDS
        .iter()
        .map(|key| ((*key).to_owned(), messages[&format!("{DIALOGUE_WORDS_PREFIX}{key}")].clone()))
        .collect();
    let sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    json!({"lang": language, "sha256": sha256, "words": words, "snapshot": snapshot})
}

/// A first meeting where nothing was written down.
pub fn sparse() -> Value {
    json!({
        "format": "tillit-dialogue-1",
        "organisation": {"name": "Region Almeå", "org_number": "232100-0016"},
        "vendor": {"name": "Björkens Vårdcentral AB", "org_number": "556677-8899"},
        "contract": {"reference": "AVT-1", "diary_number": "HSN 2026-1", "title": "Primärvård enligt LOV",
            "starts_on": "2024-01-01", "ends_on": "2027-12-31"},
        "period": "2026-11", "held_on": "2026-11-23", "number": 1, "chair": "Eva Björk",
        "minute_checker": null, "participants": [], "previous": null, "items": [], "actions": [],
        "next": null, "locked_at": "2026-11-23T13:05:11Z", "locked_by": "Eva Björk"
    })
}

/// A meeting with every kind of item, every status and `actions` actions, some with long notes.
pub fn full(actions: usize) -> Value {
    let mut snapshot = sparse();
    snapshot["number"] = json!(2);
    snapshot["minute_checker"] = json!("Johan Åkesson");
    snapshot["previous"] = json!({"period": "2026-10", "held_on": "2026-10-20",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"});
    snapshot["next"] = json!({"period": "2026-12"});
    snapshot["participants"] = json!([
        {"name": "Eva Björk", "side": "region", "role": "Avtalsansvarig", "present": true},
        {"name": "Johan Åkesson", "side": "vendor", "role": "Verksamhetschef", "present": true},
        {"name": "Märta Sjöström", "side": "vendor", "role": null, "present": false}]);
    snapshot["items"] = items();
    snapshot["actions"] = (1..=actions).map(action).collect();
    snapshot["trend"] = (1..=12)
        .map(|n| {
            json!({"number": n, "held_on": format!("2026-{n:02}-23"),
                "open": 12 - n, "closed": n % 4, "overdue": n % 3})
        })
        .collect();
    snapshot
}

fn items() -> Value {
    let kinds = ["standing", "action", "assessment", "expiring", "finding", "decision", "change", "free"];
    let statuses = ["taken_up", "decided", "deferred", "no_change", "untouched"];
    (0..14)
        .filter(|n| n % 6 != 5)
        .map(|n| {
            json!({"section": n + 1, "kind": kinds[n % kinds.len()],
                "title": {"sv": format!("Punkt om läget {n}"), "en": format!("Item on the situation {n}")},
                "status": statuses[n % statuses.len()],
                "note": n.is_multiple_of(2).then(|| note(n)),
                "decision": (n % 5 == 1).then_some("Underlaget lämnas senast 2026-12-05.")})
        })
        .collect()
}

fn action(n: usize) -> Value {
    let statuses = ["open", "in_progress", "reported_done", "verified", "cancelled"];
    let changes = match n % 4 {
        0 => json!([{"field": "new", "from": null, "to": null}]),
        1 => json!([{"field": "status", "from": "open", "to": statuses[n % 5]},
            {"field": "due_on", "from": "2026-10-15", "to": "2026-12-01"}]),
        2 => json!([{"field": "owner", "from": null, "to": "Märta Sjöström"}]),
        _ => json!([]),
    };
    json!({"number": n, "title": format!("Inför månatlig loggkontroll på mottagning {n}"),
        "responsible": if n.is_multiple_of(3) { "region" } else { "vendor" },
        "owner": n.is_multiple_of(2).then_some("Märta Sjöström"),
        "due_on": if n % 4 == 1 { "2026-12-01" } else { "2026-11-01" },
        "original_due_on": if n % 4 == 1 { "2026-10-15" } else { "2026-11-01" },
        "slips": usize::from(n % 4 == 1) * (n % 3 + 1), "status": statuses[n % 5],
        "opened_on": "2026-08-01", "meetings_open": n % 5,
        "note": (n % 10 == 9).then(|| note(n)), "decision": (n % 13 == 3).then_some("Ny frist beviljas."),
        "changes": changes})
}

fn note(n: usize) -> String {
    "Leverantören redogjorde för övergången till det nya journalsystemet.\nPersonalen är utbildad.\n\n"
        .repeat(n % 12 + 1)
}
