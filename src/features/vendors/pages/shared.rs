//! What several of the register's pages are made of. Contracts use it too.

use crate::access::{Permission, Role};
use crate::base::Id;
use crate::features::accounts::Person;
use crate::features::tiering::TieringModel;
use crate::features::vendors::input::full_number;
use crate::features::vendors::judging::current_tier;
use crate::features::vendors::records::Vendor;
use crate::features::vendors::views::{ConflictRow, RisksOf, Tab, VendorHead};
use crate::kit::audit::Event;
use crate::kit::web::{Fields, Web};
use crate::platform::view::{Choice, FormState, HistoryLine};
use serde_json::Value;
use std::collections::BTreeMap;

/// The filter fields as they stand in the address, for the filter bar.
pub fn filter_form(path: &str) -> FormState {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    FormState::from_values(
        url::form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())),
    )
}

/// The address of an export with the same filters as the list at `path`.
pub fn export_href(base: &str, path: &str, format: &str) -> String {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("format", format);
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if !matches!(name.as_ref(), "page" | "format") && !value.is_empty() {
            pairs.append_pair(&name, &value);
        }
    }
    format!("{base}?{}", pairs.finish())
}

pub fn choices_of_people(people: &[(Person, Role)]) -> Vec<Choice> {
    people.iter().map(|(person, _)| Choice { value: person.id.to_string(), label: person.name.clone() }).collect()
}

/// What `pages/risks/of` shows; `field` is what the risks are tied by, such as `vendor_id`. Nothing without a count.
pub fn risks_of(web: &Web, field: &str, id: &Id, count: Option<i64>) -> Option<RisksOf> {
    count.map(|count| RisksOf {
        count,
        list_href: format!("/risks?{field}={id}"),
        new_href: web.can(Permission::RiskEdit).then(|| format!("/risks/new?{field}={id}")),
    })
}

/// The breadcrumb of a page below a vendor.
pub fn vendor_crumbs(web: &Web, vendor: &Vendor) -> Vec<(String, String)> {
    vec![
        (web.word("nav-vendors"), "/vendors".to_string()),
        (vendor.legal_name.clone(), format!("/vendors/{}", vendor.id)),
    ]
}

impl VendorHead {
    /// The same with the cadence of the organisation's own model.
    pub fn by(self, web: &Web, model: &TieringModel) -> VendorHead {
        let tier = self.tier.and_then(|tier| u8::try_from(tier).ok());
        VendorHead { cadence: tier.map(|tier| cadence_text(web, model, tier)), ..self }
    }
}

fn cadence_text(web: &Web, model: &TieringModel, tier: u8) -> String {
    let months = model.cadence_months(tier);
    web.word(&format!("tiering-cadence-{}", months.map_or("renewal".to_string(), |m| m.to_string())))
}

/// The top of every page about the vendor; `tab` is the one that is open.
pub fn head(web: &Web, vendor: &Vendor, manager: Option<String>, tab: &str) -> VendorHead {
    let href = |key: &str| match key {
        "overview" => format!("/vendors/{}", vendor.id),
        "contracts" => format!("/vendors/{}/contracts", vendor.id),
        "chain" => format!("/vendors/{}/chain", vendor.id),
        "coverage" => format!("/vendors/{}/coverage", vendor.id),
        "reviews" => format!("/vendors/{}/reviews", vendor.id),
        other => format!("/vendors/{}?tab={other}", vendor.id),
    };
    let tabs = [
        "overview",
        "contracts",
        "chain",
        "coverage",
        "contacts",
        "certificates",
        "reviews",
        "categorisation",
        "history",
    ];
    let cadence = current_tier(vendor).map(|tier| cadence_text(web, TieringModel::current(), tier));
    VendorHead {
        id: vendor.id.to_string(),
        name: vendor.legal_name.clone(),
        org_number: full_number(vendor.org_number.as_deref()),
        kind: vendor.kind.to_string(),
        status: vendor.status.to_string(),
        country: vendor.country.clone(),
        tier: vendor.tier,
        tier_preliminary: vendor.tier_preliminary,
        cadence,
        manager,
        updated_at: vendor.updated_at,
        tabs: tabs
            .into_iter()
            .map(|key| Tab {
                label: web.word(&format!("vendors-tab-{key}")),
                href: href(key),
                current: key == tab,
                count: None,
            })
            .collect(),
        can_edit: web.can(Permission::RegisterEdit),
        can_categorise: web.can(Permission::Categorise),
        can_invite: web.can(Permission::VendorInvite),
        can_assess: web.can(Permission::AssessmentSend),
        can_see_findings: web.can(Permission::FindingRead),
    }
}

/// The word of a stored value where there is one: `vendors-kind-it_supplier`, else the value itself.
fn value_word(web: &Web, prefix: &str, field: &str, value: &str) -> String {
    let key = format!("{prefix}-{field}-{value}");
    if !value.is_empty() && web.app.views.has_word(web.language(), &key) { web.word(&key) } else { value.to_string() }
}

/// The fields in which what was typed differs from what is stored. `named` gives labels of choices.
pub fn conflict_rows(
    web: &Web,
    prefix: &str,
    fields: &Fields,
    stored: &BTreeMap<String, String>,
    named: &[&[Choice]],
) -> Vec<ConflictRow> {
    let shown = |field: &str, value: &str| {
        let chosen =
            named.iter().flat_map(|choices| choices.iter()).find(|choice| choice.value == value && !value.is_empty());
        chosen.map_or_else(|| value_word(web, prefix, field, value), |choice| choice.label.clone())
    };
    stored
        .iter()
        .filter(|(field, _)| field.as_str() != "version")
        .filter_map(|(field, theirs)| {
            let yours = fields.text(field).trim().to_string();
            let label = format!("{prefix}-field-{}", field.replace('_', "-"));
            (yours != *theirs && fields.get(field).is_some()).then(|| ConflictRow {
                label: web.word(&label),
                yours: shown(field, &yours),
                theirs: shown(field, theirs),
            })
        })
        .collect()
}

/// Events in words, newest first: what was done, and which fields got which values.
pub fn history_lines(web: &Web, events: &[Event]) -> Vec<HistoryLine> {
    events.iter().map(|event| history_line(web, event)).collect()
}

fn history_line(web: &Web, event: &Event) -> HistoryLine {
    let prefix = if event.object_type.starts_with("contract") { "contracts" } else { "vendors" };
    let key = format!("{prefix}-history-{}-{}", event.verb, event.object_type);
    let text = if web.app.views.has_word(web.language(), &key) {
        web.word_with(&key, &[("name", event.summary.clone())])
    } else {
        event.summary.clone()
    };
    let tone = match event.verb.as_str() {
        "create" => "ok",
        "override" | "expire" => "attention",
        _ => "neutral",
    };
    let note = if event.before.is_some() { changes(web, prefix, event) } else { None };
    HistoryLine { at: event.at, who: web.who(event), text, note, tone }
}

/// `Status: Aktiv → Avslutad`, one line a field. Ids say nothing to a person, so only the field is named.
fn changes(web: &Web, prefix: &str, event: &Event) -> Option<String> {
    let read =
        |text: &Option<String>| text.as_deref().and_then(|t| serde_json::from_str::<BTreeMap<String, Value>>(t).ok());
    let (before, after) = (read(&event.before).unwrap_or_default(), read(&event.after)?);
    let shown = |field: &str, value: Option<&Value>| match value {
        None | Some(Value::Null) => "–".to_string(),
        Some(Value::String(text)) => value_word(web, prefix, field, text),
        Some(Value::Bool(yes)) => web.word(if *yes { "common-yes" } else { "common-no" }),
        Some(other) => other.to_string(),
    };
    let lines: Vec<String> = after
        .iter()
        .filter_map(|(field, value)| {
            let label = format!("{prefix}-field-{}", field.replace('_', "-"));
            let label = web.app.views.has_word(web.language(), &label).then(|| web.word(&label))?;
            if field.ends_with("_id") && field != "hsa_id" {
                return Some(label);
            }
            Some(format!("{label}: {} → {}", shown(field, before.get(field)), shown(field, Some(value))))
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

pub(super) fn manager_of(names: &BTreeMap<Id, String>, id: Option<&Id>) -> Option<String> {
    id.and_then(|id| names.get(id)).cloned()
}
