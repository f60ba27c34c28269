//! Samples of every page, full and empty.

use super::*;
use crate::base::{Id, Instant, Language};
use crate::features::contracts::{ClauseMet, InContract};
use crate::features::controls::{Assurance, LegalRef};
use crate::features::coverage::proof::{Asked, File, Found, Held, Judged, Requirement, Step};
use crate::features::findings::{ActionStatus, Severity};
use crate::features::questionnaires::AnswerStatus;
use crate::platform::view::Sampled;

fn cells(count: usize, href: bool) -> Vec<HeatCell> {
    let levels = [HeatLevel::High, HeatLevel::Medium, HeatLevel::Low, HeatLevel::None, HeatLevel::None];
    let cell = |(state, level): (&State, HeatLevel)| HeatCell {
        state: *state,
        count,
        level,
        href: href.then(|| "/coverage/controls/A.5.1?state=unknown".to_string()),
    };
    State::ALL.iter().zip(levels).map(cell).collect()
}

fn heat(id: &str) -> HeatRow {
    HeatRow {
        id: id.into(),
        title: "Policyer för informationssäkerhet".into(),
        href: Some("/coverage/controls/A.5.1".into()),
        cells: cells(12, true),
    }
}

fn counts() -> Counts {
    Counts { unknown: 40, expired: 3, claimed: 20, verified: 19, not_required: 11 }
}

fn vendor_row(tier: Option<i32>) -> VendorRow {
    VendorRow {
        id: "1".into(),
        name: "Åsmunda Ögonklinik AB".into(),
        href: "/vendors/1/coverage".into(),
        tier,
        counts: counts(),
        lacking: 4,
    }
}

fn tiers() -> Vec<Choice> {
    vec![Choice { value: "1".into(), label: "1".into() }, Choice { value: "none".into(), label: "–".into() }]
}

fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: 1, total }
}

fn link(state: Option<State>) -> ControlLink {
    ControlLink {
        id: "A.5.21".into(),
        title: "Leveranskedjan för IKT".into(),
        href: "/coverage/controls/A.5.21".into(),
        state,
    }
}

impl Sampled for PortfolioPage {
    const TEMPLATE: &'static str = "pages/coverage/portfolio";

    fn samples(_: Language) -> Vec<Self> {
        let tier = |tier| TierRow { tier, vendors: 12, cells: cells(7, false), href: "/coverage?tier=1".into() };
        let themes = ["organizational", "people", "physical", "technological"];
        let full = PortfolioPage {
            form: FormState::default().with("state", "unknown"),
            tiers: tiers(),
            states: State::ALL,
            vendors: 37,
            totals: counts(),
            required: counts().required(),
            waiting: 3,
            by_tier: vec![tier(Some(1)), tier(None)],
            themes: themes
                .iter()
                .map(|key| ThemeTable { key: (*key).into(), sum: heat(""), rows: vec![heat("A.5.1")] })
                .collect(),
            rows: vec![vendor_row(Some(1)), vendor_row(None)],
            pager: pager(2),
        };
        let empty = PortfolioPage {
            form: FormState::default(),
            vendors: 0,
            totals: Counts::default(),
            required: 0,
            waiting: 0,
            by_tier: Vec::new(),
            themes: Vec::new(),
            rows: Vec::new(),
            pager: pager(0),
            ..full.clone()
        };
        vec![full, empty]
    }
}

impl Sampled for Nis2Page {
    const TEMPLATE: &'static str = "pages/coverage/nis2";

    fn samples(_: Language) -> Vec<Self> {
        let row = |controls: Vec<ControlLink>| Nis2Row {
            reference: "21.2.d".into(),
            title: "Säkerhet i leveranskedjan".into(),
            cells: cells(4, false),
            controls,
        };
        let rows = vec![row(vec![link(None)]), row(Vec::new())];
        vec![Nis2Page { vendors: 37, waiting: 2, states: State::ALL, rows }]
    }
}

impl Sampled for ControlPage {
    const TEMPLATE: &'static str = "pages/coverage/control";

    fn samples(lang: Language) -> Vec<Self> {
        let full = ControlPage {
            id: "A.5.1".into(),
            title_unverified: lang == Language::Sv,
            form: FormState::default().with("state", "claimed"),
            tiers: tiers(),
            states: State::ALL,
            state: State::Claimed,
            cells: cells(9, true),
            waiting: 1,
            rows: vec![vendor_row(Some(2))],
            pager: pager(1),
        };
        vec![ControlPage { rows: Vec::new(), waiting: 0, pager: pager(0), ..full.clone() }, full]
    }
}

impl Sampled for VendorPage {
    const TEMPLATE: &'static str = "pages/coverage/vendor";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |state: &State| MatrixRow {
            id: "A.5.1".into(),
            title: "Policyer för informationssäkerhet".into(),
            href: "/vendors/1/coverage/A.5.1".into(),
            state: *state,
            tone: state.tone(),
            lacking: *state == State::Claimed,
            changes_on: (*state == State::Verified).then(|| "2027-11-23".parse().unwrap_or_default()),
        };
        let page = |view: &'static str| VendorPage {
            head: VendorHead::sample(lang, Some(1)),
            counts: counts(),
            required: counts().required(),
            lacking: 4,
            view,
            controls_href: "/vendors/1/coverage".into(),
            nis2_href: "/vendors/1/coverage?view=nis2".into(),
            form: FormState::default(),
            states: State::ALL,
            shown: 5,
            themes: vec![MatrixTheme { key: "people".into(), rows: State::ALL.iter().map(row).collect() }],
            points: vec![
                PointRow {
                    reference: "21.2.d".into(),
                    title: "Leveranskedjan".into(),
                    state: State::Unknown,
                    tone: State::Unknown.tone(),
                    controls: vec![link(Some(State::Unknown))],
                },
                PointRow {
                    reference: "21.1".into(),
                    title: "Proportionalitet".into(),
                    state: State::NotRequired,
                    tone: State::NotRequired.tone(),
                    controls: Vec::new(),
                },
            ],
            xlsx_href: "/vendors/1/statement-of-applicability?format=xlsx".into(),
            pdf_href: "/vendors/1/statement-of-applicability?format=pdf".into(),
        };
        vec![page("controls"), page("nis2"), VendorPage { themes: Vec::new(), shown: 0, ..page("controls") }]
    }
}

fn instant() -> Instant {
    chrono::DateTime::UNIX_EPOCH.into()
}

fn id() -> Id {
    Id::new(chrono::DateTime::UNIX_EPOCH)
}

fn held(in_contract: Option<InContract>) -> Held {
    let known = in_contract.is_some();
    Held {
        contract_id: id(),
        reference: "AVT-2024-1".into(),
        ended: !known,
        in_contract,
        section: known.then(|| "7.2".into()),
        met: ClauseMet::Met,
        by: known.then(|| "Eva Björk".into()),
        at: known.then(instant),
        events: if known { vec![12, 15] } else { Vec::new() },
    }
}

fn asked(whole: bool) -> Asked {
    let file = File {
        id: id(),
        name: "policy.pdf".into(),
        sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
        by: "Lena Sjö".into(),
        at: instant(),
        events: vec![21],
    };
    let review = Judged {
        status: Some(AnswerStatus::Met),
        assurance: Assurance::A2,
        by: "Omar Haddad".into(),
        at: instant(),
        valid_until: "2027-11-23".parse().ok(),
        expired: true,
        strong_enough: false,
        outdated: true,
        events: vec![33],
    };
    Asked {
        id: "Q01".into(),
        question_sv: "Har ni ett beslutat ledningssystem?".into(),
        question_en: "Do you have an approved ISMS?".into(),
        assessment_id: whole.then(id),
        submitted_at: whole.then(instant),
        declared_by: whole.then(|| "Lena Sjö".into()),
        declared_role: whole.then(|| "VD".into()),
        submit_events: if whole { vec![30] } else { Vec::new() },
        status: whole.then_some(AnswerStatus::Met),
        comment: whole.then(|| "Se bifogad policy.".into()),
        by: whole.then(|| "Lena Sjö".into()),
        at: whole.then(instant),
        shown_on_site: whole,
        events: if whole { vec![20] } else { Vec::new() },
        files: if whole { vec![file] } else { Vec::new() },
        review: whole.then_some(review),
        state: if whole { State::Claimed } else { State::Unknown },
    }
}

fn found() -> Found {
    let action = Step {
        id: id(),
        number: 4,
        title: "Besluta en policy".into(),
        status: ActionStatus::Open,
        due_on: "2026-12-24".parse().unwrap_or_default(),
        events: vec![41],
    };
    Found {
        id: id(),
        number: 3,
        title: "Policy saknas".into(),
        severity: Severity::High,
        open: true,
        actions: vec![action],
        events: vec![40],
    }
}

impl Sampled for ProofPage {
    const TEMPLATE: &'static str = "pages/coverage/proof";

    fn samples(lang: Language) -> Vec<Self> {
        let requirement = |contracts: Vec<Held>| Requirement {
            id: "KV-01".into(),
            title_sv: "Ledningssystem för informationssäkerhet".into(),
            title_en: "Information security management system".into(),
            legal_refs: vec![LegalRef { text: "CSL 2 kap. 3 §".into(), verified: false }],
            contracts,
        };
        let proof = Proof {
            vendor_id: id(),
            standard: "iso27001_2022".into(),
            control: "A.5.1".into(),
            title_sv: "Policyer för informationssäkerhet".into(),
            title_en: "Policies for information security".into(),
            state: State::Claimed,
            lacking: true,
            tier: Some(1),
            required_assurance: Assurance::A2,
            requirements: vec![requirement(vec![held(Some(InContract::Present)), held(None)]), requirement(Vec::new())],
            questions: vec![asked(true), asked(false)],
            findings: vec![found()],
            missing: Vec::new(),
        };
        let gaps = super::super::proof::Gap::ALL.iter().map(|gap| GapRow { gap: gap.as_str(), of: "Q01".into() });
        let full = ProofPage {
            vendor: "Åsmunda Ögonklinik AB".into(),
            tone: proof.state.tone(),
            matrix_href: "/vendors/1/coverage".into(),
            control_href: "/coverage/controls/A.5.1".into(),
            title_unverified: lang == Language::Sv,
            english: lang == Language::En,
            audit_href: Some("/audit?vendor_id=1".into()),
            gaps: gaps.collect(),
            proof: proof.clone(),
        };
        let bare = ProofPage {
            audit_href: None,
            gaps: Vec::new(),
            proof: Proof {
                state: State::NotRequired,
                lacking: false,
                tier: None,
                requirements: Vec::new(),
                questions: Vec::new(),
                findings: Vec::new(),
                ..proof
            },
            ..full.clone()
        };
        vec![full, bare]
    }
}
