//! What was typed, read into what is looked for; and the kinds of things that are found.

use crate::base::text;

/// More than this is not read: nobody types it, and each word costs a look at every text.
const MAX_LETTERS: usize = 200;
const MAX_WORDS: usize = 8;
/// Fewer letters than this find half the register and help nobody.
const MIN_LETTERS: usize = 2;

crate::text_enum! {
    /// What can be found, in the order in which it is shown.
    pub enum Kind {
        Vendors => "vendors",
        Contacts => "contacts",
        Certificates => "certificates",
        Contracts => "contracts",
        Services => "services",
        Platforms => "platforms",
        Nodes => "nodes",
        Subcontracts => "subcontracts",
        Findings => "findings",
        Actions => "actions",
        Dialogues => "dialogues",
        Assessments => "assessments",
        Incidents => "incidents",
        Risks => "risks",
    }
}

/// One word that must be there: as a pattern for folded text, and as a number (0, which nothing has).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub like: String,
    pub number: i32,
}

/// The words of a query; each of them must stand somewhere in the text of what is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(pub Vec<Word>);

impl Terms {
    /// None when too little was typed to look for.
    pub fn read(query: &str) -> Option<Terms> {
        let plain: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_LETTERS).collect();
        let folded = text::fold(&plain);
        if folded.chars().filter(|c| !c.is_whitespace()).count() < MIN_LETTERS {
            return None;
        }
        let mut words: Vec<Word> = Vec::new();
        for typed in folded.split(' ') {
            let word =
                Word { like: text::like_anywhere(typed), number: typed.trim_start_matches('#').parse().unwrap_or(0) };
            if !words.contains(&word) && words.len() < MAX_WORDS {
                words.push(word);
            }
        }
        Some(Terms(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likes(query: &str) -> Option<Vec<String>> {
        Terms::read(query).map(|terms| terms.0.into_iter().map(|word| word.like).collect())
    }

    #[test]
    fn words_are_folded_and_each_is_asked_once() {
        assert_eq!(likes("  Ögon  åsmunda ögon "), Some(vec!["%ogon%".to_string(), "%asmunda%".to_string()]));
    }

    #[test]
    fn too_little_is_nothing_and_too_much_is_cut() {
        for little in ["", " ", "a", " å ", "%", "\0\0", "\u{7f}x"] {
            assert_eq!(likes(little), None, "{little:?}");
        }
        let long = "ord ".repeat(10_000) + &"x".repeat(100_000);
        assert_eq!(likes(&long), Some(vec!["%ord%".to_string()]));
        let many: String = (0..60).map(|n| format!("{n} ")).collect();
        assert_eq!(likes(&many).map(|words| words.len()), Some(MAX_WORDS));
    }

    #[test]
    fn wildcards_are_letters_like_others() {
        assert_eq!(likes("%_\\"), Some(vec!["%\\%\\_\\\\%".to_string()]));
        assert_eq!(likes("a\0b"), Some(vec!["%a%".to_string(), "%b%".to_string()]));
    }

    #[test]
    fn a_number_is_also_looked_for_as_a_number() {
        let numbers = |query: &str| Terms::read(query).map(|t| t.0.iter().map(|w| w.number).collect::<Vec<_>>());
        assert_eq!(numbers("#12 brist"), Some(vec![12, 0]));
        assert_eq!(numbers("99999999999"), Some(vec![0]));
    }
}
