//! A campaign with an analysis, a memo and a spot check.

use super::{Home, Objects};
use serde_json::json;
use tillit::kit::snapshot::sha256_hex;

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.to_string();
    let own = |table: &str, given: &[(&str, &str)]| home.row(table, given);
    let service = own("services", &[("audience", "public"), ("status", "published"), ("information_types", "")]);
    let basis = json!({
        "at": "2026-11-24T08:00:00Z", "platform_name": null, "ceiling": null, "selection": {}, "total": 1, "breaches": 1,
        "above": 1, "above_by_aspect": {}, "must_not": 0, "should_not": 0, "unclassified": 0, "chosen": 1,
    });
    let campaign = own(
        "analysis_campaigns",
        &[
            ("manager_id", &person),
            ("owner_id", &person),
            ("state", "running"),
            ("basis", &basis.to_string()),
            ("title", "Dold kampanj"),
        ],
    );
    let analysis = own(
        "service_analyses",
        &[
            ("campaign_id", &campaign),
            ("service_id", &service),
            ("owner_id", &person),
            ("state", "in_progress"),
            ("content", "{}"),
        ],
    );
    let measure = own("analysis_measures", &[("analysis_id", &analysis), ("owner_id", &person)]);
    let frozen = json!({
        "format": "tillit-board-memo-1", "organisation": "Dold", "campaign_number": 1, "title": "Dold kampanj", "why": "-",
        "manager": "-", "due_on": "2026-12-01", "diary_number": null, "number": 1, "made_on": "2026-11-24",
        "made_at": "2026-11-24T08:00:00Z", "made_by": "-", "basis": basis, "breach_share": 100, "began_on": "2026-11-24",
        "progress": { "total": 1, "not_started": 0, "in_progress": 1, "ready": 0, "decided": 0 }, "rows": [], "users_per_day": 0, "costs": { "low": 0, "high": 0, "unknown": 0 }, "decisions": { "continue": 0, "with_measures": 0, "move": 0, "stop": 0 },
        "without_proposal": 0, "parameters": "-",
    });
    let frozen = frozen.to_string();
    let memo =
        own("board_memos", &[("campaign_id", &campaign), ("snapshot", &frozen), ("sha256", &sha256_hex(&frozen))]);
    let check = own(
        "spot_checks",
        &[("state", "open"), ("selection", "{}"), ("population", "[]"), ("algorithm", "tillit-draw-1")],
    );
    let item =
        own("spot_check_items", &[("spot_check_id", &check), ("service_id", &service), ("outcome", "not_looked")]);
    all.extend([
        ("service-campaigns", campaign),
        ("service-analyses", analysis),
        ("compensations", measure),
        ("board-memos", memo),
        ("spot-checks", check),
        ("drawn", item),
    ]);
}
