//! Diary numbers: free text that the organisation's own pattern may check. None is ever made here.

use super::{FieldError, text};
use regex::{Regex, RegexBuilder};

/// Compiled patterns stay small, whatever is typed.
const MOST_BYTES: usize = 200_000;

fn whole(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(MOST_BYTES).build().ok()
}

/// Whether the pattern can be read, and its example fits it.
/// Errors: `error-record-pattern` at the pattern, `error-record-example` at the example.
pub fn check_pattern(pattern: &str, example: Option<&str>) -> Result<(), FieldError> {
    // a bracket that closes ours would let the pattern match a part of the number
    let alone = RegexBuilder::new(pattern).size_limit(MOST_BYTES).build().is_ok();
    let Some(read) = whole(pattern).filter(|_| alone) else {
        return Err(FieldError::new("diary_pattern", "error-record-pattern"));
    };
    match example {
        Some(example) if !read.is_match(example) => Err(FieldError::new("diary_example", "error-record-example")),
        _ => Ok(()),
    }
}

/// A number as it is stored: white space collapsed, nothing for nothing.
pub fn tidy(typed: Option<&str>) -> Option<String> {
    typed.map(text::tidy).filter(|number| !number.is_empty())
}

/// What an organisation has said that its diary numbers look like.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// As it was said; the example of those who gave none.
    pattern: Option<String>,
    example: Option<String>,
    /// The pattern, read once for however many numbers.
    read: Option<Regex>,
}

impl Numbers {
    pub fn new(pattern: Option<String>, example: Option<String>) -> Numbers {
        Numbers { read: pattern.as_deref().and_then(whole), pattern, example }
    }

    /// Whether a number is one of the organisation's. Without a pattern, every number is.
    fn fits(&self, number: &str) -> bool {
        self.read.as_ref().is_none_or(|read| read.is_match(number))
    }

    /// Why a typed number cannot be taken: `error-record-diary` at `field`. Nothing is wrong with no number at all, nor
    /// with one that stands there already: it may be older than the pattern.
    pub fn fault(&self, field: &str, typed: Option<&str>, stored: Option<&str>) -> Option<FieldError> {
        let number = tidy(typed).filter(|number| tidy(stored).as_ref() != Some(number))?;
        if self.fits(&number) {
            return None;
        }
        let example = self.example.as_ref().or(self.pattern.as_ref()).cloned().unwrap_or_default();
        Some(FieldError::new(field, "error-record-diary").with("example", example))
    }
}

/// The address of the matter in the case system.
pub fn link(template: Option<&str>, number: &str) -> Option<String> {
    let template = template.filter(|text| is_link(text))?;
    let encoded: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect::<String>();
    Some(template.replace("{dnr}", &encoded.replace('+', "%20")))
}

/// An address of the web with a place for the number.
pub fn is_link(template: &str) -> bool {
    (template.starts_with("https://") || template.starts_with("http://"))
        && template.contains("{dnr}")
        && !template.chars().any(|c| c.is_whitespace() || c.is_control() || c == '"' || c == '<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_seen_in_public_documents_fit_their_own_patterns() {
        for (pattern, good, bad) in [
            (r"KS ?\d{4}/\d{1,5}", "KS2026/1005", "KS2026/1005 x"),
            (r"KS ?\d{4}/\d{1,5}", "KS 2017/0042", "BN 2017/0042"),
            (r"BN-\d{4}-\d{5}", "BN-2024-00241", "BN-2024-241"),
            (r"\d+-\d{6}-\d{4}", "8-140522-2026", "8-140522-26"),
            ("a|b", "b", "ab"),
        ] {
            let numbers = Numbers::new(Some(pattern.to_string()), None);
            assert!(numbers.fits(good), "{pattern} {good}");
            assert!(!numbers.fits(bad), "{pattern} {bad}");
        }
        assert!(Numbers::default().fits("vad som helst"));
    }

    #[test]
    fn a_typed_number_is_held_against_the_pattern_unless_it_stands_there_already() {
        let numbers = Numbers::new(Some(r"KS \d{4}/\d+".into()), Some("KS 2026/1005".into()));
        let told = |numbers: &Numbers, typed, stored| {
            numbers.fault("diary_number", typed, stored).map(|e| (e.field, e.code, e.args["example"].clone()))
        };
        for (typed, stored) in [
            (None, None),
            (Some("  "), None),
            (Some(" KS  2026/117 "), None),
            (Some("HSN 2019-4"), Some("HSN 2019-4")),
            (Some("HSN  2019-4 "), Some("HSN 2019-4")),
        ] {
            assert_eq!(told(&numbers, typed, stored), None, "{typed:?} {stored:?}");
        }
        let fault = |example: &str| Some(("diary_number".to_string(), "error-record-diary", example.to_string()));
        assert_eq!(told(&numbers, Some("HSN 2026-1"), None), fault("KS 2026/1005"));
        assert_eq!(told(&numbers, Some("HSN 2026-1"), Some("HSN 2019-4")), fault("KS 2026/1005"));
        let without_example = Numbers::new(numbers.pattern, None);
        assert_eq!(told(&without_example, Some("HSN 2026-1"), None), fault(r"KS \d{4}/\d+"));
        assert_eq!(told(&Numbers::default(), Some("vad som helst"), None), None);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_refused() {
        let code = |pattern, example| check_pattern(pattern, example).map_err(|e| e.code);
        assert_eq!(code(r"KS \d{4}/\d+", Some("KS 2026/1")), Ok(()));
        assert_eq!(code(r"KS \d{4}/\d+", Some("HSN 1")), Err("error-record-example"));
        for bad in ["(", "a)|(b", "[", r"\d{1,100000000}"] {
            assert_eq!(code(bad, None), Err("error-record-pattern"), "{bad}");
        }
    }

    #[test]
    fn the_case_system_is_linked_by_the_number() {
        let link = |template| link(Some(template), "KS 2026/117");
        assert_eq!(
            link("https://diarium.example/?d={dnr}").as_deref(),
            Some("https://diarium.example/?d=KS%202026%2F117")
        );
        for bad in ["javascript:alert({dnr})", "https://diarium.example/", "https://x.example/{dnr} \"", "{dnr}"] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
