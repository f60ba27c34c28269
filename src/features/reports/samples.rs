//! Samples of the start pages.

use super::store::tasks::{PORTAL, REGION, TaskList};
use super::views::{Figure, FigureGroup, PortalPage, Row, Section, StartPage, TASK_ROWS};
use crate::access::Role;
use crate::base::{Language, Page, PageRequest};
use crate::platform::view::{Pager, Sampled};
use chrono::NaiveDate;

fn rows(count: usize, on: Option<NaiveDate>) -> Vec<Row> {
    let row =
        Row { what: "#4 Loggning".into(), whose: "Åsmunda Ögonklinik AB".into(), on, href: "/actions/1".into() };
    vec![row; count]
}

/// Every list of tasks: the first with more than fits.
fn tasks(lists: &[TaskList], base: &str) -> Vec<Section> {
    let first = PageRequest::new(None, Some(TASK_ROWS));
    let page = |at: usize| match at {
        0 => Page::new(rows(5, NaiveDate::from_ymd_opt(2026, 11, 19)), 12, first),
        _ => Page::new(rows(1, None), 1, first),
    };
    let section = |(at, list): (usize, &TaskList)| {
        let all = Some(format!("{base}?list={}", list.key));
        Section::of_tasks(list.key, list.on, page(at), all).whose(list.whose)
    };
    lists.iter().enumerate().map(section).collect()
}

/// One list to its end.
fn whole(list: Option<&TaskList>) -> (Vec<Section>, Pager) {
    let page = Page::new(rows(50, None), 60, PageRequest::new(None, None));
    let pager = Pager::from(&page);
    (list.map(|list| Section::of_tasks(list.key, list.on, page, None).calm()).into_iter().collect(), pager)
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
        let (list, pager) = whole(REGION.first());
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
            StartPage::of(Role::Admin, Vec::new(), groups.clone()),
            StartPage::of(Role::Director, tasks(REGION, "/start"), groups),
            StartPage { pager: Some(pager), ..StartPage::of(Role::LegalCounsel, list, Vec::new()) },
        ]
    }
}

impl Sampled for PortalPage {
    const TEMPLATE: &'static str = "pages/portal_start/show";
    fn samples(_: Language) -> Vec<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 12, 15);
        let section = |key| Section::of(key, "common-due", rows(2, day), "/portal/actions");
        let mut sections = vec![
            section("start-portal-assessments"),
            section("start-portal-actions"),
            section("start-portal-dialogues"),
        ];
        sections.extend(tasks(PORTAL, "/portal"));
        let (list, pager) = whole(PORTAL.first());
        vec![PortalPage::of(sections, None), PortalPage::of(Vec::new(), None), PortalPage::of(list, Some(pager))]
    }
}
