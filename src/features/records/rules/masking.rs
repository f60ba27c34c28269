//! Masking: a phrase is taken away wherever it stands, however it is written. What is left says only that something
//! was taken, by which paragraph: neither its letters nor its length.

use crate::features::records::model::Term;
use std::ops::Range;

/// Around the key of a paragraph, where something was.
const OPENS: char = '\u{27e6}';
const CLOSES: char = '\u{27e7}';

/// What stands in the place of a whole field.
pub fn gap(paragraph: &str) -> String {
    format!("{OPENS}{paragraph}{CLOSES}")
}

/// The text with each gap said in words.
pub fn said(text: &str, word: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPENS) {
        out.push_str(before);
        let (key, after) = after.split_once(CLOSES).unwrap_or((after, ""));
        out.push_str(&word(key));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// One letter as it is compared, and the bytes that it stands for.
struct Letter {
    c: char,
    bytes: Range<usize>,
}

/// Neither seen nor heard: soft hyphens, joiners, direction marks, and marks upon a letter.
fn is_silent(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// A letter and its accented relatives are one; so are all dashes, and all quotation marks.
fn base(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' => 'a',
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' | 'û' => 'u',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    }
}

fn letters(text: &str) -> Vec<Letter> {
    let mut all: Vec<Letter> = Vec::new();
    for (at, c) in text.char_indices() {
        let bytes = at..at + c.len_utf8();
        let last_is_space = all.last().is_some_and(|letter| letter.c == ' ');
        if is_silent(c) || c.is_whitespace() && last_is_space {
            if let Some(last) = all.last_mut() {
                last.bytes.end = bytes.end;
            }
        } else if c.is_whitespace() {
            all.push(Letter { c: ' ', bytes });
        } else {
            let lower = c.to_lowercase().filter(|c| !is_silent(*c));
            all.extend(lower.map(|c| Letter { c: base(c), bytes: bytes.clone() }));
        }
    }
    all
}

/// As a phrase is compared.
fn folded(phrase: &str) -> Vec<char> {
    letters(phrase.trim()).into_iter().map(|letter| letter.c).collect()
}

/// A text as it is compared when nothing is taken from it: much of it at once.
fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_silent(*c)) {
        if !c.is_whitespace() {
            out.extend(c.to_lowercase().filter(|c| !is_silent(*c)).map(base));
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Phrases to look for in the texts of files.
pub struct Phrases(Vec<String>);

impl Phrases {
    pub fn of(terms: &[Term]) -> Phrases {
        let flat = terms.iter().map(|term| flat(term.text.trim()));
        Phrases(flat.filter(|phrase| !phrase.is_empty()).collect())
    }

    /// Whether one of them stands in the text.
    pub fn stand_in(&self, text: &str) -> bool {
        let text = flat(text);
        self.0.iter().any(|phrase| text.contains(phrase))
    }
}

/// Our own marks in somebody's text are no marks.
fn without_marks(text: &str) -> String {
    text.replace(OPENS, "[").replace(CLOSES, "]")
}

/// The text without the phrases. Where two overlap, the earlier one's paragraph is said.
pub fn mask(text: &str, terms: &[Term]) -> String {
    mask_read(&without_marks(text), terms)
}

fn mask_read(text: &str, terms: &[Term]) -> String {
    let read = letters(text);
    let mut gaps: Vec<(Range<usize>, &str)> = Vec::new();
    for term in terms {
        let phrase = folded(&term.text);
        if phrase.is_empty() {
            continue;
        }
        for window in read.windows(phrase.len()) {
            let same = window.iter().map(|letter| letter.c).eq(phrase.iter().copied());
            if let (true, Some(first), Some(last)) = (same, window.first(), window.last()) {
                gaps.push((first.bytes.start..last.bytes.end, &term.paragraph));
            }
        }
    }
    gaps.sort_by_key(|(bytes, _)| (bytes.start, std::cmp::Reverse(bytes.end)));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (bytes, paragraph) in gaps {
        if bytes.start >= at {
            out.push_str(text.get(at..bytes.start).unwrap_or_default());
            out.push_str(&gap(paragraph));
        }
        at = at.max(bytes.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Whether a phrase stands in the text outside its gaps.
pub fn holds(text: &str, terms: &[Term]) -> bool {
    let open = said(text, |_| OPENS.to_string());
    mask_read(&open, terms) != open
}

/// The paragraphs of the gaps in a text, each once, in order.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split(OPENS).skip(1) {
        if let Some((key, _)) = part.split_once(CLOSES)
            && !found.iter().any(|each| each == key)
        {
            found.push(key.to_string());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str, phrases: &[&str]) -> String {
        let terms: Vec<Term> =
            phrases.iter().map(|text| Term { text: (*text).to_string(), paragraph: "p".to_string() }).collect();
        let out = mask(text, &terms);
        assert!(!holds(&out, &terms), "{out}");
        said(&out, |key| format!("[{key}]"))
    }

    #[test]
    fn a_phrase_goes_wherever_and_however_it_is_written() {
        for (text, phrases, left) in [
            ("Nyckeln ligger i skåp 12.", &["skåp 12"][..], "Nyckeln ligger i [p]."),
            ("SKÅP 12, skåp\u{a0}12, skåp\n  12 och Skap 12", &["skåp 12"], "[p], [p], [p] och [p]"),
            // decomposed letters, soft hyphens and joiners leave nothing behind
            ("ska\u{30a}p 12", &["skåp 12"], "[p]"),
            ("sk\u{ad}åp\u{200b} 12!", &["skåp 12"], "[p]!"),
            ("abcabc", &["abc"], "[p][p]"),
            ("abcd", &["abc", "bcd"], "[p]"),
            ("aaa", &["aa"], "[p]"),
            ("Inget här", &["skåp 12"], "Inget här"),
            ("Inget här", &["", "  "], "Inget här"),
            ("\u{27e6}p\u{27e7} är text", &["text"], "[p] är [p]"),
            ("tele\u{2011}fon 08\u{2013}12", &["tele-fon", "08-12"], "[p] [p]"),
            ("İstanbul", &["istanbul"], "[p]"),
        ] {
            assert_eq!(masked(text, phrases), left, "{text:?} {phrases:?}");
            let terms: Vec<Term> =
                phrases.iter().map(|text| Term { text: (*text).to_string(), paragraph: "p".to_string() }).collect();
            assert_eq!(Phrases::of(&terms).stand_in(text), left.contains("[p]"), "{text:?}");
        }
    }

    #[test]
    fn neither_letters_nor_length_are_left() {
        let long = "x".repeat(500);
        assert_eq!(masked(&format!("a {long} b"), &[&long]).len(), masked("a xyz b", &["xyz"]).len());
    }

    #[test]
    fn paragraphs_are_told_once() {
        let terms = [("a", "p"), ("b", "q")].map(|(t, p)| Term { text: t.to_string(), paragraph: p.to_string() });
        assert_eq!(paragraphs(&mask("a b a", &terms)), ["p", "q"]);
        assert_eq!(paragraphs("ingenting"), Vec::<String>::new());
    }
}
