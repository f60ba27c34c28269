//! Samples of the pages of the own management system.

use super::*;
use crate::base::{Instant, Language};
use crate::platform::view::Sampled;
use chrono::{DateTime, Utc};

fn id() -> Id {
    Id::new(DateTime::<Utc>::UNIX_EPOCH)
}

fn at() -> Instant {
    DateTime::<Utc>::UNIX_EPOCH.into()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
}

fn tally() -> Tally {
    Tally { total: 25, not_started: 10, ongoing: 5, in_place: 6, works: 4, percent: 38 }
}

fn line(full: bool) -> ClauseLine {
    let text = |text: &str| full.then(|| text.to_string());
    ClauseLine {
        id: "9.3".into(),
        title: "Ledningens genomgång".into(),
        unverified: full,
        state: if full { IsmsState::Works } else { IsmsState::NotStarted },
        owner_name: text("Eva Björk"),
        target_on: full.then(day),
        evidence_on: full.then(day),
        stale: full,
        gap: text("Saknar beslut"),
        next_step: text("Boka"),
        cost_low: full.then_some(10_000),
        cost_high: full.then_some(40_000),
        cost_note: text("Konsult"),
    }
}

fn control(decided: bool) -> ControlLine {
    ControlLine {
        id: "A.5.1".into(),
        title: "Policyer".into(),
        unverified: decided,
        theme: "Organisatoriska".into(),
        applicable: decided.then_some(true),
        justification: "Krävs".into(),
        state: decided.then_some(IsmsState::InPlace),
        owner_name: decided.then(|| "Eva Björk".to_string()),
    }
}

fn step(done: bool) -> Step {
    Step {
        id: id(),
        organisation_id: id(),
        clause_id: done.then(|| "9.3".to_string()),
        title: "Anta policy".into(),
        description: done.then(|| "I nämnden".to_string()),
        owner_id: id(),
        owner_name: "Eva Björk".into(),
        due_on: day(),
        state: if done { StepState::Done } else { StepState::Open },
        done_on: done.then(day),
        created_at: at(),
        updated_at: at(),
        version: 1,
    }
}

fn goal() -> Goal {
    Goal {
        id: id(),
        organisation_id: id(),
        title: "Utbildade chefer".into(),
        unit: "%".into(),
        baseline: 20.0,
        baseline_on: day(),
        target: 95.0,
        target_on: day(),
        owner_id: None,
        owner_name: None,
        created_at: at(),
        updated_at: at(),
        version: 1,
    }
}

fn value() -> GoalValue {
    GoalValue {
        id: id(),
        organisation_id: id(),
        goal_id: id(),
        measured_on: day(),
        value: 41.5,
        note: Some("Mätt i november".into()),
        measured_by_name: "Eva Björk".into(),
        created_at: at(),
    }
}

fn drawn() -> Line {
    Line {
        points: "56.0,220.0 624.0,16.0".into(),
        target: Some("56.0,40.0 624.0,40.0".into()),
        low: 0.0,
        high: 100.0,
        from: day(),
        to: day(),
    }
}

fn event(held: bool) -> Event {
    Event {
        id: id(),
        organisation_id: id(),
        kind: EventKind::ManagementReview,
        title: "Ledningens genomgång 2026".into(),
        planned_on: day(),
        held_on: held.then(day),
        conclusion: held.then(|| "Fortsätt".to_string()),
        diary_number: held.then(|| "HSN 2026-1".to_string()),
        created_at: at(),
        updated_at: at(),
        version: 1,
    }
}

fn course() -> Course {
    Course {
        id: id(),
        organisation_id: id(),
        title: "Grundkurs".into(),
        description: None,
        valid_months: Some(24),
        retired_at: None,
        created_at: at(),
        updated_at: at(),
        version: 1,
    }
}

fn member() -> Member {
    Member {
        id: id(),
        organisation_id: id(),
        name: "Karin Öberg".into(),
        name_folded: "karin oberg".into(),
        role_folded: "chef".into(),
        role_name: "Chef".into(),
        unit: None,
        left_on: None,
        created_at: at(),
        updated_at: at(),
        version: 1,
    }
}

fn snapshot() -> Snapshot {
    Snapshot {
        id: id(),
        organisation_id: id(),
        month: day(),
        clauses_total: 25,
        clauses_ongoing: 5,
        clauses_in_place: 6,
        clauses_works: 4,
        percent: 38,
        taken_at: at(),
    }
}

fn share(people: bool) -> ShareLine {
    let share = RoleShare {
        course_id: id(),
        role: "Chef".into(),
        people: if people { 3 } else { 0 },
        trained: 1,
        ending: 1,
        percent: people.then_some(33),
        target_percent: 95,
        reached: !people,
    };
    ShareLine { course_title: "Grundkurs".into(), share }
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 51 }
}

fn form() -> FormState {
    FormState::default().with("version", 1)
}

fn people() -> Vec<Choice> {
    vec![Choice::new("1", "Eva Björk")]
}

impl Sampled for OverviewPage {
    const TEMPLATE: &'static str = "pages/own_isms/overview";
    fn samples(_: Language) -> Vec<Self> {
        let clauses = vec![MainClause { id: "9".into(), title: "Utvärdering".into(), tally: tally() }];
        let bare = OverviewPage { all: tally(), clauses, snapshots: vec![], line: None, late: vec![], next: vec![] };
        let full = OverviewPage {
            snapshots: vec![snapshot()],
            line: Some(drawn()),
            late: vec![step(false)],
            next: vec![event(false)],
            ..bare.clone()
        };
        vec![bare, full]
    }
}

impl Sampled for ClausesPage {
    const TEMPLATE: &'static str = "pages/own_isms/clauses";
    fn samples(_: Language) -> Vec<Self> {
        let completion = Completion { all: tally(), by_clause: vec![("9".into(), tally())] };
        vec![ClausesPage { completion, rows: vec![line(true), line(false)], can_edit: true }]
    }
}

impl Sampled for ClausePage {
    const TEMPLATE: &'static str = "pages/own_isms/clause";
    fn samples(_: Language) -> Vec<Self> {
        let file = Attachment {
            id: id(),
            organisation_id: id(),
            vendor_id: None,
            object_type: "isms_clause".into(),
            object_id: "1".into(),
            part: "9.3".into(),
            file_name: "protokoll.pdf".into(),
            media_type: "application/pdf".into(),
            size: 1200,
            sha256: "ab".into(),
            shared: false,
            uploaded_by: id(),
            uploaded_by_name: "Eva Björk".into(),
            uploaded_at: at(),
            removed_at: None,
        };
        [true, false]
            .map(|full| ClausePage {
                line: line(full),
                form: form(),
                file_form: FormState::default(),
                states: IsmsState::ALL,
                people: people(),
                files: if full { vec![file.clone()] } else { vec![] },
                evidence: full.then(|| "Protokoll".to_string()),
                megabytes: 20,
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for SoaPage {
    const TEMPLATE: &'static str = "pages/own_isms/soa";
    fn samples(_: Language) -> Vec<Self> {
        let full = SoaPage {
            form: FormState::default(),
            rows: vec![control(true), control(false), ControlLine { applicable: Some(false), ..control(true) }],
            pager: pager(),
            decided: 2,
            applicable: 1,
            total: 93,
            filters: &["undecided", "applicable", "not_applicable"],
            can_edit: true,
        };
        vec![SoaPage { rows: vec![], can_edit: false, ..full.clone() }, full]
    }
}

impl Sampled for ControlPage {
    const TEMPLATE: &'static str = "pages/own_isms/control";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| ControlPage {
                line: control(full),
                form: form(),
                states: IsmsState::ALL,
                people: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for PlanPage {
    const TEMPLATE: &'static str = "pages/own_isms/plan";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| PlanPage {
                filter: FormState::default(),
                states: StepState::ALL,
                rows: if full { vec![step(true), step(false)] } else { vec![] },
                pager: pager(),
                form: FormState::default(),
                people: people(),
                clauses: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for StepPage {
    const TEMPLATE: &'static str = "pages/own_isms/step";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| StepPage {
                step: step(full),
                form: form(),
                states: StepState::ALL,
                people: people(),
                clauses: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for GoalsPage {
    const TEMPLATE: &'static str = "pages/own_isms/goals";
    fn samples(_: Language) -> Vec<Self> {
        let row = |full: bool| GoalLine { goal: goal(), latest: full.then(value), progress: full.then_some(28) };
        [true, false]
            .map(|full| GoalsPage {
                rows: if full { vec![row(true), row(false)] } else { vec![] },
                form: FormState::default(),
                people: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for GoalPage {
    const TEMPLATE: &'static str = "pages/own_isms/goal";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| GoalPage {
                line: GoalLine { goal: goal(), latest: full.then(value), progress: full.then_some(28) },
                values: if full { vec![value()] } else { vec![] },
                drawn: full.then(drawn),
                form: form(),
                value_form: FormState::default(),
                people: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for EventsPage {
    const TEMPLATE: &'static str = "pages/own_isms/events";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| EventsPage {
                rows: if full { vec![event(true), event(false)] } else { vec![] },
                pager: pager(),
                form: FormState::default(),
                kinds: EventKind::ALL,
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for EventPage {
    const TEMPLATE: &'static str = "pages/own_isms/event";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| EventPage { event: event(full), form: form(), kinds: EventKind::ALL, can_edit: full })
            .into()
    }
}

impl Sampled for TrainingPage {
    const TEMPLATE: &'static str = "pages/own_isms/training";
    fn samples(_: Language) -> Vec<Self> {
        [true, false]
            .map(|full| TrainingPage {
                shares: if full { vec![share(true), share(false)] } else { vec![] },
                courses: if full { vec![course()] } else { vec![] },
                filter: FormState::default(),
                staff: if full { vec![member()] } else { vec![] },
                pager: pager(),
                course_form: FormState::default(),
                member_form: FormState::default(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for CoursePage {
    const TEMPLATE: &'static str = "pages/own_isms/course";
    fn samples(_: Language) -> Vec<Self> {
        [true, false].map(|can_edit| CoursePage { course: course(), form: form(), can_edit }).into()
    }
}

impl Sampled for MemberPage {
    const TEMPLATE: &'static str = "pages/own_isms/member";
    fn samples(_: Language) -> Vec<Self> {
        let row = |full: bool, validity| TakenLine {
            course_title: "Grundkurs".into(),
            required: full,
            validity,
            taken_on: full.then(day),
            valid_until: full.then(day),
            note: None,
        };
        let rows: Vec<TakenLine> = Validity::ALL.iter().map(|v| row(*v != Validity::Missing, *v)).collect();
        [true, false]
            .map(|full| MemberPage {
                id: id(),
                member: member(),
                rows: if full { rows.clone() } else { vec![] },
                form: form(),
                record_form: FormState::default(),
                courses: people(),
                can_edit: full,
            })
            .into()
    }
}

impl Sampled for ReadinessPage {
    const TEMPLATE: &'static str = "pages/own_isms/readiness";
    fn samples(_: Language) -> Vec<Self> {
        let keys = ["clauses", "evidence", "soa", "controls", "audit", "review"];
        let check = |key: &&str, met: bool| Check {
            key: (*key).into(),
            met,
            done: met.then_some(4),
            of: met.then_some(25),
            on: (!met).then(day),
        };
        [true, false]
            .map(|ready| ReadinessPage {
                checks: keys.iter().map(|key| check(key, ready)).collect(),
                ready,
                gaps: if ready { vec![] } else { vec![line(true), line(false)] },
                cost_low: 10_000,
                cost_high: 40_000,
                cost_unknown: 3,
            })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::Views;
    use crate::platform::view::samples::render_samples;

    #[test]
    fn every_page_renders() {
        let views = Views::new().unwrap();
        render_samples::<OverviewPage>(&views).unwrap();
        render_samples::<ClausesPage>(&views).unwrap();
        render_samples::<ClausePage>(&views).unwrap();
        render_samples::<SoaPage>(&views).unwrap();
        render_samples::<ControlPage>(&views).unwrap();
        render_samples::<PlanPage>(&views).unwrap();
        render_samples::<StepPage>(&views).unwrap();
        render_samples::<GoalsPage>(&views).unwrap();
        render_samples::<GoalPage>(&views).unwrap();
        render_samples::<EventsPage>(&views).unwrap();
        render_samples::<EventPage>(&views).unwrap();
        render_samples::<TrainingPage>(&views).unwrap();
        render_samples::<CoursePage>(&views).unwrap();
        render_samples::<MemberPage>(&views).unwrap();
        render_samples::<ReadinessPage>(&views).unwrap();
    }
}
