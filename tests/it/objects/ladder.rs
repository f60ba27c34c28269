//! An escalation with a step that has a letter, and a check of effect.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let (vendor, action) = (all["vendors"].clone(), all["actions"].clone());
    let escalation = home.row(
        "escalations",
        &[
            ("vendor_id", &vendor),
            ("origin", "action"),
            ("origin_id", &action),
            ("cause", "other"),
            ("title", "Dold eskalering"),
            ("opened_by", home.person_id.as_str()),
        ],
    );
    let letter = serde_json::json!({
        "format": "tillit-escalation-letter-1",
        "number": "E-1",
        "title_sv": "Begäran om rättelse",
        "title_en": "Letter for correction",
        "client": { "name": "Dold beställare", "org_number": null },
        "vendor": { "name": "Dold leverantör", "org_number": null },
        "contract": null,
        "demand": "Dolt krav",
        "due_on": "2026-12-31",
        "diary_number": null,
        "decided_on": "2026-11-20",
        "decided_by": "Dold person",
        "decided_role": "Avtalsansvarig",
    })
    .to_string();
    let step = home.row(
        "escalation_steps",
        &[
            ("escalation_id", &escalation),
            ("step", "correction"),
            ("direction", "raised"),
            ("letter", &letter),
            ("letter_sha256", &tillit::kit::snapshot::sha256_hex(&letter)),
            ("recorded_by", home.person_id.as_str()),
        ],
    );
    let check = home.row("effect_checks", &[("action_id", &action)]);
    all.insert("escalations", escalation);
    all.insert("letters", step.clone());
    all.insert("steps", step);
    all.insert("effect-checks", check);
}
