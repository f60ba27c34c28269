//! A proposal, an own model, a campaign and one of its vendors.

use super::{Home, Objects};
use tillit::features::tiering::TieringModel;

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let vendor = all["vendors"].clone();
    let body = serde_json::to_string(TieringModel::current()).unwrap();
    let person = home.person_id.to_string();
    let proposal = home.row(
        "tier_proposals",
        &[
            ("vendor_id", &vendor),
            ("cause", "incident"),
            ("model_version", "tiering-2026-1"),
            ("tier", "2"),
            ("before", "null"),
            ("status", "open"),
        ],
    );
    let model = home.row(
        "tiering_models",
        &[
            ("title", "Dold modell"),
            ("model_version", "own-2026-9"),
            ("status", "draft"),
            ("base_version", "tiering-2026-1"),
            ("body", &body),
            ("created_by", &person),
            ("drafted_by", "[]"),
        ],
    );
    let round = home.row(
        "categorisation_rounds",
        &[("title", "Dold kampanj"), ("reach", "all"), ("status", "open"), ("created_by", &person)],
    );
    let line = home.row("categorisation_round_lines", &[("round_id", &round), ("vendor_id", &vendor)]);
    all.extend([
        ("tier-proposals", proposal),
        ("tiering-models", model),
        ("categorisation-rounds", round),
        ("round-lines", line),
    ]);
}
