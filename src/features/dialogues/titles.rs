//! The wording of agenda lines in both languages. An item keeps its title in both, so that the
//! minutes read the same whoever opens them, and a later change of a word never changes old minutes.
//!
//! `agenda.ftl` holds plain lines with `{ $name }` places only, which is all that is read here.

use super::agenda::AgendaLine;
use crate::base::Language;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SV: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/sv/agenda.ftl"));
const EN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/en/agenda.ftl"));

type Lines = BTreeMap<&'static str, &'static str>;

fn words(language: Language) -> &'static Lines {
    static READ: LazyLock<(Lines, Lines)> = LazyLock::new(|| (lines(SV), lines(EN)));
    match language {
        Language::Sv => &READ.0,
        Language::En => &READ.1,
    }
}

fn lines(file: &'static str) -> Lines {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")).collect()
}

/// The line as people read it.
pub fn title(line: &AgendaLine, language: Language) -> String {
    worded(language, &line.key, &line.args)
}

/// A word of `agenda.ftl` with its places filled in.
pub fn worded(language: Language, key: &str, args: &BTreeMap<&'static str, String>) -> String {
    let pattern = words(language).get(key).copied().unwrap_or(key);
    let mut text = String::new();
    let mut rest = pattern;
    // One pass over the pattern: what a person has written is never searched for places.
    while let Some((before, after)) = rest.split_once("{ $") {
        text.push_str(before);
        let (name, tail) = after.split_once(" }").unwrap_or((after, ""));
        text.push_str(args.get(name).map_or("", String::as_str));
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_once() {
        let args = [("title", "Avtal { $ends }".to_string()), ("ends", "2026-12-31".to_string())].into();
        assert_eq!(worded(Language::Sv, "agenda-expiring", &args), "Avtal { $ends } – gäller till och med 2026-12-31");
        assert_eq!(worded(Language::Sv, "agenda-section-action_plan", &BTreeMap::new()), "Åtgärdsplan");
        assert_ne!(worded(Language::En, "agenda-section-action_plan", &BTreeMap::new()), "Åtgärdsplan");
    }
}
