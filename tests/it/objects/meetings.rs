//! An agenda template, a decision, a proposal, an activity of a plan, and a month's run.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let (contract, dialogue, item) = (all["contracts"].clone(), all["dialogues"].clone(), all["items"].clone());
    let template = home.row(
        "agenda_templates",
        &[("state", "draft"), ("name", "Dold mall"), ("body", r#"{"sections":["opening","action_plan"],"points":[]}"#)],
    );
    let decision = home.row(
        "meeting_decisions",
        &[("contract_id", &contract), ("dialogue_id", &dialogue), ("item_id", &item), ("state", "open")],
    );
    let proposal = home.row(
        "agenda_proposals",
        &[("dialogue_id", &dialogue), ("section", "opening"), ("title", "Dolt förslag"), ("state", "proposed")],
    );
    let line = home.row(
        "follow_up_lines",
        &[("contract_id", &contract), ("kind", "chain"), ("period", "2026-11"), ("state", "planned")],
    );
    let zip = home.t.app.files.put(b"Dolt arkiv").unwrap();
    let run = home
        .row("month_runs", &[("period", "2026-11"), ("language", "sv"), ("state", "done"), ("sha256", &zip.sha256)]);
    all.extend([
        ("agenda-templates", template),
        ("meeting-decisions", decision),
        ("agenda-proposals", proposal),
        ("follow-up", line),
        ("month-runs", run),
    ]);
}
