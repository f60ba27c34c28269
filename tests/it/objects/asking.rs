//! A question set with a version, and a focus area.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.to_string();
    let by = ("created_by", person.as_str());
    let set = home.row("question_sets", &[by, ("title_sv", "Dolt set")]);
    let body = r#"{"sections":[],"questions":[]}"#;
    let version = home.row(
        "question_set_versions",
        &[by, ("set_id", &set), ("state", "draft"), ("base", ""), ("body", body), ("question_count", "0")],
    );
    let vendor = all["vendors"].clone();
    let focus =
        home.row("vendor_focus_areas", &[("vendor_id", &vendor), ("area", "access_control"), ("set_by", &person)]);
    all.insert("question-sets", set);
    all.insert("question-set-versions", version);
    all.insert("focus-areas", focus);
}
