//! Actions as a board, over time and in a month; many changed at once; checks of effect.

use super::samples::{action_row, at, choices, evidence, id, pager};
use super::{ActionRow, EvidenceRow, Narrowed};
use crate::base::{Id, Language};
use crate::features::findings::model::{ActionStatus, EffectResult, Responsible, Severity};
use crate::features::findings::records::EffectCheck;
use crate::features::findings::store::ActionListed;
use crate::features::vendors::Tab;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

crate::text_enum! {
    /// Where a card can be moved; each is a step of the action with the rules of that step.
    pub enum Move {
        Begin => "begin",
        Report => "report",
        Verify => "verify",
        SendBack => "send_back",
        Cancel => "cancel",
    }
}

impl Move {
    /// The steps from a status.
    pub fn of(status: ActionStatus) -> Vec<Move> {
        match status {
            ActionStatus::Open => vec![Move::Begin, Move::Report, Move::Cancel],
            ActionStatus::InProgress => vec![Move::Report, Move::Cancel],
            ActionStatus::ReportedDone => vec![Move::Verify, Move::SendBack, Move::Cancel],
            ActionStatus::Verified | ActionStatus::Cancelled => Vec::new(),
        }
    }
}

crate::text_enum! {
    /// What a change to many sets.
    pub enum Set { Owner => "owner", Due => "due", Priority => "priority" }
}

#[derive(Debug, Clone, Serialize)]
pub struct Card {
    pub row: ActionRow,
    pub moves: Vec<Move>,
    pub form: FormState,
    /// What was typed for it was refused.
    pub refused: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct BoardColumn {
    pub status: ActionStatus,
    pub total: i64,
    pub cards: Vec<Card>,
    /// The list of all of them, when the column shows only the first.
    pub more_href: Option<String>,
}

/// What the filters of each view need.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub narrowed: Narrowed,
    pub statuses: Vec<&'static str>,
    pub responsibles: &'static [Responsible],
    pub total: i64,
    pub columns: Vec<BoardColumn>,
}

/// One action as a line from the day it was made to the day it is due.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub row: ActionRow,
    pub made_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub late: bool,
    pub x: i64,
    pub width: i64,
    /// Where the first due date was, when it has been moved.
    pub original_x: Option<i64>,
    pub y: i64,
    pub text_y: i64,
}

/// The first of a month.
#[derive(Debug, Clone, Serialize)]
pub struct Gridline {
    pub x: i64,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct TimelinePage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub narrowed: Narrowed,
    pub statuses: Vec<&'static str>,
    pub responsibles: &'static [Responsible],
    pub pager: Pager,
    pub bars: Vec<Bar>,
    pub gridlines: Vec<Gridline>,
    pub today_x: Option<i64>,
    pub height: i64,
    pub axis_y: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct DayCell {
    pub date: NaiveDate,
    pub day: u32,
    pub in_month: bool,
    pub today: bool,
    pub rows: Vec<ActionRow>,
    /// How many more there are, and where.
    pub more: usize,
    pub href: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Week {
    pub number: u32,
    pub days: Vec<DayCell>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MonthPage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub narrowed: Narrowed,
    pub statuses: Vec<&'static str>,
    pub responsibles: &'static [Responsible],
    pub total: i64,
    /// 1-12, and the year.
    pub month: u32,
    pub year: i32,
    pub previous: String,
    pub next: String,
    pub weeks: Vec<Week>,
    /// More than the page shows.
    pub cut: bool,
}

/// The form that changes many; `people` are those of the own organisation.
#[derive(Debug, Clone, Serialize)]
pub struct BulkForm {
    pub form: FormState,
    pub sets: &'static [Set],
    pub people: Vec<Choice>,
    pub priorities: &'static [Severity],
}

#[derive(Debug, Clone, Serialize)]
pub struct Chosen {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub version: i32,
}

/// What became of one of the chosen.
#[derive(Debug, Clone, Serialize)]
pub struct BulkRow {
    pub id: Id,
    pub number: Option<i32>,
    pub title: Option<String>,
    pub changed: bool,
    /// Worded: why not.
    pub why: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BulkPage {
    pub bulk: BulkForm,
    pub chosen: Vec<Chosen>,
    /// Empty while the form is still to be put right.
    pub results: Vec<BulkRow>,
    pub changed: usize,
    pub refused: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckRow {
    pub check: EffectCheck,
    pub number: i32,
    pub title: String,
    pub action_id: Id,
    pub vendor_id: Id,
    pub vendor_name: String,
    /// `waiting` or what was found, as words and hues know it.
    pub state: &'static str,
}

impl CheckRow {
    pub fn of((check, row): (EffectCheck, ActionListed)) -> CheckRow {
        CheckRow {
            state: check.result.map_or("waiting", EffectResult::as_str),
            number: row.action.number,
            title: row.action.title,
            action_id: row.action.id,
            vendor_id: row.action.vendor_id,
            vendor_name: row.vendor_name,
            check,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ChecksPage {
    pub form: FormState,
    pub rows: Vec<CheckRow>,
    pub pager: Pager,
    pub shown: Vec<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    pub row: CheckRow,
    pub form: FormState,
    pub files: Vec<EvidenceRow>,
    pub file_form: FormState,
    pub megabytes: usize,
    pub can_attach: bool,
    pub results: &'static [EffectResult],
    pub months: Option<i32>,
    pub can_check: bool,
    /// The reader owns the action or has reported it done.
    pub own: bool,
}

pub(super) fn sample_tabs() -> Vec<Tab> {
    vec![Tab { label: "Lista".into(), href: "/actions".into(), current: true, count: None }]
}

pub(super) fn sample_bulk() -> Option<BulkForm> {
    Some(BulkForm { form: FormState::default(), sets: Set::ALL, people: choices(), priorities: Severity::ALL })
}

fn statuses() -> Vec<&'static str> {
    let mut all = vec!["all_open", "all"];
    all.extend(ActionStatus::ALL.iter().map(|status| status.as_str()));
    all
}

fn row(priority: Severity) -> ActionRow {
    let row = action_row();
    let known = BTreeMap::from([(row.id.clone(), priority)]);
    row.with(&known)
}

impl Sampled for BoardPage {
    const TEMPLATE: &'static str = "pages/actions/board";
    fn samples(_: Language) -> Vec<Self> {
        let column = |status: &ActionStatus| BoardColumn {
            status: *status,
            total: 51,
            cards: vec![Card {
                row: row(Severity::High),
                moves: Move::of(*status),
                form: FormState::default(),
                refused: *status == ActionStatus::Open,
            }],
            more_href: Some("/actions?status=open".into()),
        };
        let page = |columns: Vec<BoardColumn>| BoardPage {
            tabs: sample_tabs(),
            form: FormState::default(),
            narrowed: Narrowed::default(),
            statuses: statuses(),
            responsibles: Responsible::ALL,
            total: 51,
            columns,
        };
        let bare = BoardColumn { cards: Vec::new(), more_href: None, total: 0, ..column(&ActionStatus::Open) };
        vec![page(ActionStatus::ALL.iter().map(column).collect()), page(vec![bare])]
    }
}

impl Sampled for TimelinePage {
    const TEMPLATE: &'static str = "pages/actions/timeline";
    fn samples(_: Language) -> Vec<Self> {
        let bar = |late: bool| Bar {
            row: row(Severity::Low),
            made_on: NaiveDate::default(),
            original_due_on: NaiveDate::default(),
            late,
            x: 200,
            width: 300,
            original_x: late.then_some(300),
            y: 20,
            text_y: 36,
        };
        let page = |bars: Vec<Bar>| TimelinePage {
            tabs: sample_tabs(),
            form: FormState::default(),
            narrowed: Narrowed::default(),
            statuses: statuses(),
            responsibles: Responsible::ALL,
            pager: pager(2),
            today_x: (!bars.is_empty()).then_some(400),
            bars,
            gridlines: vec![Gridline { x: 300, label: "2026-12".into() }],
            height: 120,
            axis_y: 90,
        };
        vec![page(vec![bar(true), bar(false)]), page(Vec::new())]
    }
}

impl Sampled for MonthPage {
    const TEMPLATE: &'static str = "pages/actions/month";
    fn samples(_: Language) -> Vec<Self> {
        let cell = |day: u32| DayCell {
            date: NaiveDate::default(),
            day,
            in_month: day > 1,
            today: day == 3,
            rows: if day == 3 { vec![row(Severity::Medium)] } else { Vec::new() },
            more: usize::from(day == 3),
            href: "/actions?due_from=2026-12-03".into(),
        };
        let page = |cut: bool| MonthPage {
            tabs: sample_tabs(),
            form: FormState::default(),
            narrowed: Narrowed::default(),
            statuses: statuses(),
            responsibles: Responsible::ALL,
            total: 1,
            month: 12,
            year: 2026,
            previous: "2026-11".into(),
            next: "2027-01".into(),
            weeks: vec![Week { number: 49, days: (1..=7).map(cell).collect() }],
            cut,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for BulkPage {
    const TEMPLATE: &'static str = "pages/actions/bulk";
    fn samples(_: Language) -> Vec<Self> {
        let Some(bulk) = sample_bulk() else { return Vec::new() };
        let result = |changed: bool| BulkRow {
            id: id(),
            number: changed.then_some(7),
            title: changed.then(|| "Förläng lagringen av loggar".into()),
            changed,
            why: (!changed).then(|| "Finns inte".into()),
        };
        let chosen = vec![Chosen { id: id(), number: 7, title: "Förläng lagringen av loggar".into(), version: 2 }];
        let done =
            BulkPage { bulk, chosen: Vec::new(), results: vec![result(true), result(false)], changed: 1, refused: 1 };
        let refused = BulkPage { chosen, results: Vec::new(), changed: 0, refused: 0, ..done.clone() };
        let none = BulkPage { chosen: Vec::new(), ..refused.clone() };
        vec![done, refused, none]
    }
}

fn check(result: Option<EffectResult>) -> CheckRow {
    let check = EffectCheck {
        id: id(),
        organisation_id: id(),
        action_id: id(),
        due_on: NaiveDate::default(),
        tier: result.map(|_| 1),
        model_version: String::new(),
        note: result.map(|_| "Rutinen följs.".into()),
        evidence: result.map(|_| "Stickprov av fem ärenden.".into()),
        checked_by: result.map(|_| id()),
        checked_by_name: result.map(|_| "Omar Lund".into()),
        checked_at: result.map(|_| at().into()),
        result,
        created_at: at().into(),
        version: 1,
    };
    CheckRow {
        state: result.map_or("waiting", EffectResult::as_str),
        check,
        number: 7,
        title: "Förläng lagringen av loggar".into(),
        action_id: id(),
        vendor_id: id(),
        vendor_name: "Åsmunda Ögonklinik AB".into(),
    }
}

fn results() -> Vec<CheckRow> {
    let made = EffectResult::ALL.iter().map(|result| check(Some(*result)));
    [check(None)].into_iter().chain(made).collect()
}

pub(super) fn sample_checks() -> Vec<EffectCheck> {
    results().into_iter().map(|row| row.check).collect()
}

impl Sampled for ChecksPage {
    const TEMPLATE: &'static str = "pages/effect_checks/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<CheckRow>| ChecksPage {
            form: FormState::default(),
            rows,
            pager: pager(3),
            shown: vec!["waiting", "overdue", "made", "all"],
        };
        vec![page(results()), page(Vec::new())]
    }
}

impl Sampled for CheckPage {
    const TEMPLATE: &'static str = "pages/effect_checks/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |row: CheckRow| CheckPage {
            can_check: row.check.result.is_none(),
            own: row.check.result == Some(EffectResult::Effective),
            months: row.check.tier,
            files: if row.check.result.is_some() { evidence() } else { Vec::new() },
            can_attach: row.check.result != Some(EffectResult::NotEffective),
            row,
            form: FormState::default(),
            file_form: FormState::default(),
            megabytes: 20,
            results: EffectResult::ALL,
        };
        results().into_iter().map(page).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_view_renders_in_both_languages() {
        let views = Views::new().unwrap();
        assert!(!render_samples::<BoardPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<TimelinePage>(&views).unwrap().is_empty());
        assert!(!render_samples::<MonthPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<BulkPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<ChecksPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<CheckPage>(&views).unwrap().is_empty());
    }
}
