//! Pure decisions of the register: the steps of a vendor's life, what a certificate is worth on a
//! day, who can be reached at night, and what may stand in an organisation's own field.

use super::records::{
    Certificate, CertificateKind, ContactRole, ExtraField, ExtraKind, Hours, VendorContact, VendorStatus,
};
use super::terms::{EndedEdition, RegisterTerms};
use crate::base::text;
use chrono::{Days, NaiveDate, NaiveTime};

/// Where a vendor can go from `status`.
pub fn next_steps(status: VendorStatus) -> &'static [VendorStatus] {
    use VendorStatus::{Active, Ended, Leaving, Prospect};
    match status {
        Prospect => &[Active, Ended],
        Active => &[Leaving, Ended],
        Leaving => &[Active, Ended],
        Ended => &[Active, Prospect],
    }
}

/// Steps that the vendor's form and an edit by API may take without saying why; the others have a
/// page of their own.
pub fn is_plain_step(from: VendorStatus, to: VendorStatus) -> bool {
    from != VendorStatus::Ended && to != VendorStatus::Ended && next_steps(from).contains(&to)
}

crate::text_enum! {
    /// What a certificate is worth on a day.
    pub enum CertificateState {
        Valid => "valid",
        /// The last day is near.
        Expiring => "expiring",
        Expired => "expired",
        /// It refers to an edition of its standard that has ended.
        EditionEnded => "edition_ended",
        /// Not in force yet.
        Coming => "coming",
        /// Nobody has said until when it holds.
        Undated => "undated",
    }
}

/// Kind and edition in one.
pub fn standard(kind: CertificateKind, edition: Option<&str>) -> String {
    edition.map_or_else(|| kind.to_string(), |edition| format!("{kind}:{edition}"))
}

/// The standards that count for nothing on `today`, as `standard` writes them.
pub fn ended_standards(terms: &RegisterTerms, today: NaiveDate) -> Vec<String> {
    terms.ended_editions.iter().filter(|e| e.ended_on < today).map(|e| standard(e.kind, Some(&e.edition))).collect()
}

/// The ended edition that the certificate refers to, if any on `today`.
pub fn ended_edition<'a>(
    terms: &'a RegisterTerms,
    kind: CertificateKind,
    edition: Option<&str>,
    today: NaiveDate,
) -> Option<&'a EndedEdition> {
    terms.ended_editions.iter().find(|e| e.kind == kind && Some(e.edition.as_str()) == edition && e.ended_on < today)
}

/// The state of a certificate; its last day still counts. An ended edition goes before everything.
pub fn certificate_state(certificate: &Certificate, terms: &RegisterTerms, today: NaiveDate) -> CertificateState {
    if ended_edition(terms, certificate.kind, certificate.edition.as_deref(), today).is_some() {
        return CertificateState::EditionEnded;
    }
    match (certificate.valid_from, certificate.valid_to) {
        (_, Some(last)) if last < today => CertificateState::Expired,
        (Some(first), _) if first > today => CertificateState::Coming,
        (_, None) => CertificateState::Undated,
        (_, Some(last)) if last <= soon(terms, today) => CertificateState::Expiring,
        _ => CertificateState::Valid,
    }
}

/// The last day that counts as soon.
pub fn soon(terms: &RegisterTerms, today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(terms.expiring_days)).unwrap_or(today)
}

/// The roles of a contact as stored.
pub fn contact_roles(contact: &VendorContact) -> Vec<ContactRole> {
    contact.roles.as_deref().unwrap_or_default().split(',').filter_map(|role| role.parse().ok()).collect()
}

/// Whether the contact answers for incidents at every hour, by telephone.
pub fn is_always_reachable(contact: &VendorContact) -> bool {
    contact.hours == Some(Hours::Always)
        && contact.phone.is_some()
        && contact_roles(contact).contains(&ContactRole::Incident)
}

/// A time of day as `HH:MM`, in its stored form.
pub fn clock_time(text: &str) -> Option<String> {
    NaiveTime::parse_from_str(&text.trim().replace('.', ":"), "%H:%M").ok().map(|t| t.format("%H:%M").to_string())
}

/// A value of an organisation's own field in its stored form; nothing for an empty one.
/// Errors: the code of what is wrong.
pub fn extra_value(field: &ExtraField, typed: &str) -> Result<Option<String>, &'static str> {
    let Some(typed) = text::non_empty(typed) else {
        return if field.required { Err("error-required") } else { Ok(None) };
    };
    if typed.chars().count() > 500 {
        return Err("error-vendor-extra-long");
    }
    match field.kind {
        ExtraKind::Text => Ok(Some(text::tidy(&typed))),
        ExtraKind::Number => number(&typed).map(Some).ok_or("error-vendor-extra-number"),
        ExtraKind::Date => {
            let date = typed.parse::<NaiveDate>().ok().filter(|_| !typed.starts_with(['+', '-']));
            date.map(|d| Some(d.to_string())).ok_or("error-date")
        }
        ExtraKind::Choice => {
            let known = field.choices.lines().find(|choice| text::fold(choice) == text::fold(&typed));
            known.map(|choice| Some(choice.to_string())).ok_or("error-choice")
        }
        ExtraKind::YesNo => match text::fold(&typed).as_str() {
            "yes" | "ja" | "true" => Ok(Some("yes".to_string())),
            "no" | "nej" | "false" => Ok(Some("no".to_string())),
            _ => Err("error-choice"),
        },
    }
}

/// A decimal number as written in Sweden or with a point: digits, one mark, a minus before.
fn number(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(',', ".");
    let digits = bare.strip_prefix('-').unwrap_or(&bare);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let good = |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    (good(whole) && good(part)).then_some(bare)
}

#[cfg(test)]
mod tests;
