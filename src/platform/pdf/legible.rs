//! Text that the built-in fonts can show. A note may hold an emoji, a control character or a script
//! that no font covers; PDF/A and PDF/UA forbid such glyphs, and locked minutes must still print.

use serde_json::Value;
use typst::text::Font;

/// Shown in place of a character that cannot be shown.
const REPLACEMENT: char = '\u{25a1}';

/// Which characters can be shown.
pub(super) struct Coverage {
    text: Vec<Font>,
    other: Vec<Font>,
}

impl Coverage {
    /// The family of the running text comes first; the others stand in for single characters.
    pub(super) fn of(fonts: &[Font]) -> Coverage {
        let (text, other) = fonts.iter().cloned().partition(|font| font.info().family.starts_with("Libertinus"));
        Coverage { text, other }
    }

    /// A mark on a letter must come from the letter's own font, so the stand-ins do not count for it.
    fn shows(&self, c: char) -> bool {
        let has = |font: &Font| font.info().coverage.contains(u32::from(c));
        self.text.iter().all(has) || (!is_mark(c) && self.other.iter().any(has))
    }
}

/// A copy of `data` in which every string can be shown. Keys are ours and stay as they are.
pub(super) fn legible(data: &Value, coverage: &Coverage) -> Value {
    match data {
        Value::String(text) => Value::String(text.chars().filter_map(|c| kept(c, coverage)).collect()),
        Value::Array(values) => values.iter().map(|value| legible(value, coverage)).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), legible(value, coverage))).collect())
        }
        other => other.clone(),
    }
}

fn kept(c: char, coverage: &Coverage) -> Option<char> {
    match c {
        '\n' | ' ' | '\u{a0}' => Some(c),
        '\t' => Some(' '),
        _ if is_unseen(c) => None,
        _ if is_private(c) => Some(REPLACEMENT),
        _ if coverage.shows(c) => Some(c),
        _ if is_mark(c) => None,
        _ => Some(REPLACEMENT),
    }
}

/// Controls, direction marks, joiners, variation selectors and tags: they have no glyph of their own.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
