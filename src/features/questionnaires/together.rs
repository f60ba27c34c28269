//! Two colleagues at one question: what both have written, put together for a person to look through.

use std::collections::BTreeMap;

/// Fields of free text, where both texts can stand after each other.
const FREE: [&str; 2] = ["comment", "text"];
/// A field with one entry on each line.
const LINES: &str = "list";
const NOT_CONTENT: [&str; 4] = ["version", "_csrf", "csrf", "go"];

/// The fields of both, by name: theirs is stored, mine was typed. Free texts follow each other, lists hold the lines of
/// both once; where only one can stand, mine stands, or theirs when I wrote nothing.
pub fn merged(theirs: &BTreeMap<String, String>, mine: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut both: BTreeMap<String, String> = mine.clone();
    for (name, their) in theirs {
        let my = mine.get(name).map(String::as_str).unwrap_or_default();
        let text = match name.as_str() {
            free if FREE.contains(&free) => after_each_other(their, my),
            LINES => each_line_once(their, my),
            _ if my.trim().is_empty() => their.clone(),
            _ => my.to_string(),
        };
        both.insert(name.clone(), text);
    }
    both.retain(|name, _| !NOT_CONTENT.contains(&name.as_str()));
    both
}

fn after_each_other(their: &str, my: &str) -> String {
    let (their, my) = (their.trim(), my.trim());
    if their.contains(my) {
        their.to_string()
    } else if my.contains(their) {
        my.to_string()
    } else {
        format!("{their}\n\n{my}")
    }
}

fn each_line_once(their: &str, my: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in their.lines().chain(my.lines()).map(str::trim).filter(|line| !line.is_empty()) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
    }

    #[test]
    fn nothing_that_either_wrote_is_lost() {
        let theirs =
            fields(&[("status", "partly"), ("comment", "Klart i mars."), ("list", "SE\nNO"), ("percent", "80")]);
        let mine = fields(&[
            ("status", "met"),
            ("comment", "Beslutat i ledningen."),
            ("list", "SE\nDK"),
            ("percent", ""),
            ("go", "merge"),
        ]);
        let both = merged(&theirs, &mine);
        let expected = [
            ("comment", "Klart i mars.\n\nBeslutat i ledningen."),
            ("list", "SE\nNO\nDK"),
            ("percent", "80"),
            ("status", "met"),
        ];
        assert_eq!(both, fields(&expected));
        let longer = merged(&fields(&[("comment", "Klart.")]), &fields(&[("comment", "Klart. Och prövat.")]));
        assert_eq!(longer, fields(&[("comment", "Klart. Och prövat.")]));
    }
}
