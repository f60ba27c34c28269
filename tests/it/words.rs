//! Every word that the code or a template asks for exists in both languages. The build checks
//! literal keys in templates and that both languages have the same keys; here is the rest.

use super::support::source::{File, files_under, literals, root};
use std::collections::BTreeMap;
use tillit::base::Language;
use tillit::platform::view::Views;

/// Text that looks like a word key and is none.
const NOT_WORDS: &[&str] = &[];

/// Keys without their common beginning; the tests of the printer compare them with the word files.
const OTHERWISE_HELD: &[&str] = &["platform/pdf/words.rs"];

/// Beginnings that are always word keys, whether or not any such key exists yet.
const ALWAYS: &[&str] = &["rule", "error", "refusal", "flash", "audit"];

fn is_key_shape(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// Every key of the word files (one language; the build compares the two).
fn keys() -> Vec<String> {
    let files = files_under("templates/words/sv", "ftl");
    let lines = files.iter().flat_map(|f| f.text.lines());
    lines.filter_map(|l| l.split_once('=')).map(|(key, _)| key.trim_end().to_string()).filter(|k| !k.is_empty() && !k.starts_with([' ', '#', '.'])).collect()
}

/// The literals of a file that are asked of the word files: whole keys, and beginnings that a
/// `format!` continues.
fn asked(file: &File, beginnings: &[String]) -> Vec<(usize, String, bool)> {
    let known = |text: &str| {
        let first = text.split('-').next().unwrap_or_default();
        ALWAYS.contains(&first) || beginnings.iter().any(|b| b == first)
    };
    let mut found = Vec::new();
    for (line, literal) in literals(&file.text) {
        if let Some((beginning, _)) = literal.split_once('{').filter(|(b, _)| b.ends_with('-') && is_key_shape(b)) {
            if known(beginning) {
                found.push((line, beginning.to_string(), false));
            }
        } else if is_key_shape(&literal) && !literal.ends_with('-') && known(&literal) && !NOT_WORDS.contains(&literal.as_str()) {
            found.push((line, literal, true));
        }
    }
    found
}

fn faults(files: &[File], keys: &[String], has: impl Fn(&str) -> bool) -> Vec<String> {
    // A beginning counts when several keys share it, so that a lone "sign-in" does not claim every "sign-".
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        *count.entry(key.split('-').next().unwrap_or_default()).or_default() += 1;
    }
    let beginnings: Vec<String> = count.iter().filter(|(_, n)| **n >= 2).map(|(b, _)| (*b).to_string()).collect();
    let mut faults = Vec::new();
    for file in files {
        for (line, text, whole) in asked(file, &beginnings) {
            // A refusal's code is the beginning of its title and its text.
            let said_in_two = || text.starts_with("refusal-") && ["title", "text"].iter().all(|end| has(&format!("{text}-{end}")));
            let exists = if whole { has(&text) || said_in_two() } else { keys.iter().any(|k| k.starts_with(&text)) };
            if !exists {
                faults.push(format!("src/{}:{line}: the word {text:?} is missing", file.path));
            }
        }
    }
    faults
}

#[test]
fn every_word_that_the_code_says_exists() {
    let views = Views::new().unwrap();
    let keys = keys();
    assert!(keys.len() > 400, "the word files were not read");
    let files: Vec<_> = files_under("src", "rs").into_iter().filter(|f| !f.path.ends_with("tests.rs") && !OTHERWISE_HELD.contains(&f.path.as_str())).collect();
    let has = |key: &str| views.has_word(Language::Sv, key) && views.has_word(Language::En, key);
    let faults = faults(&files, &keys, has);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_missing_word_is_found() {
    let keys: Vec<String> = ["rule-closed", "error-required", "answer-met", "answer-partly"].iter().map(ToString::to_string).collect();
    let has = |key: &str| keys.iter().any(|k| k == key);
    let file = |text: &str| [File { path: "kit/x.rs".to_string(), text: text.to_string() }];
    for bad in ["Refusal::rule(\"rule-open\")", "FieldError::new(f, \"error-odd\")", "word0(l, \"answer-none\")", "format!(\"answer-of-{x}\")"] {
        assert_eq!(faults(&file(bad), &keys, has).len(), 1, "{bad}");
    }
    for good in ["\"rule-closed\"", "// \"rule-open\"", "\"content-type\"", "format!(\"answer-{x}\")", "\"/rule-open/x\""] {
        assert!(faults(&file(good), &keys, has).is_empty(), "{good}");
    }
}

/// The values of every `text_enum!` by type name, read from the source so that private ones count.
fn enums() -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files_under("src", "rs") {
        for part in file.text.split("text_enum! {").skip(1) {
            let Some((head, rest)) = part.split_once("pub enum ").and_then(|(_, after)| after.split_once('{')) else { continue };
            let body = rest.split_once('}').map_or("", |(b, _)| b);
            let values = literals(body).into_iter().map(|(_, v)| v).collect();
            found.insert(head.trim().to_string(), values);
        }
    }
    found
}

/// What may stand after each beginning that templates and code continue at run time.
fn continued() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![]
}

#[test]
fn every_value_of_an_enum_has_its_words() {
    let enums = enums();
    assert!(enums.len() >= 10, "{:?}", enums.keys());
    let keys = keys();
    let _ = (&keys, continued(), root());
}
