use super::*;
use crate::base::{Id, Instant};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> Instant {
    chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap().into()
}

fn id() -> Id {
    Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap())
}

fn certificate(kind: CertificateKind, edition: Option<&str>, from: Option<&str>, to: Option<&str>) -> Certificate {
    Certificate {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        kind,
        edition: edition.map(str::to_string),
        standard: standard(kind, edition),
        issuer: "Intygsbolaget".into(),
        accreditation_body: None,
        accredited: false,
        scope: "Drift".into(),
        valid_from: from.map(day),
        valid_to: to.map(day),
        note: None,
        internal_note: None,
        by_vendor: false,
        added_by_name: "Karin".into(),
        added_at: now(),
        removed_at: None,
        version: 1,
    }
}

#[test]
fn every_status_has_steps_and_none_leads_to_itself() {
    for status in VendorStatus::ALL {
        assert!(!next_steps(*status).is_empty() && !next_steps(*status).contains(status), "{status}");
    }
    use VendorStatus::{Active, Ended, Leaving, Prospect};
    for (from, to, plain) in [
        (Prospect, Active, true),
        (Active, Leaving, true),
        (Leaving, Active, true),
        (Active, Ended, false),
        (Ended, Active, false),
        (Prospect, Leaving, false),
        (Active, Prospect, false),
    ] {
        assert_eq!(is_plain_step(from, to), plain, "{from} to {to}");
    }
}

#[test]
fn a_certificate_is_worth_what_its_days_and_its_edition_say() {
    use CertificateKind::{Iso9001, Iso27001};
    use CertificateState::{Coming, EditionEnded, Expired, Expiring, Undated, Valid};
    let today = day("2026-11-23");
    let terms = RegisterTerms::on(today);
    for (kind, edition, from, to, state) in [
        (Iso27001, Some("2022"), Some("2025-01-01"), Some("2028-01-01"), Valid),
        (Iso27001, Some("2022"), None, Some("2026-11-23"), Expiring),
        (Iso27001, Some("2022"), None, Some("2027-02-21"), Expiring),
        (Iso27001, Some("2022"), None, Some("2027-02-22"), Valid),
        (Iso27001, Some("2022"), None, Some("2026-11-22"), Expired),
        (Iso27001, Some("2013"), Some("2024-01-01"), Some("2027-12-31"), EditionEnded),
        (Iso9001, Some("2013"), None, Some("2027-12-31"), Valid),
        (Iso9001, None, Some("2026-12-01"), Some("2027-12-31"), Coming),
        (Iso9001, None, None, None, Undated),
    ] {
        assert_eq!(
            certificate_state(&certificate(kind, edition, from, to), terms, today),
            state,
            "{kind} {edition:?} {to:?}"
        );
    }
    let old = certificate(Iso27001, Some("2013"), None, Some("2026-12-31"));
    assert_eq!(certificate_state(&old, terms, day("2025-10-31")), Valid, "the last day of the transition");
    assert_eq!(certificate_state(&old, terms, day("2025-11-01")), EditionEnded);
}

#[test]
fn only_a_telephone_that_is_answered_at_night_counts() {
    let contact = |roles: &str, hours, phone: Option<&str>| VendorContact {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        name: "Ali".into(),
        email: None,
        phone: phone.map(str::to_string),
        duty: None,
        created_at: now(),
        version: 1,
        roles: Some(roles.into()),
        hours,
        opens: None,
        closes: None,
    };
    assert!(is_always_reachable(&contact("security,incident", Some(Hours::Always), Some("070"))));
    assert!(!is_always_reachable(&contact("security", Some(Hours::Always), Some("070"))));
    assert!(!is_always_reachable(&contact("incident", Some(Hours::Weekdays), Some("070"))));
    assert!(!is_always_reachable(&contact("incident", Some(Hours::Always), None)));
}

#[test]
fn an_own_field_takes_only_values_of_its_type() {
    let field = |kind, required| ExtraField {
        id: id(),
        organisation_id: id(),
        key: "k".into(),
        label_sv: "K".into(),
        label_en: "K".into(),
        kind,
        choices: "Låg\nHög".into(),
        required,
        shown_to_vendor: false,
        in_list: false,
        active: true,
        version: 1,
    };
    for (kind, typed, stored) in [
        (ExtraKind::Text, "  två   ord ", Ok(Some("två ord"))),
        (ExtraKind::Text, " ", Ok(None)),
        (ExtraKind::Number, "1 200,50", Ok(Some("1200.50"))),
        (ExtraKind::Number, "-3", Ok(Some("-3"))),
        (ExtraKind::Number, "tre", Err("error-vendor-extra-number")),
        (ExtraKind::Number, "1.2.3", Err("error-vendor-extra-number")),
        (ExtraKind::Number, "1e9", Err("error-vendor-extra-number")),
        (ExtraKind::Date, "2026-11-23", Ok(Some("2026-11-23"))),
        (ExtraKind::Date, "2026-02-30", Err("error-date")),
        (ExtraKind::Choice, "hog", Ok(Some("Hög"))),
        (ExtraKind::Choice, "mellan", Err("error-choice")),
        (ExtraKind::YesNo, "ja", Ok(Some("yes"))),
        (ExtraKind::YesNo, "kanske", Err("error-choice")),
    ] {
        let read = extra_value(&field(kind, false), typed);
        assert_eq!(read, stored.map(|s| s.map(str::to_string)), "{kind} {typed}");
    }
    assert_eq!(extra_value(&field(ExtraKind::Text, true), ""), Err("error-required"));
}
