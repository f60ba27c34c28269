//! What is said of a vendor's depth, read once into values that can be stored: contacts,
//! certificates, ratings, an organisation's own fields, and the steps of a vendor's life.

use super::input::{MAX_NAME, MAX_NOTE};
use super::records::{CertificateKind, ContactRole, ContractsAfter, ExtraKind, Hours, RatingKind, VendorStatus};
use super::rules;
use crate::base::refusal::Checks;
use crate::base::{Email, FieldError, Id, Result, text};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A contact person as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewContact {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub duty: Option<String>,
    pub roles: Vec<ContactRole>,
    pub hours: Option<Hours>,
    /// `HH:MM`; only with hours on weekdays.
    pub opens: Option<String>,
    pub closes: Option<String>,
}

impl NewContact {
    /// The same in stored form. A contact needs a name but no e-mail; who answers at every hour
    /// needs a telephone, and hours on weekdays have a beginning and a later end.
    pub fn checked(&self) -> Result<NewContact> {
        let mut checks = Checks::default();
        let name = text::tidy(&checks.required("name", &self.name));
        checks.longest("name", &name, MAX_NAME);
        let email = self.email.as_deref().and_then(text::non_empty).and_then(|typed| {
            let read: Result<Email, _> = typed.parse();
            checks.keep(read.map_err(|()| FieldError::new("email", "error-email"))).map(|e| e.as_str().to_string())
        });
        let phone = self.phone.as_deref().and_then(text::non_empty);
        checks.longest("phone", phone.as_deref().unwrap_or_default(), 50);
        let duty = self.duty.as_deref().and_then(text::non_empty);
        checks.longest("duty", duty.as_deref().unwrap_or_default(), MAX_NAME);
        checks.that(self.hours != Some(Hours::Always) || phone.is_some(), "phone", "error-vendor-phone-needed");
        let (opens, closes) = match self.hours {
            Some(Hours::Weekdays) => {
                let mut time = |field: &str, typed: &Option<String>| {
                    let read = rules::clock_time(typed.as_deref().unwrap_or_default());
                    checks.keep(read.ok_or_else(|| FieldError::new(field, "error-vendor-time")))
                };
                let (opens, closes) = (time("opens", &self.opens), time("closes", &self.closes));
                if let (Some(opens), Some(closes)) = (&opens, &closes) {
                    checks.that(opens < closes, "closes", "error-vendor-times-order");
                }
                (opens, closes)
            }
            _ => (None, None),
        };
        checks.done()?;
        let mut roles = self.roles.clone();
        roles.sort_unstable();
        roles.dedup();
        Ok(NewContact { name, email, phone, duty, roles, hours: self.hours, opens, closes })
    }

    /// The roles in their stored form.
    pub(super) fn stored_roles(&self) -> Option<String> {
        let words: Vec<&str> = self.roles.iter().map(|role| role.as_str()).collect();
        (!words.is_empty()).then(|| words.join(","))
    }
}

/// What an edit says of a vendor's depth. What is `None` is left as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDepth {
    pub deputy_id: Option<Option<Id>>,
    pub legal_basis: Option<Option<String>>,
    /// With whom one spoke, and on which day, when the vendor was entered by telephone.
    pub phone_with: Option<Option<String>>,
    pub phone_on: Option<Option<NaiveDate>>,
    /// Own fields by key, as typed; those that are not here are left as they are.
    pub extra: BTreeMap<String, String>,
}

/// A step of a vendor's life as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    pub status: VendorStatus,
    pub reason: String,
    pub planned_end: Option<NaiveDate>,
    pub contracts_after: Option<ContractsAfter>,
}

/// A certificate as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCertificate {
    pub kind: CertificateKind,
    pub edition: Option<String>,
    pub issuer: String,
    pub accreditation_body: Option<String>,
    pub accredited: bool,
    pub scope: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub note: Option<String>,
    /// Never shown to the vendor.
    pub internal_note: Option<String>,
}

impl NewCertificate {
    /// The same in stored form. ISO 27001 needs its edition; the last day is not before the first.
    pub fn checked(&self) -> Result<NewCertificate> {
        let mut checks = Checks::default();
        let issuer = text::tidy(&checks.required("issuer", &self.issuer));
        let scope = checks.required("scope", &self.scope);
        let edition = self.edition.as_deref().and_then(text::non_empty);
        let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        checks.that(edition.as_deref().is_none_or(year), "edition", "error-vendor-edition");
        checks.that(
            self.kind != CertificateKind::Iso27001 || edition.is_some(),
            "edition",
            "error-vendor-edition-needed",
        );
        let body = self.accreditation_body.as_deref().and_then(text::non_empty);
        checks.that(!self.accredited || body.is_some(), "accreditation_body", "error-required");
        if let (Some(first), Some(last)) = (self.valid_from, self.valid_to) {
            checks.that(first <= last, "valid_to", "error-vendor-dates-order");
        }
        let note = self.note.as_deref().and_then(text::non_empty);
        let internal_note = self.internal_note.as_deref().and_then(text::non_empty);
        for (field, text, max) in [
            ("issuer", Some(&issuer), MAX_NAME),
            ("scope", Some(&scope), 2_000),
            ("accreditation_body", body.as_ref(), MAX_NAME),
            ("note", note.as_ref(), MAX_NOTE),
            ("internal_note", internal_note.as_ref(), MAX_NOTE),
        ] {
            checks.longest(field, text.map_or("", String::as_str), max);
        }
        checks.done()?;
        Ok(NewCertificate { issuer, scope, edition, accreditation_body: body, note, internal_note, ..self.clone() })
    }
}

/// A rating by somebody else as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    pub kind: RatingKind,
    pub rating: String,
    pub source: String,
    pub rated_on: NaiveDate,
}

impl NewRating {
    /// The same in stored form. Errors: nothing said, too long, or a day that has not come.
    pub fn checked(&self, today: NaiveDate) -> Result<NewRating> {
        let mut checks = Checks::default();
        let rating = text::tidy(&checks.required("rating", &self.rating));
        let source = text::tidy(&checks.required("source", &self.source));
        checks.longest("rating", &rating, 50);
        checks.longest("source", &source, MAX_NAME);
        checks.that(self.rated_on <= today, "rated_on", "error-vendor-future");
        checks.done()?;
        Ok(NewRating { rating, source, ..self.clone() })
    }
}

/// A field of the organisation's own as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExtraField {
    pub key: String,
    pub label_sv: String,
    pub label_en: String,
    pub kind: ExtraKind,
    pub choices: Vec<String>,
    pub required: bool,
    pub shown_to_vendor: bool,
    pub in_list: bool,
    pub active: bool,
}

impl NewExtraField {
    /// The same in stored form. A key is small letters, digits and underscores; a choice needs choices.
    pub fn checked(&self) -> Result<NewExtraField> {
        let mut checks = Checks::default();
        let key = checks.required("key", &self.key);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let good = key.len() <= 40 && key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(plain);
        checks.that(key.is_empty() || good, "key", "error-vendor-extra-key");
        let label_sv = text::tidy(&checks.required("label_sv", &self.label_sv));
        let label_en = text::tidy(&checks.required("label_en", &self.label_en));
        checks.longest("label_sv", &label_sv, 80);
        checks.longest("label_en", &label_en, 80);
        let mut choices: Vec<String> = Vec::new();
        for choice in self.choices.iter().map(|c| text::tidy(c)).filter(|c| !c.is_empty()) {
            if !choices.iter().any(|known| text::fold(known) == text::fold(&choice)) {
                choices.push(choice);
            }
        }
        let is_choice = self.kind == ExtraKind::Choice;
        checks.that(!is_choice || choices.len() >= 2, "choices", "error-vendor-extra-choices");
        checks.that(
            choices.len() <= 50 && choices.iter().all(|c| c.chars().count() <= 80),
            "choices",
            "error-vendor-extra-choices",
        );
        checks.done()?;
        let choices = if is_choice { choices } else { Vec::new() };
        Ok(NewExtraField { key, label_sv, label_en, choices, ..self.clone() })
    }
}
