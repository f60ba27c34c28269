//! A clause of an organisation's own, and a document to one of its contracts.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let contract = all["contracts"].clone();
    let own = home.row("own_clauses", &[("code", "DOLD-1"), ("draft", "{}")]);
    let snapshot = r#"{"format":"amendment-1","kind":"amendment","number":1,"client":{"name":"Dold","org_number":null},"vendor":{"name":"Dold AB","org_number":null},"reference":"D-1","title":"Dolt avtal","diary_number":null,"starts_on":null,"ends_on":null,"takes_effect_on":null,"made_by":"Nils","made_at":"2026-11-23T08:00:00Z","catalogue_version":"clauses-2026-1","clauses":[],"material":null}"#;
    let package = home.row(
        "amendment_packages",
        &[("contract_id", &contract), ("kind", "amendment"), ("state", "prepared"), ("snapshot", snapshot)],
    );
    all.insert("own-clauses", own);
    all.insert("amendment-packages", package);
}
