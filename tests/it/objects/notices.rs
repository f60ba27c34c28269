//! A notice of the home's person, and a mail that never arrived.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let action = all["actions"].clone();
    let notice = home.row(
        "notices",
        &[
            ("home_id", home.organisation.id.as_str()),
            ("person_id", home.person_id.as_str()),
            ("kind", "action"),
            ("object_type", "action"),
            ("object_id", &action),
            ("key", "dold-notis"),
            ("mail", "none"),
        ],
    );
    all.insert("notices", notice);
    let payload = serde_json::json!({
        "event": "added", "to": "dold@mottagare.example", "to_name": "Dold Mottagare", "language": "sv", "attachments": [],
        "data": { "organisation": "Dold", "inviter": "Dold" },
    });
    let given = [("kind", "mail"), ("name", "added"), ("recipient", "dold@mottagare.example"), ("state", "failed")];
    let mail = home.row("outbox", &[&given[..], &[("payload", payload.to_string().as_str())]].concat());
    all.insert("deliveries", mail);
}
