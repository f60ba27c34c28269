//! A clause of an organisation's own, and a document to one of its contracts.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let contract = all["contracts"].clone();
    let own = home.row("own_clauses", &[("code", "DOLD-1"), ("draft", "{}")]);
    let snapshot = r#"{"format":"amendment-1","kind":"amendment","number":1,"client":{"name":"Dold","org_number":null},"vendor":{"name":"Dold AB","org_number":null},"reference":"D-1","title":"Dolt avtal","diary_number":null,"starts_on":null,"ends_on":null,"takes_effect_on":null,"made_by":"Nils","made_at":"2026-11-23T08:00:00Z","catalogue_version":"clauses-2026-1","clauses":[{"code":"KV-01","own_version":null,"content":{"group":"styrning","title_sv":"Dold klausul","title_en":"Hidden clause","text_sv":"Dold text.","text_en":"Hidden text."}}],"material":null}"#;
    let package = home.row(
        "amendment_packages",
        &[
            ("contract_id", &contract),
            ("kind", "amendment"),
            ("state", "prepared"),
            ("snapshot", snapshot),
            ("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ],
    );
    all.insert("own-clauses", own);
    all.insert("amendment-packages", package);
}
