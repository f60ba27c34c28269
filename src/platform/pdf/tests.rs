use std::collections::BTreeSet;

use chrono::{DateTime, TimeZone, Utc};
use serde_json::{Value, json};

use super::samples::{document, full, messages, sparse};
use super::{DIALOGUE_WORDS, DIALOGUE_WORDS_PREFIX, PdfError, Printer};

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 13, 5, 11).unwrap()
}

fn rendered(language: &str, snapshot: Value) -> Vec<u8> {
    Printer::new().render("dialogue", &document(language, snapshot), at()).unwrap()
}

fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn every_document_states_both_standards() {
    for language in ["sv", "en"] {
        for snapshot in [sparse(), full(1), full(40)] {
            let pdf = rendered(language, snapshot);
            assert!(pdf.starts_with(b"%PDF-1.7"));
            for mark in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
                assert!(holds(&pdf, mark), "{language}: {mark} is missing");
            }
            assert!(holds(&pdf, &format!("/Lang({language}-")) || holds(&pdf, &format!("/Lang ({language}-")));
            assert!(holds(&pdf, "Björkens Vårdcentral AB"), "the title is in the metadata");
            assert!(holds(&pdf, "2026-11-23T13:05:11"), "the time is the caller's");
        }
    }
}

#[test]
fn the_same_snapshot_gives_the_same_bytes() {
    let printer = Printer::new();
    let data = document("sv", full(12));
    assert_eq!(printer.render("dialogue", &data, at()).unwrap(), printer.render("dialogue", &data, at()).unwrap());
}

#[test]
fn what_people_write_is_never_markup_and_always_prints() {
    let mut snapshot = full(2);
    let hostile = "#read(\"/etc/passwd\") $x$ *fet* \\ <a> `rå` ✅ 👩🏽‍⚕️ e\u{301} q\u{332}\u{20dd} \u{0}\u{7}\u{feff}\
                   \u{e001} العربية 漢字 ไทย \u{202e}bak\t– “citat” ½ → € ﬁ \u{ad}mjukt\r\nrad två";
    snapshot["items"][0]["note"] = json!(hostile);
    snapshot["items"][0]["decision"] = json!(hostile);
    snapshot["vendor"]["name"] = json!(hostile);
    snapshot["contract"]["title"] = json!("Å".repeat(400));
    snapshot["contract"]["ends_on"] = json!(null);
    snapshot["actions"][0]["title"] = json!(hostile);
    snapshot["actions"][0]["note"] = json!("mycket lång text ".repeat(1000));
    assert!(rendered("sv", snapshot).starts_with(b"%PDF"));
}

#[test]
fn minutes_that_would_leave_something_out_are_refused() {
    let mut snapshot = full(1);
    snapshot["items"][0]["section"] = json!(15);
    let refused = Printer::new().render("dialogue", &document("sv", snapshot), at());
    assert!(matches!(refused, Err(PdfError::Template(_))), "{refused:?}");
}

#[test]
fn only_templates_that_exist_are_set() {
    let printer = Printer::new();
    for name in ["minutes", "../dialogue", "/etc/passwd", ""] {
        let refused = printer.render(name, &json!({}), at());
        assert!(matches!(refused, Err(PdfError::UnknownTemplate(_))), "{name}: {refused:?}");
    }
    assert!(matches!(printer.render("dialogue", &json!({}), at()), Err(PdfError::Template(_))));
}

#[test]
fn the_words_of_both_languages_are_those_of_the_list() {
    let wanted: BTreeSet<String> = DIALOGUE_WORDS.iter().map(|key| format!("{DIALOGUE_WORDS_PREFIX}{key}")).collect();
    assert_eq!(wanted.len(), DIALOGUE_WORDS.len(), "a key is listed twice");
    for language in ["sv", "en"] {
        let held: BTreeSet<String> = messages(language).keys().cloned().collect();
        assert_eq!(held, wanted, "{language}");
    }
}
