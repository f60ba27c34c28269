//! The points of NIS2 article 21 and the controls that they lean on, read from `seed-data/nis2_art21.csv`. The map is a
//! proposal of ours: it is shown as not verified.

use crate::base::Language;
use crate::features::controls::{catalogue, embedded};
use serde::Deserialize;
use std::sync::LazyLock;

const FILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/nis2_art21.csv"));

#[derive(Debug, Deserialize)]
struct Line {
    nis2_ref: String,
    title_sv: String,
    title_en: String,
    iso27001_2022_refs: String,
}

/// One point of the article.
#[derive(Debug, Clone)]
pub struct Point {
    pub reference: String,
    pub title_sv: String,
    pub title_en: String,
    /// Where its controls stand in the order of the standard; empty for a point without any.
    pub places: Vec<usize>,
}

impl Point {
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.title_sv,
            Language::En => &self.title_en,
        }
    }
}

/// The points of article 21 in their order, read once.
pub fn points() -> &'static [Point] {
    static READ: LazyLock<Vec<Point>> = LazyLock::new(|| embedded(read()));
    &READ
}

fn read() -> Result<Vec<Point>, String> {
    let lines = csv::Reader::from_reader(FILE.as_bytes()).into_deserialize().collect::<Result<Vec<Line>, _>>();
    let controls = &catalogue().current_controls().entries;
    let place = |id: &str| controls.iter().position(|control| control.id == id);
    let point = |line: Line| Point {
        places: line.iso27001_2022_refs.split(';').map(str::trim).filter_map(place).collect(),
        reference: line.nis2_ref,
        title_sv: line.title_sv,
        title_en: line.title_en,
    };
    let lines = lines.map_err(|error| format!("nis2_art21: {error}"))?;
    Ok(lines.into_iter().filter(|line| line.nis2_ref.starts_with("21.")).map(point).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_lead_to_controls() {
        assert_eq!(points().len(), 13);
        let letters: Vec<&str> = points().iter().filter_map(|p| p.reference.strip_prefix("21.2.")).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
        let chain = points().iter().find(|point| point.reference == "21.2.d").unwrap();
        let controls = &catalogue().current_controls().entries;
        let ids: Vec<&str> = chain.places.iter().map(|place| controls[*place].id.as_str()).collect();
        assert_eq!(ids, ["A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23"]);
        assert!(points().iter().find(|point| point.reference == "21.1").unwrap().places.is_empty());
    }
}
