//! Catalogues with their relations, and the own management system.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.as_str();
    let framework = |name: &str| {
        home.row("frameworks", &[("kind", "own"), ("name", name), ("extra", "{}"), ("created_by", person)])
    };
    let (one, other) = (framework("Dolt regelverk"), framework("Dolt regelverk två"));
    let node = |framework: &str, name: &str| {
        home.row("framework_nodes", &[("framework_id", framework), ("name", name), ("extra", "{}")])
    };
    let (from, to) = (node(&one, "Dold punkt"), node(&other, "Dold punkt två"));
    let relation = home.row(
        "framework_relations",
        &[
            ("from_framework", &one),
            ("from_node", &from),
            ("to_framework", &other),
            ("to_node", &to),
            ("relation", "equal"),
            ("extra", "{}"),
        ],
    );
    let step = home.row("isms_steps", &[("title", "Dolt steg"), ("owner_id", person), ("state", "open")]);
    let goal = home.row("isms_goals", &[("title", "Dolt mål"), ("unit", "%")]);
    let event = home.row("isms_events", &[("title", "Dold granskning"), ("kind", "internal_audit")]);
    let course = home.row("isms_courses", &[("title", "Dold utbildning")]);
    let member = home.row("isms_staff", &[("name", "Dold Medarbetare")]);
    let file = all.get("evidence").cloned().unwrap_or_default();
    for (kind, id) in [
        ("frameworks", one),
        ("mapping", other),
        ("framework-relations", relation),
        ("plan", step),
        ("goals", goal),
        ("events", event),
        ("courses", course),
        ("staff", member),
        ("files", file),
    ] {
        all.insert(kind, id);
    }
}
