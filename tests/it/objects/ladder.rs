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
    let step = home.row(
        "escalation_steps",
        &[
            ("escalation_id", &escalation),
            ("step", "correction"),
            ("direction", "raised"),
            ("letter", "{}"),
            ("recorded_by", home.person_id.as_str()),
        ],
    );
    let check = home.row("effect_checks", &[("action_id", &action)]);
    all.insert("escalations", escalation);
    all.insert("letters", step.clone());
    all.insert("steps", step);
    all.insert("effect-checks", check);
}
