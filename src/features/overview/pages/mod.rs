//! The pages of the reports.

pub mod administrations;
pub mod director;
pub mod exports;
pub mod mailings;
pub mod measures;
pub mod memo;
pub mod past;

use super::actions::{Counted, Figure};
use super::model::{Measure, Part, Span};
use super::paper::{shown, signed};
use super::rules;
use super::views::{FigureShown, PartShown};
use crate::access::Permission;
use crate::features::vendors::Tab;
use crate::kit::web::Web;

/// The pages of the reports that one may open, as tabs.
fn tabs(web: &Web, current: &str) -> Vec<Tab> {
    let all = [
        ("overview-tab-director", "/overview", Permission::RegisterRead),
        ("overview-tab-follow-up", "/overview/follow-up", Permission::RegisterRead),
        ("overview-tab-memo", "/overview/memo", Permission::RegisterRead),
        ("overview-tab-vendors", "/overview/vendors", Permission::RegisterRead),
        ("overview-tab-services", "/services/history", Permission::RegisterRead),
        ("overview-tab-clauses", "/overview/clauses", Permission::RegisterRead),
        ("overview-tab-administrations", "/overview/administrations", Permission::RegisterRead),
        ("overview-tab-timelines", "/timelines", Permission::RegisterRead),
        ("overview-tab-texts", "/overview/texts", Permission::ReportEdit),
        ("overview-tab-mailings", "/overview/mailings", Permission::ReportEdit),
    ];
    all.into_iter()
        .filter(|(_, _, permission)| web.can(*permission))
        .map(|(key, href, _)| Tab {
            label: web.word(key),
            href: href.to_string(),
            current: href == current,
            count: None,
        })
        .collect()
}

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("overview-title"), "/overview".to_string())]
}

/// Where the rows of a measure are, over the same days as the figure.
pub fn href(measure: Measure, counted: &Counted) -> String {
    match measure.span() {
        Span::Now => format!("/overview/measures/{measure}"),
        span => format!("/overview/measures/{measure}?since={}", counted.moment.first_day(span)),
    }
}

fn figure(figure: &Figure, counted: &Counted) -> FigureShown {
    let change = figure.change();
    FigureShown {
        measure: figure.measure,
        value: shown(figure.value),
        then: shown(figure.then),
        change: signed(change),
        tone: rules::tone(figure.measure.wanted(), change.unwrap_or(0)),
        href: href(figure.measure, counted),
    }
}

/// The parts that have figures for this person.
fn parts(counted: &Counted, wanted: &[Part]) -> Vec<PartShown> {
    let part =
        |part: &Part| PartShown { part: *part, figures: counted.of(*part).map(|each| figure(each, counted)).collect() };
    wanted.iter().map(part).filter(|part| !part.figures.is_empty()).collect()
}
