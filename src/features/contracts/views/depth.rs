//! The contexts of dates, amendments, deviations and the watch, with samples. Region side only.

use super::{ContractHead, choice, sample_time, say};
use crate::base::{Instant, Language};
use crate::features::contracts::effective::DeviationStanding;
use crate::features::contracts::parameters::NumberUnit;
use crate::features::contracts::records::{AmendmentState, OptionState};
use crate::features::contracts::rules::DecisionKind;
use crate::features::vendors::{Choice, ConflictRow};
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    pub kind: DecisionKind,
    pub on: NaiveDate,
    pub ends_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionRow {
    pub id: String,
    pub number: i32,
    pub use_by_on: NaiveDate,
    pub extends_to_on: NaiveDate,
    pub state: OptionState,
    /// It is open, and its day has passed.
    pub late: bool,
    pub note: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub decided_by: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct DatesPage {
    pub head: ContractHead,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub notice_months: Option<i32>,
    pub renewal_months: Option<i32>,
    pub decisions: Vec<DecisionRow>,
    pub options: Vec<OptionRow>,
    pub framework: Option<Choice>,
    pub call_offs: Vec<Choice>,
    pub renewal_form: FormState,
    pub renewal_version: i32,
    pub option_form: FormState,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OptionPage {
    pub contract_id: String,
    pub reference: String,
    pub id: String,
    pub form: FormState,
    pub version: i32,
    pub conflict: Vec<ConflictRow>,
    pub editable: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AmendmentRow {
    pub id: String,
    pub number: i32,
    pub title: String,
    pub state: AmendmentState,
    pub signed_on: Option<NaiveDate>,
    /// Ids of the clauses that it brings in.
    pub clauses: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AmendmentsPage {
    pub head: ContractHead,
    pub rows: Vec<AmendmentRow>,
    pub form: FormState,
}

/// A clause that an amendment brings in, or may bring in.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseChoice {
    pub id: String,
    pub title: String,
    /// How it stands in the contract: a word of `contracts-in_contract-`.
    pub stands: &'static str,
    pub chosen: bool,
    pub section: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct AmendmentPage {
    pub head: ContractHead,
    pub id: String,
    pub state: AmendmentState,
    pub signed_on: Option<NaiveDate>,
    pub dropped_reason: Option<String>,
    pub created_by: String,
    pub diary_number: Option<String>,
    pub note: Option<String>,
    pub clauses: Vec<ClauseChoice>,
    pub form: FormState,
    pub sign_form: FormState,
    pub drop_form: FormState,
    pub version: i32,
    pub conflict: Vec<ConflictRow>,
    pub editable: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DeviationRow {
    pub id: String,
    pub clause: String,
    pub standing: DeviationStanding,
    pub tone: &'static str,
    pub reason: String,
    pub until_on: NaiveDate,
    pub proposed_by: String,
    pub proposed_at: Instant,
    pub decided_by: Option<String>,
    pub decision_note: Option<String>,
    pub version: i32,
    pub form: FormState,
    pub can_decide: bool,
    /// It waits, and the reader proposed it: somebody else decides.
    pub is_own: bool,
    pub can_withdraw: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NumberRow {
    pub key: String,
    pub clause_id: String,
    pub label: String,
    pub unit: NumberUnit,
    pub proposed: i32,
    pub agreed: Option<i32>,
    pub inherited: bool,
    pub lax: bool,
    pub version: i32,
    pub form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct DeviationsPage {
    pub head: ContractHead,
    pub rows: Vec<DeviationRow>,
    pub clauses: Vec<Choice>,
    pub numbers: Vec<NumberRow>,
    pub form: FormState,
    pub max_months: u32,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct WatchRow {
    pub id: String,
    pub reference: String,
    pub title: String,
    pub vendor_id: String,
    pub vendor: String,
    pub manager: Option<String>,
    pub kind: DecisionKind,
    pub on: NaiveDate,
    pub ends_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct WatchPage {
    pub rows: Vec<WatchRow>,
    pub pager: Pager,
    pub form: FormState,
    pub days: Vec<Choice>,
    pub managers: Vec<Choice>,
    pub lead_days: u64,
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 6, 30).unwrap_or_default()
}

fn conflict(lang: Language) -> Vec<ConflictRow> {
    vec![ConflictRow { label: say(lang, "Benämning", "Title"), yours: "A".into(), theirs: "B".into() }]
}

impl Sampled for DatesPage {
    const TEMPLATE: &'static str = "pages/contracts/dates";

    fn samples(lang: Language) -> Vec<Self> {
        let option = |state: OptionState, late: bool, number: i32| OptionRow {
            id: number.to_string(),
            number,
            use_by_on: day(2027),
            extends_to_on: day(2028),
            state,
            late,
            note: late.then(|| say(lang, "Kräver beslut i nämnden.", "Needs a decision of the board.")),
            decided_on: (state != OptionState::Open).then(|| day(2026)),
            decided_by: (state != OptionState::Open).then(|| "Karin Öberg".into()),
            version: 1,
        };
        let page = |full: bool, conflict: Vec<ConflictRow>| DatesPage {
            head: ContractHead::sample(lang, full),
            starts_on: full.then(|| day(2024)),
            ends_on: full.then(|| day(2027)),
            notice_months: full.then_some(6),
            renewal_months: full.then_some(12),
            decisions: if full {
                DecisionKind::ALL.iter().map(|k| DecisionRow { kind: *k, on: day(2027), ends_on: day(2028) }).collect()
            } else {
                Vec::new()
            },
            options: if full {
                vec![
                    option(OptionState::Used, false, 1),
                    option(OptionState::Open, true, 2),
                    option(OptionState::Open, false, 3),
                ]
            } else {
                Vec::new()
            },
            framework: full.then(|| choice("RAM-1")),
            call_offs: if full { vec![choice("AVR-1")] } else { Vec::new() },
            renewal_form: FormState::default(),
            renewal_version: 0,
            option_form: FormState::default(),
            conflict,
        };
        vec![page(true, Vec::new()), page(true, conflict(lang)), page(false, Vec::new())]
    }
}

impl Sampled for OptionPage {
    const TEMPLATE: &'static str = "pages/contracts/option";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |editable: bool, conflict: Vec<ConflictRow>| OptionPage {
            contract_id: "1".into(),
            reference: "AVT-1".into(),
            id: "1".into(),
            form: FormState::default().with("use_by_on", "2027-06-30").with("extends_to_on", "2028-06-30"),
            version: 1,
            conflict,
            editable,
        };
        vec![page(true, Vec::new()), page(true, conflict(lang)), page(false, Vec::new())]
    }
}

impl Sampled for AmendmentsPage {
    const TEMPLATE: &'static str = "pages/contracts/amendments";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |state: &AmendmentState| AmendmentRow {
            id: "1".into(),
            number: 1,
            title: say(lang, "Säkerhetsbilaga", "Security appendix"),
            state: *state,
            signed_on: (*state == AmendmentState::Signed).then(|| day(2026)),
            clauses: vec!["KV-05".into(), "KV-34".into()],
        };
        let page = |rows: Vec<AmendmentRow>, full: bool| AmendmentsPage {
            head: ContractHead::sample(lang, full),
            rows,
            form: FormState::default(),
        };
        let rows: Vec<AmendmentRow> = AmendmentState::ALL.iter().map(row).collect();
        vec![page(rows, true), page(Vec::new(), true), page(Vec::new(), false)]
    }
}

impl Sampled for AmendmentPage {
    const TEMPLATE: &'static str = "pages/contracts/amendment";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |state: AmendmentState, editable: bool, conflict: Vec<ConflictRow>| AmendmentPage {
            head: ContractHead::sample(lang, true),
            id: "1".into(),
            state,
            signed_on: (state == AmendmentState::Signed).then(|| day(2026)),
            dropped_reason: (state == AmendmentState::Dropped).then(|| say(lang, "Ersatt.", "Replaced.")),
            created_by: "Karin Öberg".into(),
            diary_number: editable.then(|| "HSN 2026/3".into()),
            note: editable.then(|| say(lang, "Förhandlas.", "Being negotiated.")),
            clauses: vec![
                ClauseChoice {
                    id: "KV-05".into(),
                    title: say(lang, "Ansvar", "Responsibility"),
                    stands: "missing",
                    chosen: true,
                    section: "3.1".into(),
                },
                ClauseChoice {
                    id: "KV-06".into(),
                    title: "X".into(),
                    stands: "unknown",
                    chosen: false,
                    section: String::new(),
                },
            ],
            form: FormState::default(),
            sign_form: FormState::default(),
            drop_form: FormState::default(),
            version: 1,
            conflict,
            editable,
        };
        vec![
            page(AmendmentState::Proposed, true, Vec::new()),
            page(AmendmentState::Proposed, true, conflict(lang)),
            page(AmendmentState::Signed, false, Vec::new()),
            page(AmendmentState::Dropped, false, Vec::new()),
        ]
    }
}

impl Sampled for DeviationsPage {
    const TEMPLATE: &'static str = "pages/contracts/deviations";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |standing: DeviationStanding, is_own: bool| DeviationRow {
            id: format!("{standing}-{is_own}"),
            clause: "KV-34".into(),
            standing,
            tone: "attention",
            reason: say(lang, "Ny larmväg byggs.", "A new alarm is being built."),
            until_on: day(2027),
            proposed_by: "Karin Öberg".into(),
            proposed_at: sample_time().unwrap_or_else(|| chrono::DateTime::UNIX_EPOCH.into()),
            decided_by: (standing == DeviationStanding::InForce).then(|| "Omar Haddad".into()),
            decision_note: (standing == DeviationStanding::Refused).then(|| "Nej".into()),
            version: 1,
            form: FormState::default(),
            can_decide: standing == DeviationStanding::Proposed && !is_own,
            is_own,
            can_withdraw: is_own,
        };
        let number = |agreed: Option<i32>, inherited: bool| NumberRow {
            key: format!("kv34_{}", agreed.unwrap_or(0)),
            clause_id: "KV-34".into(),
            label: say(lang, "Rapportera incident", "Report an incident"),
            unit: NumberUnit::Hours,
            proposed: 12,
            agreed,
            inherited,
            lax: agreed == Some(48),
            version: 0,
            form: FormState::default(),
        };
        let page = |rows: Vec<DeviationRow>, full: bool, conflict: Vec<ConflictRow>| DeviationsPage {
            head: ContractHead::sample(lang, full),
            rows,
            clauses: vec![choice("KV-34")],
            numbers: if full {
                vec![number(Some(48), false), number(Some(8), true), number(None, false)]
            } else {
                Vec::new()
            },
            form: FormState::default(),
            max_months: 24,
            conflict,
        };
        let mut rows: Vec<DeviationRow> = DeviationStanding::ALL.iter().map(|s| row(*s, false)).collect();
        rows.push(row(DeviationStanding::Proposed, true));
        vec![page(rows, true, Vec::new()), page(Vec::new(), true, conflict(lang)), page(Vec::new(), false, Vec::new())]
    }
}

impl Sampled for WatchPage {
    const TEMPLATE: &'static str = "pages/contracts/watch";

    fn samples(_: Language) -> Vec<Self> {
        let row = |kind: &DecisionKind| WatchRow {
            id: "1".into(),
            reference: "AVT-1".into(),
            title: "Ögonsjukvård".into(),
            vendor_id: "1".into(),
            vendor: "Åsmunda Ögonklinik AB".into(),
            manager: (*kind == DecisionKind::End).then(|| "Karin Öberg".into()),
            kind: *kind,
            on: day(2027),
            ends_on: day(2028),
        };
        let page = |rows: Vec<WatchRow>| WatchPage {
            pager: Pager { number: 1, pages: 1, total: 3 },
            rows,
            form: FormState::default(),
            days: vec![choice("180")],
            managers: vec![choice("Karin Öberg")],
            lead_days: 270,
        };
        vec![page(DecisionKind::ALL.iter().map(row).collect()), page(Vec::new())]
    }
}
