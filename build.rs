//! Fails the build when the words are not complete: the same keys in Swedish and English, and every
//! literal key that a template asks for. Rust code and key parts made at run time are held by tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, process};

type Keys = BTreeMap<String, PathBuf>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=templates/words");
    let mut faults = Vec::new();
    let (sv, en) = (keys("sv", &mut faults), keys("en", &mut faults));
    compare(&sv, &en, "en", &mut faults);
    compare(&en, &sv, "sv", &mut faults);
    for file in files(Path::new("templates"), "hbs") {
        for key in literal_keys(&read(&file)) {
            if !sv.contains_key(&key) {
                faults.push(format!("{}: asks for the word `{key}`, which no word file has", file.display()));
            }
        }
    }
    if !faults.is_empty() {
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    }
}

/// Every key of a language with the file it stands in; a key in two places is a fault.
fn keys(lang: &str, faults: &mut Vec<String>) -> Keys {
    let mut found = Keys::new();
    for file in files(&Path::new("templates/words").join(lang), "ftl") {
        for line in read(&file).lines() {
            let Some((key, _)) = line.split_once('=') else { continue };
            let key = key.trim_end();
            let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            if !is_key {
                continue;
            }
            if let Some(other) = found.insert(key.to_string(), file.clone()) {
                faults.push(format!("{}: the word `{key}` is also in {}", file.display(), other.display()));
            }
        }
    }
    found
}

fn compare(have: &Keys, other: &Keys, lang: &str, faults: &mut Vec<String>) {
    for (key, file) in have.iter().filter(|(key, _)| !other.contains_key(*key)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let missing = format!("templates/words/{lang}/{name}");
        faults.push(format!("{missing}: the word `{key}` is missing (it is in {})", file.display()));
    }
}

/// Keys written whole, as in `t "some-key"`; those put together of several parts are left out.
fn literal_keys(source: &str) -> Vec<String> {
    let source = without_comments(source);
    let mut found = Vec::new();
    for opening in ["{{t \"", "{{~t \"", "(t \""] {
        for (at, _) in source.match_indices(opening) {
            let Some((key, after)) = source.get(at + opening.len()..).and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            let after = after.trim_start();
            let word: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let named = !word.is_empty() && after.get(word.len()..).is_some_and(|rest| rest.starts_with('='));
            if after.starts_with(['}', ')', '~']) || named {
                found.push(key.to_string());
            }
        }
    }
    found
}

fn without_comments(source: &str) -> String {
    let mut kept = String::new();
    let mut rest = source;
    while let Some((before, comment)) = rest.split_once("{{!--") {
        kept.push_str(before);
        rest = comment.split_once("--}}").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}
