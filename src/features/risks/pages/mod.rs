//! The region's pages of risks.

pub mod accept;
pub mod edit;
pub mod estimate;
pub mod list;
pub mod measures;
pub mod model;
pub mod portfolio;
pub mod rate;
pub mod reckoning;
pub mod show;

use super::model::RiskLevel;
use super::parameters::{AcceptanceTerms, RiskModel};
use super::records::Risk;
use super::rules::simulation::two_digits;
use super::rules::table::{Span, Table, letter};
use super::views::{HeatCell, HeatMap, HeatRow};
use crate::base::Language;
use crate::kit::web::Web;

/// A share as percent with two significant digits: "7,6 %".
fn percent(language: Language, share: f64) -> String {
    let text = format!("{}", two_digits(share * 100.0));
    let text = if language == Language::Sv { text.replace('.', ",") } else { text };
    format!("{text}\u{a0}%")
}

/// An amount in words that fit on an axis: "100 tkr", "5 mkr".
fn short_amount(web: &Web, kronor: f64) -> String {
    let (key, value) = match kronor {
        k if k >= 1.0e9 => ("risks-amount-billion", k / 1.0e9),
        k if k >= 1.0e6 => ("risks-amount-million", k / 1.0e6),
        k if k >= 1.0e3 => ("risks-amount-thousand", k / 1.0e3),
        k => ("risks-amount-one", k),
    };
    let text = format!("{}", two_digits(value));
    let text = if web.language() == Language::Sv { text.replace('.', ",") } else { text };
    web.word_with(key, &[("amount", text)])
}

/// A share as whole percent: "40–80 %", or one number when both ends are the same.
fn share(language: Language, (low, high): (f64, f64)) -> String {
    let whole = |value: f64| format!("{:.0}", value * 100.0);
    if whole(low) == whole(high) { percent(language, high) } else { format!("{}–{}\u{a0}%", whole(low), whole(high)) }
}

/// Levels in letters: "S2–S3", "K4".
fn levels(letter: &str, span: Span) -> String {
    if span.low == span.high {
        format!("{letter}{}", span.low)
    } else {
        format!("{letter}{}–{letter}{}", span.low, span.high)
    }
}

/// The bands of a table in words. The model's own table has its texts; another's are said in numbers.
fn band_texts(web: &Web, table: &Table) -> Vec<String> {
    if let Some(model) = RiskModel::versions().find(&table.version) {
        return model.band_texts(web.language());
    }
    let number = |value: f64| {
        let text = format!("{}", two_digits(value));
        if web.language() == Language::Sv { text.replace('.', ",") } else { text }
    };
    let words = |band: &super::rules::table::Band| {
        web.word_with("risks-band", &[("from", number(band.from)), ("to", number(band.to))])
    };
    table.bands.iter().map(words).collect()
}

/// A table of levels; `fill` says what is in each cell.
fn heat(web: &Web, table: &Table, fill: impl Fn(i32, i32) -> (i64, Option<String>, bool, bool)) -> HeatMap {
    let row = |consequence: i32| HeatRow {
        consequence,
        cells: (1..=table.top())
            .map(|likelihood| {
                let level = table.level(likelihood, consequence).unwrap_or(RiskLevel::Extreme);
                let (count, href, inherent, residual) = fill(likelihood, consequence);
                HeatCell { likelihood, consequence, level, letter: letter(level), count, href, inherent, residual }
            })
            .collect(),
    };
    HeatMap {
        version: table.version.clone(),
        columns: band_texts(web, table),
        rows: (1..=table.top()).rev().map(row).collect(),
    }
}

/// Who accepts a level: "avtalsansvarig och informationssäkerhet, eller direktör".
fn needed_in_words(web: &Web, terms: Option<&AcceptanceTerms>) -> String {
    let Some(terms) = terms else { return web.word("risks-nobody") };
    let role = |role: &crate::access::Role| web.word(&format!("role-{role}")).to_lowercase();
    let together: Vec<String> = terms.together.iter().map(role).collect();
    let mut said = together.join(&format!(" {} ", web.word("risks-and")));
    for alone in &terms.alone {
        said = format!("{said}, {} {}", web.word("risks-or"), role(alone));
    }
    said
}

fn crumbs(web: &Web, risk: &Risk) -> Vec<(String, String)> {
    vec![(web.word("risks-title"), "/risks".to_string()), (title_of(web, risk), format!("/risks/{}", risk.id))]
}

fn title_of(web: &Web, risk: &Risk) -> String {
    web.word_with("risks-show-title", &[("number", risk.number.to_string()), ("title", risk.title.clone())])
}
