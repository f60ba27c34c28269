//! Amounts as people write them in Swedish registers.

use crate::platform::sheets::Cell;

pub(super) const UNREADABLE: &str = "import-error-amount-unreadable";
pub(super) const NEGATIVE: &str = "import-error-amount-negative";
/// A million million kronor: more than any contract, and exact in every number type we use.
const LARGEST: f64 = 1e12;

/// Whole kronor, rounded; `None` when the cell is blank or holds only a dash.
pub(super) fn read(cell: &Cell) -> Result<Option<i64>, &'static str> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) => kronor(*number).map(Some),
        Cell::Text(text) => from_text(text),
        Cell::Date(_) | Cell::Bool(_) => Err(UNREADABLE),
        Cell::Formula { cached, .. } if cached.is_blank() => Err("import-error-formula"),
        Cell::Formula { cached, .. } => read(cached),
    }
}

fn kronor(number: f64) -> Result<i64, &'static str> {
    if number < 0.0 {
        return Err(NEGATIVE);
    }
    if !number.is_finite() || number > LARGEST {
        return Err(UNREADABLE);
    }
    format!("{:.0}", number.round()).parse().map_err(|_| UNREADABLE)
}

fn from_text(text: &str) -> Result<Option<i64>, &'static str> {
    let bare: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.replace(['\u{2212}', '\u{2013}'], "-");
    let bare = bare.trim_end_matches(":-").trim_end_matches(",-").trim_end_matches(".-");
    if bare.is_empty() || bare == "-" {
        return Ok(None);
    }
    let bare = bare.strip_prefix("sek").or_else(|| bare.strip_prefix("kr")).unwrap_or(bare);
    let end = bare.find(|c: char| c.is_alphabetic()).unwrap_or(bare.len());
    let (digits, unit) = bare.split_at_checked(end).ok_or(UNREADABLE)?;
    let times = match unit.trim_end_matches('.') {
        "" | "kr" | "sek" | "kronor" | "kr/år" | "sek/år" => 1.0,
        "tkr" | "tsek" | "ksek" | "kkr" => 1_000.0,
        "mkr" | "msek" | "mnkr" | "milj" | "milj.kr" | "miljkr" | "miljoner" | "miljonerkronor" => 1_000_000.0,
        _ => return Err(UNREADABLE),
    };
    let number: f64 = decimal(digits, times > 1.0)?.parse().map_err(|_| UNREADABLE)?;
    kronor(number * times).map(Some)
}

/// Digits with one point, from "1.234.567,50", "1,234,567.50", "1,5", "12.000" and "45054000".
fn decimal(digits: &str, scaled: bool) -> Result<String, &'static str> {
    let negative = digits.starts_with('-');
    let body = digits.trim_start_matches(['-', '+']);
    if body.is_empty() || !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’')) {
        return Err(UNREADABLE);
    }
    let groups: Vec<&str> = body.split(['.', ',', '\'', '’']).collect();
    let last = groups.last().copied().unwrap_or_default();
    let marks: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    // The last mark parts the decimals if it is the only one of its sort. A lone mark before three
    // digits groups thousands ("12.000"), since nobody writes thousandths of a krona; of millions
    // they do ("1,125 mkr").
    let decimals = match marks.as_slice() {
        [] => false,
        [',' | '.'] => scaled || last.len() != 3,
        [first, .., end] => first != end,
        _ => false,
    };
    let whole_groups = groups.len() - usize::from(decimals);
    let grouped = whole_groups > 1;
    let sound = groups.iter().take(whole_groups).skip(1).all(|group| group.len() == 3);
    if grouped && !sound {
        return Err(UNREADABLE);
    }
    let whole: String = groups.iter().take(whole_groups).copied().collect();
    let sign = if negative { "-" } else { "" };
    Ok(if decimals { format!("{sign}{whole}.{last}") } else { format!("{sign}{whole}") })
}
