//! Samples of the start pages.

use super::views::{Figure, FigureGroup, PortalPage, Row, Section, StartPage};
use crate::access::Role;
use crate::base::Language;
use crate::platform::view::Sampled;
use chrono::NaiveDate;

fn rows(count: usize, on: Option<NaiveDate>) -> Vec<Row> {
    let row =
        Row { what: "#4 Loggning".into(), whose: "Åsmunda Ögonklinik AB".into(), on, href: "/actions/1".into() };
    vec![row; count]
}

impl Sampled for StartPage {
    const TEMPLATE: &'static str = "pages/start/show";
    fn samples(_: Language) -> Vec<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 19);
        let sections = [
            "start-dialogues",
            "start-reported",
            "start-overdue",
            "start-submitted",
            "start-ending",
            "start-unsorted",
            "start-unknown",
        ];
        let sections = sections.map(|key| Section::of(key, "common-due", rows(12, day), "/actions")).to_vec();
        let group = |key, figures: &[&'static str]| FigureGroup {
            key,
            figures: figures.iter().map(|key| Figure { key, value: 3, of: Some(12), href: "/vendors" }).collect(),
        };
        let groups = vec![
            group(
                "start-figures-tiers",
                &[
                    "start-figure-tier-1",
                    "start-figure-tier-2",
                    "start-figure-tier-3",
                    "start-figure-tier-4",
                    "start-figure-tier-none",
                ],
            ),
            group(
                "start-figures-assessments",
                &[
                    "start-figure-assessments-sent",
                    "start-figure-assessments-in_progress",
                    "start-figure-assessments-submitted",
                    "start-figure-assessments-returned",
                    "start-figure-assessments-closed",
                ],
            ),
            group("start-figures-actions", &["start-figure-actions-open", "start-figure-actions-overdue"]),
            group("start-figures-clauses", &["start-figure-clauses-unknown"]),
            group("start-figures-people", &["start-figure-users", "start-figure-users-invited"]),
            group("start-figures-register", &["start-figure-vendors", "start-figure-contracts"]),
        ];
        vec![
            StartPage::of(Role::ContractManager, sections, Vec::new()),
            StartPage::of(
                Role::SecurityOfficer,
                vec![Section::of("start-unknown", "common-due", rows(1, None), "/vendors").of_tiers()],
                Vec::new(),
            ),
            StartPage::of(Role::ContractManager, Vec::new(), Vec::new()),
            StartPage::of(Role::Reader, Vec::new(), groups.clone()),
            StartPage::of(Role::Auditor, Vec::new(), groups.clone()),
            StartPage::of(Role::Admin, Vec::new(), groups),
        ]
    }
}

impl Sampled for PortalPage {
    const TEMPLATE: &'static str = "pages/portal_start/show";
    fn samples(_: Language) -> Vec<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 12, 15);
        let section = |key| Section::of(key, "common-due", rows(2, day), "/portal/actions");
        let sections = vec![
            section("start-portal-assessments"),
            section("start-portal-actions"),
            section("start-portal-dialogues"),
        ];
        vec![PortalPage { sections, nothing: false }, PortalPage { sections: Vec::new(), nothing: true }]
    }
}
