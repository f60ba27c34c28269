//! A section of an organisation's assessment that is handed to somebody.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let assessment = all["assessments"].clone();
    let given = [
        ("assessment_id", assessment.as_str()),
        ("domain", "A"),
        ("person_id", home.person_id.as_str()),
        ("given_by", home.person_id.as_str()),
    ];
    all.insert("delegations", home.row("section_delegations", &given));
}
