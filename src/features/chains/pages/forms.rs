//! What the forms of a link hold, read into what the actions take.

use crate::base::refusal::{Checks, FieldError, Result};
use crate::features::chains::model::{Child, GdprRole, LinkFacts, LinkSource, NewNode, NewProcessing, NodeKind};
use crate::features::chains::records::{ChainLink, ChainProcessing};
use crate::features::chains::views::PurposeFields;
use crate::kit::web::{Fields, Web};
use crate::platform::view::{Choice, FormState};

/// Empty rows for further purposes in a form.
const SPARE: usize = 2;
/// No form has more rows than this.
const MOST: usize = 20;

/// A whole number as people write it: `2 700 000`.
fn count(fields: &Fields, name: &str) -> Result<Option<i64>, FieldError> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.parse().map(Some).map_err(|_| FieldError::new(name, "error-number"))
}

/// What the link says. Errors are added to `checks`.
pub fn facts(fields: &Fields, checks: &mut Checks) -> LinkFacts {
    LinkFacts {
        task: fields.text("task"),
        data_class: checks.keep(fields.parsed("data_class", "error-choice")).flatten(),
        information_types: vec![fields.text("information_types")],
        persons: (
            checks.keep(count(fields, "persons_low")).flatten(),
            checks.keep(count(fields, "persons_high")).flatten(),
        ),
        countries: vec![fields.text("countries")],
        remote_countries: vec![fields.text("remote_countries")],
        transfer_mechanism: checks.keep(fields.parsed("transfer_mechanism", "error-choice")).flatten(),
        vendor_visible: fields.checked("vendor_visible"),
        internal_note: fields.optional("internal_note"),
        processings: processings(fields, checks),
    }
}

fn processings(fields: &Fields, checks: &mut Checks) -> Vec<NewProcessing> {
    let mut found = Vec::new();
    for number in 0..MOST {
        let role_field = format!("role_{number}");
        let purpose = fields.text(&format!("purpose_{number}"));
        let role: Option<GdprRole> = checks.keep(fields.parsed(&role_field, "error-choice")).flatten();
        match (purpose.trim().is_empty(), role) {
            (true, None) => {}
            (_, Some(role)) => {
                let legal_note = fields.optional(&format!("legal_note_{number}"));
                found.push(NewProcessing { purpose, role, legal_note });
            }
            (false, None) => checks.add(FieldError::new(role_field, "error-required")),
        }
    }
    found
}

/// Who stands at the lower end, as `child` says: `node:<id>`, `vendor:<id>`, `new` or `unknown`.
pub fn child(web: &Web, fields: &Fields, checks: &mut Checks) -> Option<Child> {
    let chosen = fields.text("child");
    let read = |text: &str| text.parse().map_err(|_| FieldError::new("child", "error-choice"));
    if let Some(id) = chosen.strip_prefix("node:") {
        return checks.keep(read(id)).map(Child::Known);
    }
    if let Some(id) = chosen.strip_prefix("vendor:") {
        return checks.keep(read(id)).map(Child::Vendor);
    }
    match chosen.as_str() {
        "new" => {
            let kind = checks.keep(fields.required::<NodeKind>("kind", "error-choice"));
            Some(Child::New(NewNode {
                kind: kind.unwrap_or(NodeKind::Subcontractor),
                name: fields.text("name"),
                org_number: fields.optional("org_number"),
                country: fields.optional("country"),
                location: fields.optional("location"),
                shared_note: fields.optional("shared_note"),
                internal_note: None,
                is_another: fields.checked("is_another"),
            }))
        }
        "unknown" => Some(Child::New(NewNode {
            kind: NodeKind::Unknown,
            name: fields.optional("name").unwrap_or_else(|| web.word("chains-kind-unknown")),
            org_number: None,
            country: None,
            location: None,
            shared_note: fields.optional("shared_note"),
            internal_note: None,
            is_another: true,
        })),
        _ => {
            checks.add(FieldError::new("child", "error-required"));
            None
        }
    }
}

pub fn source(fields: &Fields, checks: &mut Checks) -> LinkSource {
    let source = checks.keep(fields.required("source", "error-choice")).unwrap_or(LinkSource::Declared);
    checks.that(source.by_hand(), "source", "error-choice");
    source
}

/// The form of a link that is stored.
pub fn stored(link: &ChainLink, processings: &[ChainProcessing]) -> FormState {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let form = FormState::default()
        .with("task", &link.task)
        .with("data_class", link.data_class.map(|class| class.to_string()).unwrap_or_default())
        .with("information_types", link.information_types().join(", "))
        .with("persons_low", number(link.persons_low))
        .with("persons_high", number(link.persons_high))
        .with("countries", link.countries().join(", "))
        .with("remote_countries", link.remote_countries().join(", "))
        .with("transfer_mechanism", link.transfer_mechanism.map(|m| m.to_string()).unwrap_or_default())
        .with("vendor_visible", if link.vendor_visible { "1" } else { "" })
        .with("internal_note", link.internal_note.clone().unwrap_or_default());
    processings.iter().enumerate().fold(form, |form, (number, one)| {
        form.with(&format!("purpose_{number}"), &one.purpose)
            .with(&format!("role_{number}"), one.role)
            .with(&format!("legal_note_{number}"), one.legal_note.clone().unwrap_or_default())
    })
}

/// The rows of purposes: those that hold something, and some empty ones.
pub fn purposes(form: &FormState) -> Vec<PurposeFields> {
    let fields = |number: usize| PurposeFields {
        number,
        purpose: format!("purpose_{number}"),
        role: format!("role_{number}"),
        legal_note: format!("legal_note_{number}"),
    };
    let holds = |one: &PurposeFields| !form.value(&one.purpose).is_empty() || !form.value(&one.role).is_empty();
    let last = (0..MOST).map(fields).filter(holds).map(|one| one.number + 1).max().unwrap_or(0);
    (0..(last + SPARE).min(MOST)).map(fields).collect()
}

/// The classes 0-3, worded.
pub fn classes(web: &Web) -> Vec<Choice> {
    (0..=3).map(|class| Choice::new(class, web.word(&format!("chains-class-{class}")))).collect()
}
