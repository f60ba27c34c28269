//! Lens A: the decision table. A level is looked up, never multiplied, and every cell that an interval touches counts.

use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::risks::model::RiskLevel;
use serde::{Deserialize, Serialize};

/// Times a year from `from` up to, but not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Band {
    pub from: f64,
    pub to: f64,
}

/// A decision table of 4 by 4 or 5 by 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub version: String,
    /// From the rarest.
    pub bands: Vec<Band>,
    /// Rows from the least consequence, each from the rarest band.
    pub rows: Vec<Vec<RiskLevel>>,
}

/// Both ends of an interval of levels 1-5, the ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Span {
    pub low: i32,
    pub high: i32,
}

impl Span {
    pub fn new(low: i32, high: i32) -> Span {
        Span { low, high }
    }

    pub fn holds(self, level: i32) -> bool {
        (self.low..=self.high).contains(&level)
    }

    /// The span that holds both.
    pub fn with(self, other: Span) -> Span {
        Span { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Cell {
    pub likelihood: i32,
    pub consequence: i32,
    pub level: RiskLevel,
}

impl Table {
    /// 4 or 5.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// The highest level of likelihood and of consequence.
    pub fn top(&self) -> i32 {
        i32::try_from(self.size()).unwrap_or(5)
    }

    /// The level of a cell; the numbers begin at 1.
    pub fn level(&self, likelihood: i32, consequence: i32) -> Option<RiskLevel> {
        let at = |n: i32| usize::try_from(n).ok()?.checked_sub(1);
        self.rows.get(at(consequence)?)?.get(at(likelihood)?).copied()
    }

    /// Every cell that the two intervals touch, the worst last.
    pub fn touched(&self, likelihood: Span, consequence: Span) -> Vec<Cell> {
        let mut cells = Vec::new();
        for k in consequence.low..=consequence.high.min(self.top()) {
            for s in likelihood.low..=likelihood.high.min(self.top()) {
                cells.extend(self.level(s, k).map(|level| Cell { likelihood: s, consequence: k, level }));
            }
        }
        cells.sort_by_key(|cell| (cell.level, cell.consequence, cell.likelihood));
        cells
    }

    /// The worst level that the intervals touch: what acceptance goes by. None outside the table.
    pub fn worst(&self, likelihood: Span, consequence: Span) -> Option<RiskLevel> {
        self.touched(likelihood, consequence).last().map(|cell| cell.level)
    }

    /// The bands that times a year from `low` up to `high` touch. What is rarer or more frequent than the table
    /// goes is in its outermost band.
    pub fn bands_touched(&self, low: f64, high: f64) -> Span {
        // The upper end is left out, so that a whole band touches only itself.
        let of = |matches: &dyn Fn(&Band) -> bool| self.bands.iter().position(matches);
        let last = self.bands.len().saturating_sub(1);
        let first = of(&|band| low < band.to).unwrap_or(last);
        let end = of(&|band| high <= band.to).unwrap_or(last).max(first);
        let number = |at: usize| i32::try_from(at + 1).unwrap_or(1);
        Span { low: number(first), high: number(end) }
    }

    /// The span of bands when controls take away between `effect.0` and `effect.1` of the frequency.
    pub fn lessened(&self, likelihood: Span, effect: (f64, f64)) -> Span {
        let at = |n: i32| usize::try_from(n - 1).ok().and_then(|n| self.bands.get(n));
        match (at(likelihood.low), at(likelihood.high)) {
            (Some(first), Some(last)) => self.bands_touched(first.from * (1.0 - effect.1), last.to * (1.0 - effect.0)),
            _ => likelihood,
        }
    }

    /// A full grid of 4 by 4 or 5 by 5 whose bands join, and in which nothing gets better by getting worse.
    pub fn check(&self) -> Result<()> {
        let mut checks = Checks::default();
        let size = self.rows.len();
        checks.that(matches!(size, 4 | 5), "table", "error-risk-table-size");
        checks.that(self.bands.len() == size, "table", "error-risk-table-bands");
        for (n, row) in self.rows.iter().enumerate() {
            if row.len() != size {
                checks.add(FieldError::new("table", "error-risk-table-row").with("row", n + 1).with("size", size));
            }
        }
        let joined = self.bands.windows(2).all(|two| matches!(two, [a, b] if a.to <= b.from && b.from <= a.to));
        let rising = self.bands.iter().all(|band| band.from.is_finite() && band.to.is_finite() && band.from < band.to);
        checks.that(
            joined && rising && self.bands.first().is_some_and(|b| b.from <= 0.0),
            "table",
            "error-risk-table-bands",
        );
        checks.done()?;
        let right = self.rows.iter().all(|row| row.windows(2).all(|two| matches!(two, [a, b] if a <= b)));
        let down = self.rows.windows(2).all(|two| matches!(two, [a, b] if a.iter().zip(b).all(|(x, y)| x <= y)));
        if right && down { Ok(()) } else { Err(Refusal::invalid("table", "error-risk-table-monotone")) }
    }

    /// Reads a table as it is pasted from a spreadsheet: first the lower ends of the bands in times a year, then a row
    /// for each consequence, the worst on top; the first cell of a row is its name. Cells are parted by tabs or
    /// semicolons. Levels by their letters (L, M, H, EH) or their words in either language.
    pub fn read(version: &str, text: &str) -> Result<Table> {
        let lines: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split(['\t', ';']).map(str::trim).collect())
            .collect();
        let Some((head, body)) = lines.split_first() else {
            return Err(Refusal::invalid("table", "error-required"));
        };
        let number = |cell: &str| cell.replace(',', ".").replace(['\u{a0}', ' '], "").parse::<f64>().ok();
        let edges: Option<Vec<f64>> = head.iter().skip(1).map(|cell| number(cell)).collect();
        let edges = edges.ok_or_else(|| Refusal::invalid("table", "error-risk-table-bands"))?;
        let top = edges.last().copied().unwrap_or(1.0).max(0.1) * 10.0;
        let ends = edges.iter().skip(1).copied().chain([top]);
        let bands = edges.iter().zip(ends).map(|(from, to)| Band { from: *from, to }).collect();
        let mut rows = Vec::new();
        for (n, line) in body.iter().enumerate() {
            let levels: Option<Vec<RiskLevel>> = line.iter().skip(1).map(|cell| level_of(cell)).collect();
            let unread =
                || Refusal::Invalid(vec![FieldError::new("table", "error-risk-table-level").with("row", n + 2)]);
            rows.push(levels.ok_or_else(unread)?);
        }
        rows.reverse();
        let table = Table { version: version.to_string(), bands, rows };
        table.check()?;
        Ok(table)
    }

    /// The table as `read` takes it.
    pub fn written(&self) -> String {
        let edges: Vec<String> = self.bands.iter().map(|band| band.from.to_string().replace('.', ",")).collect();
        let mut lines = vec![format!(";{}", edges.join(";"))];
        for (n, row) in self.rows.iter().enumerate().rev() {
            let cells: Vec<&str> = row.iter().map(|level| letter(*level)).collect();
            lines.push(format!("K{};{}", n + 1, cells.join(";")));
        }
        lines.join("\n")
    }
}

/// The letters that Swedish tables use.
pub fn letter(level: RiskLevel) -> &'static str {
    match level {
        RiskLevel::Low => "L",
        RiskLevel::Medium => "M",
        RiskLevel::High => "H",
        RiskLevel::Extreme => "EH",
    }
}

fn level_of(cell: &str) -> Option<RiskLevel> {
    match cell.to_lowercase().as_str() {
        "l" | "låg" | "low" => Some(RiskLevel::Low),
        "m" | "medel" | "medium" => Some(RiskLevel::Medium),
        "h" | "hög" | "high" => Some(RiskLevel::High),
        "eh" | "extremt hög" | "mycket hög" | "extreme" => Some(RiskLevel::Extreme),
        _ => None,
    }
}
