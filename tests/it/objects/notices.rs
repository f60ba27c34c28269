//! A notice of the home's person.

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
}
