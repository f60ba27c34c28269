//! Company names: which of two ways of writing one to keep.

use crate::base::text::{fold, tidy};

/// Of two ways of writing one company's name, the nicer, tidied of extra spaces: not all in
/// capitals, and without a remark such as "(dubblett)". On a draw the first, so that an import
/// which runs twice changes nothing. Which company it is, the organisation number decides; see
/// [`is_same_name`] for telling another spelling from another name.
pub fn nicer_name(first: &str, second: &str) -> String {
    let ugliness = |name: &str| (name.is_empty(), has_remark(name), is_shouted(name));
    let (first, second) = (tidy(first), tidy(second));
    if ugliness(&second) < ugliness(&first) { second } else { first }
}

/// Whether two texts are the same name apart from capitals, spaces, accents and a last remark.
pub fn is_same_name(first: &str, second: &str) -> bool {
    fold(without_remark(first)) == fold(without_remark(second))
}

fn has_remark(name: &str) -> bool {
    without_remark(name) != name.trim()
}

fn without_remark(name: &str) -> &str {
    let name = name.trim();
    match name.strip_suffix(')').and_then(|open| open.rfind('(')) {
        // A name that is all parenthesis has nothing else to be known by.
        Some(at) if at > 0 => name.get(..at).unwrap_or(name).trim_end(),
        _ => name,
    }
}

/// More than one word of letters, and every letter a capital: "ABB" alone is a name, not a shout.
fn is_shouted(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 5 && !name.chars().any(char::is_lowercase)
}
