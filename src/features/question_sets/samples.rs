//! Samples of every page, in the states worth looking at.

use super::model::{FocusArea, VersionState};
use super::views::*;
use crate::base::{Id, Instant, Language};
use crate::platform::view::samples::Sampled;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};

fn at() -> Instant {
    chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn line(state: VersionState) -> VersionLineView {
    let done = state == VersionState::Published;
    VersionLineView {
        href: "/question-set-versions/1".into(),
        number: 2,
        state,
        questions: 62,
        change_log: done.then(|| "Två frågor om AI.".into()),
        decision_reference: done.then(|| "RS 2026-118".into()),
        no_critical_reason: done.then(|| "Enkät inför dialog.".into()),
        published_by: done.then(|| "Karin Öberg".into()),
        published_at: done.then(at),
        changed_at: at(),
        made_by: "Karin Öberg".into(),
    }
}

fn pager() -> Pager {
    Pager { number: 1, pages: 1, total: 1 }
}

impl Sampled for SetsPage {
    const TEMPLATE: &'static str = "pages/question_sets/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows, can_edit| SetsPage {
            rows,
            pager: pager(),
            form: FormState::default(),
            bases: vec![Choice::new("questions-2026-1", "De medföljande frågorna")],
            can_edit,
        };
        let row = |published: bool| SetLine {
            href: "/question-sets/1".into(),
            number: 1,
            title: "Vårdappar".into(),
            published: published.then(|| line(VersionState::Published)),
            draft: (!published).then(|| line(VersionState::Draft)),
        };
        vec![page(vec![row(true), row(false)], true), page(Vec::new(), false)]
    }
}

impl Sampled for SetPage {
    const TEMPLATE: &'static str = "pages/question_sets/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |can_draft| SetPage {
            href: "/question-sets/1".into(),
            title_sv: "Vårdappar".into(),
            title_en: "Care apps".into(),
            made_by: "Karin Öberg".into(),
            made_at: at(),
            versions: vec![line(VersionState::Draft), line(VersionState::Published)],
            form: FormState::default(),
            bases: vec![Choice::new("1", "Version 1")],
            can_draft,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for VersionPage {
    const TEMPLATE: &'static str = "pages/question_sets/version";
    fn samples(_: Language) -> Vec<Self> {
        let row = |condition: Option<&str>| QuestionRow {
            id: "Q01".into(),
            href: "/question-set-versions/1/question?id=Q01".into(),
            text: "Har ni ett ledningssystem?".into(),
            answer_type: "Datum och beskrivning".into(),
            weight: 3,
            critical: true,
            evidence_required: true,
            tiers: "1, 2".into(),
            controls: "A.5.1".into(),
            focus: FocusArea::ALL.to_vec(),
            condition: condition.map(str::to_string),
        };
        let page = |state: VersionState, open: bool| VersionPage {
            href: "/question-set-versions/1".into(),
            set_href: "/question-sets/1".into(),
            line: line(state),
            sha256: (!open).then(|| "ab12".into()),
            sections: vec![
                SectionView {
                    code: "A".into(),
                    title: "Styrning".into(),
                    rows: vec![row(None), row(Some("Visas när …"))],
                },
                SectionView { code: "B".into(), title: "Kedja".into(), rows: Vec::new() },
            ],
            problems: vec![
                ProblemLine { href: Some("/".into()), text: "Q01, fråga: Texten saknas på engelska.".into() },
                ProblemLine { href: None, text: "Det finns inga frågor.".into() },
            ],
            lacks_critical: open,
            weights: 140,
            critical: 22,
            form: FormState::default(),
            stored_version: 3,
            history: vec![HistoryLine {
                at: at(),
                who: "Karin Öberg".into(),
                text: "Skapade utkastet".into(),
                note: None,
                tone: "neutral",
            }],
            can_edit: open,
            can_publish: open,
        };
        vec![page(VersionState::Draft, true), page(VersionState::Published, false)]
    }
}

impl Sampled for QuestionPage {
    const TEMPLATE: &'static str = "pages/question_sets/question";
    fn samples(_: Language) -> Vec<Self> {
        let tick = |name: &str| Tick { name: name.into(), label: name.into() };
        let page = |old_id: &str, conflict| QuestionPage {
            action: "/question-set-versions/1/question".into(),
            back: "/question-set-versions/1".into(),
            old_id: old_id.into(),
            form: FormState::default().with("id", old_id).with("weight", 2).with("answer_type", "status4"),
            stored_version: 3,
            sections: vec![Choice::new("A", "A Styrning")],
            kinds: vec![Choice::new("status4", "Status")],
            weights: vec![Card::new(2, "2".into())],
            tiers: vec![tick("tier_1")],
            focus: vec![tick("focus_access_control")],
            others: vec![Choice::new("Q02", "Q02")],
            answers: vec![tick("when_met")],
            conflict,
        };
        vec![page("Q01", true), page("", false)]
    }
}

impl Sampled for SectionsPage {
    const TEMPLATE: &'static str = "pages/question_sets/sections";
    fn samples(_: Language) -> Vec<Self> {
        let rows = || {
            vec![SectionFields {
                number: 1,
                code: "code_0".into(),
                sv: "sv_0".into(),
                en: "en_0".into(),
                place: "place_0".into(),
            }]
        };
        let page = |form| SectionsPage {
            action: "/question-set-versions/1/sections".into(),
            back: "/question-set-versions/1".into(),
            form,
            stored_version: 1,
            rows: rows(),
        };
        vec![page(FormState::default()), page(FormState::default().with("code_0", "A"))]
    }
}

impl Sampled for SheetPage {
    const TEMPLATE: &'static str = "pages/question_sets/import";
    fn samples(_: Language) -> Vec<Self> {
        let page = |refused: Vec<String>| SheetPage {
            action: "/question-set-versions/1/import".into(),
            back: "/question-set-versions/1".into(),
            export: "/question-set-versions/1/export".into(),
            form: FormState::default(),
            stored_version: 1,
            megabytes: 20,
            refused,
        };
        vec![page(Vec::new()), page(vec!["Rad 2, kolumn A: saknas".into()])]
    }
}

impl Sampled for FocusPage {
    const TEMPLATE: &'static str = "pages/question_sets/focus";
    fn samples(_: Language) -> Vec<Self> {
        let row = |lifted: bool| FocusLine {
            id: Id::new(at().utc()),
            area: FocusArea::AccessControl,
            reason: "Öppen lagringsyta.".into(),
            set_by: "Karin Öberg".into(),
            set_at: at(),
            lift_action: "/focus-areas/1/lift".into(),
            lift_decision: lifted.then(|| "RS 2026-118".into()),
            lift_note: lifted.then(|| "Verifierat.".into()),
            lifted_by: lifted.then(|| "Karin Öberg".into()),
            lifted_at: lifted.then(at),
            version: 1,
            form: FormState::default(),
        };
        let page = |rows, can_edit| FocusPage {
            vendor: "Åsmunda Ögonklinik AB".into(),
            vendor_href: "/vendors/1".into(),
            action: "/vendors/1/focus-areas".into(),
            rows,
            form: FormState::default(),
            areas: vec![Card::new("change_management", "Ändringar".into())],
            can_edit,
        };
        vec![page(vec![row(false), row(true)], true), page(Vec::new(), false)]
    }
}
