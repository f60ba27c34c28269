//! A campaign with an analysis, a memo and a spot check.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.to_string();
    let own = |table: &str, given: &[(&str, &str)]| home.row(table, given);
    let service = own("services", &[("audience", "public"), ("status", "published"), ("information_types", "")]);
    let campaign = own(
        "analysis_campaigns",
        &[
            ("manager_id", &person),
            ("owner_id", &person),
            ("state", "running"),
            ("basis", "{}"),
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
    let memo = own("board_memos", &[("campaign_id", &campaign), ("snapshot", "{}")]);
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
