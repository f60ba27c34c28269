//! The rules of notices, by tables.

use super::*;
use crate::features::notices::model::MailEvent;
use std::collections::BTreeMap;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn hours(from: &str, to: &str) -> Option<(NaiveTime, NaiveTime)> {
    Some((read_time(from).unwrap(), read_time(to).unwrap()))
}

#[test]
fn quiet_hours_hold_over_midnight_and_end_on_the_minute() {
    let night = hours("20:00", "07:00");
    // winter: Sweden is one hour ahead
    for (now, until) in [
        ("2026-11-23T18:59:59Z", None),
        ("2026-11-23T19:00:00Z", Some("2026-11-24T06:00:00Z")),
        ("2026-11-24T00:30:00Z", Some("2026-11-24T06:00:00Z")),
        ("2026-11-24T05:59:59Z", Some("2026-11-24T06:00:00Z")),
        ("2026-11-24T06:00:00Z", None),
    ] {
        assert_eq!(quiet_until(at(now), night), until.map(at), "{now}");
    }
    assert_eq!(quiet_until(at("2026-11-23T11:30:00Z"), hours("12:00", "13:00")), Some(at("2026-11-23T12:00:00Z")));
    assert_eq!(quiet_until(at("2026-11-23T11:30:00Z"), hours("12:00", "12:00")), None, "the same twice is none");
    assert_eq!(quiet_until(at("2026-11-23T11:30:00Z"), None), None);
    assert_eq!((quiet_minutes(night.unwrap()), quiet_minutes(hours("12:00", "13:30").unwrap())), (660, 90));
    for wrong in ["24:00", "7", "", "7:60", "aa:bb"] {
        assert_eq!(read_time(wrong), None, "{wrong}");
    }
}

#[test]
fn the_nights_when_the_clock_is_turned_have_one_quiet_time_each() {
    // 29 March 2026: 02:00 becomes 03:00, the night is an hour shorter
    assert_eq!(quiet_until(at("2026-03-28T23:00:00Z"), hours("20:00", "07:00")), Some(at("2026-03-29T05:00:00Z")));
    // an end that the clock never shows: as if it had not been turned
    assert_eq!(quiet_until(at("2026-03-29T01:10:00Z"), hours("22:00", "02:30")), Some(at("2026-03-29T01:30:00Z")));
    assert_eq!(quiet_until(at("2026-03-29T01:30:00Z"), hours("22:00", "02:30")), None);
    // 25 October 2026: 02:00 to 03:00 comes twice; the quiet time ends at the second 02:30 and does not begin again
    let short = hours("22:00", "02:30");
    for (now, quiet) in [
        ("2026-10-25T00:29:00Z", true),
        ("2026-10-25T00:45:00Z", true),
        ("2026-10-25T01:29:00Z", true),
        ("2026-10-25T01:30:00Z", false),
    ] {
        assert_eq!(quiet_until(at(now), short).is_some(), quiet, "{now}");
    }
    // and one that begins in the double hour begins at the first
    assert!(quiet_until(at("2026-10-25T00:40:00Z"), hours("02:30", "05:00")).is_some());
    assert!(quiet_until(at("2026-10-25T01:10:00Z"), hours("02:30", "05:00")).is_some());
}

#[test]
fn a_row_stands_at_one_step_at_a_time() {
    let today: NaiveDate = "2028-02-29".parse().unwrap();
    let found = windows(&[-7, 0, 7], 14, today);
    for (due, step) in [
        ("2028-03-08", None),
        ("2028-03-07", Some(-7)),
        ("2028-03-01", Some(-7)),
        ("2028-02-29", Some(0)),
        ("2028-02-23", Some(0)),
        ("2028-02-22", Some(7)),
        ("2028-02-09", Some(7)),
        ("2028-02-08", None),
    ] {
        let due: NaiveDate = due.parse().unwrap();
        let hits: Vec<i32> = found.iter().filter(|w| w.after < due && due <= w.until).map(|w| w.step).collect();
        assert_eq!(hits, step.into_iter().collect::<Vec<_>>(), "{due}");
    }
    assert!(windows(&[], 14, today).is_empty());
}

#[test]
fn what_is_compulsory_is_mailed_whatever_is_chosen() {
    for (chosen, compulsory, unsubscribed, told) in [
        (None, false, false, Way::Digest),
        (None, false, true, Way::InApp),
        (None, true, true, Way::Digest),
        (Some(Way::Off), true, false, Way::Digest),
        (Some(Way::InApp), true, true, Way::Digest),
        (Some(Way::AtOnce), true, true, Way::AtOnce),
        (Some(Way::AtOnce), false, true, Way::InApp),
        (Some(Way::Off), false, false, Way::Off),
        (Some(Way::InApp), false, false, Way::InApp),
    ] {
        assert_eq!(way(chosen, Way::Digest, compulsory, unsubscribed), told, "{chosen:?} {compulsory} {unsubscribed}");
    }
}

fn codes(event: MailEvent, subject: &str, body: &str) -> Vec<(String, &'static str)> {
    check_text(event, subject, body).into_iter().map(|error| (error.field, error.code)).collect()
}

#[test]
fn a_text_is_refused_at_its_field() {
    let good = "Hej {name}\n\n{title} senast {due_on}\n\n{link}";
    assert!(codes(MailEvent::ActionAssigned, "Åtgärd: {title}", good).is_empty());
    let of = |field: &str, code| vec![(field.to_string(), code)];
    assert_eq!(codes(MailEvent::ActionAssigned, "{salary}", good), of("subject", "error-mail-text-place"));
    assert_eq!(codes(MailEvent::ActionAssigned, "A", "{{link}}"), of("body", "error-mail-text-brace"));
    for bad in ["{link", "link}", "{link}}", "{a{link}"] {
        assert_eq!(codes(MailEvent::ActionAssigned, "A", bad), of("body", "error-mail-text-brace"), "{bad}");
    }
    for bad in ["{}", "{#if link}{link}", "{internal_note} {link}", "{page.title} {link}"] {
        assert_eq!(codes(MailEvent::ActionAssigned, "A", bad), of("body", "error-mail-text-place"), "{bad}");
    }
    assert_eq!(codes(MailEvent::ActionAssigned, "A", "Utan länk"), of("body", "error-mail-text-needed"));
    assert_eq!(codes(MailEvent::Digest, "A", "{link}"), of("body", "error-mail-text-needed"));
    assert_eq!(codes(MailEvent::ActionAssigned, "A\nBcc: b@b.example", good), of("subject", "error-mail-text-subject"));
    assert_eq!(codes(MailEvent::ActionAssigned, " ", good), of("subject", "error-required"));
    assert_eq!(codes(MailEvent::ActionAssigned, &"a".repeat(151), good), of("subject", "error-too-long"));
}

#[test]
fn a_value_is_never_markup_nor_a_placeholder_nor_a_header() {
    let values: Values = BTreeMap::from([
        ("title".to_string(), "<script>alert(1)</script> {link}\r\nBcc: evil@evil.example".to_string()),
        ("link".to_string(), "https://t.example/a?b=\"><i>".to_string()),
    ]);
    let subject = fill_line("Åtgärd: {title}", &values);
    assert!(!subject.contains(['\n', '\r']) && subject.contains("{link}"), "{subject}");
    let html = fill_html("{title}\n\nSe {link}", &values, &[], "");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>") && !html.contains("\"><i>"), "{html}");
    assert_eq!(html.matches("<a href").count(), 1, "{html}");
    let rows = [Row { text: "<b>Åtgärd</b>".to_string(), href: "/actions/1".to_string() }];
    let list = fill_html("Hej\n\n{rows}\n\nSlut", &values, &rows, "https://t.example");
    assert!(list.contains("<ul><li><a href=\"https://t.example/actions/1\">&lt;b&gt;Åtgärd"), "{list}");
    assert!(fill_text("{rows}", &values, &rows, "https://t.example").contains("https://t.example/actions/1"));
}
