//! Trimming, folding and shortening of what people type.

/// Collapses white space and trims the ends.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Search form: lower case, with å ä ö é ü folded to their base letters, white space collapsed.
/// Stored in columns of its own because the two databases fold letters differently.
pub fn fold(text: &str) -> String {
    let lower = tidy(text).to_lowercase();
    lower
        .chars()
        .map(|c| match c {
            'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'æ' => 'a',
            'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' | 'ù' | 'û' => 'u',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

/// A key by which names sort as in a Swedish register: å, ä and ö after z, other accents with their
/// base letters. Both databases compare its bytes.
pub fn sort_key(text: &str) -> String {
    let swedish: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'å' => '{',
            'ä' | 'æ' => '|',
            'ö' | 'ø' => '}',
            other => other,
        })
        .collect();
    fold(&swedish)
}

/// A `LIKE` pattern that finds `text` anywhere, with the wildcard letters escaped by a backslash.
pub fn like_anywhere(text: &str) -> String {
    let escaped = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Digits with thousands set apart by no-break spaces, as numbers are written in both languages here.
pub fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// `Some` when something is left after trimming the ends (inner line breaks are kept).
pub fn non_empty(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(["7", "312", "1000", "1234567"].map(grouped), ["7", "312", "1\u{a0}000", "1\u{a0}234\u{a0}567"]);
    }

    #[test]
    fn swedish_letters_fold_to_their_base() {
        assert_eq!(fold("  Åsmunda   ÖGONKLINIK é "), "asmunda ogonklinik e");
    }

    #[test]
    fn names_sort_as_in_a_register() {
        let mut names = ["Östra", "Äldre", "Zeta", "Åsa", "Ék", "Alma"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Alma", "Ék", "Zeta", "Åsa", "Äldre", "Östra"]);
    }

    #[test]
    fn like_escapes_wildcards() {
        assert_eq!(like_anywhere("50%_Å"), "%50\\%\\_a%");
    }
}
