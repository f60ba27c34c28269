//! The pages of chain confirmation on the region's side, with samples.

use crate::base::{Id, Instant, Language};
use crate::features::chains::model::{
    ConfirmationState, CorrectionKind, CorrectionState, LinkAnswer, NodeKind, Orphans, RoundState,
};
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct RoundRow {
    pub id: Id,
    /// Empty for a round that time started.
    pub title: String,
    pub due_on: NaiveDate,
    pub tiers: Vec<i32>,
    pub automatic: bool,
    pub state: RoundState,
    pub created_by_name: String,
    pub created_at: Instant,
    pub total: i64,
    pub signed: i64,
    pub asked: i64,
    pub withdrawn: i64,
    pub findings: i64,
    pub without_people: i64,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoundsPage {
    pub rows: Vec<RoundRow>,
    pub pager: Pager,
    /// Proposals that wait for a decision.
    pub waiting: i64,
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewRoundPage {
    pub form: FormState,
    pub tiers: Vec<i32>,
}

/// One contract in a round.
#[derive(Debug, Clone, Serialize)]
pub struct AskedRow {
    pub id: Id,
    pub vendor_id: Id,
    pub vendor: String,
    pub tier: Option<i32>,
    pub contract_id: Id,
    pub contract: String,
    pub state: ConfirmationState,
    pub recipients: i32,
    pub due_on: NaiveDate,
    pub reminded_on: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
    pub signed_by: Option<String>,
    /// Who in the region entered the answer, when it was given by telephone.
    pub phone_by: Option<String>,
    pub finding_id: Option<Id>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoundPage {
    pub round: RoundRow,
    pub rows: Vec<AskedRow>,
    pub pager: Pager,
    pub can_run: bool,
}

/// What the vendor said of a link.
#[derive(Debug, Clone, Serialize)]
pub struct SaidRow {
    pub link_id: Id,
    pub child: String,
    pub task: String,
    pub vendor_visible: bool,
    pub answer: Option<LinkAnswer>,
    pub tone: &'static str,
    /// The field of its answer in the form; None for a link that is not asked about.
    pub field: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CorrectionRow {
    pub id: Id,
    pub confirmation_id: Id,
    pub kind: CorrectionKind,
    /// Whom it is about.
    pub about: String,
    pub parent: Option<String>,
    pub link_id: Option<Id>,
    pub node_kind: Option<NodeKind>,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub task: Option<String>,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub comment: Option<String>,
    pub state: CorrectionState,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub decided_by_name: Option<String>,
    pub decision_note: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct ConfirmationPage {
    pub row: AskedRow,
    pub title: String,
    pub signed_role: Option<String>,
    pub note: Option<String>,
    pub said: Vec<SaidRow>,
    pub corrections: Vec<CorrectionRow>,
    pub orphans: &'static [Orphans],
    pub form: FormState,
    /// The proposal whose form was refused.
    pub refused_id: Option<Id>,
    pub can_decide: bool,
    pub version: i32,
    pub answers: &'static [LinkAnswer],
    pub phone_form: FormState,
    /// The answer can be entered for a vendor that gives it by telephone.
    pub can_phone: bool,
}

/// A proposal and the contract that it is about.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingRow {
    pub contract: String,
    pub one: CorrectionRow,
}

#[derive(Debug, Clone, Serialize)]
pub struct WaitingPage {
    pub rows: Vec<WaitingRow>,
    pub pager: Pager,
}

fn at() -> Instant {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(at().utc())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default()
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

fn round(full: bool) -> RoundRow {
    RoundRow {
        id: id(),
        title: if full { "Kedjebekräftelse hösten 2026".into() } else { String::new() },
        due_on: day(),
        tiers: if full { vec![1, 2] } else { vec![] },
        automatic: !full,
        state: if full { RoundState::Open } else { RoundState::Closed },
        created_by_name: "Omar Haddad".into(),
        created_at: at(),
        total: 12,
        signed: 7,
        asked: 4,
        withdrawn: 1,
        findings: i64::from(full),
        without_people: i64::from(full),
        version: 1,
    }
}

fn asked(state: ConfirmationState, full: bool) -> AskedRow {
    AskedRow {
        id: id(),
        vendor_id: id(),
        vendor: "Vidlyssna Vårdlinje AB".into(),
        tier: full.then_some(1),
        contract_id: id(),
        contract: "ALM-2024-017".into(),
        state,
        recipients: i32::from(full) * 2,
        due_on: day(),
        reminded_on: full.then(day),
        signed_on: full.then(day),
        signed_by: full.then(|| "Lena Sjö".into()),
        phone_by: full.then(|| "Karin Öberg".into()),
        finding_id: full.then(id),
    }
}

pub(super) fn correction(kind: CorrectionKind, state: CorrectionState, full: bool) -> CorrectionRow {
    CorrectionRow {
        id: id(),
        confirmation_id: id(),
        kind,
        about: "Molnlagret AB".into(),
        parent: full.then(|| "Arkivhyllan Drift AB".into()),
        link_id: full.then(id),
        node_kind: full.then_some(NodeKind::Storage),
        org_number: full.then(|| "992100-1021".into()),
        country: full.then(|| "SE".into()),
        location: full.then(|| "Sundsvall".into()),
        task: full.then(|| "Lagring".into()),
        data_class: full.then_some(3),
        information_types: if full { vec!["Samtal".into()] } else { vec![] },
        persons_low: full.then_some(10),
        persons_high: full.then_some(20),
        countries: if full { vec!["SE".into()] } else { vec![] },
        remote_countries: if full { vec!["IN".into()] } else { vec![] },
        comment: full.then(|| "Avtalet sades upp.".into()),
        state,
        proposed_by_name: "Lena Sjö".into(),
        proposed_at: at(),
        decided_by_name: full.then(|| "Eva Björk".into()),
        decision_note: full.then(|| "Ta det i ansökan.".into()),
        version: 1,
    }
}

pub(super) fn corrections() -> Vec<CorrectionRow> {
    let kinds = CorrectionKind::ALL.iter().zip(CorrectionState::ALL);
    let mut all: Vec<CorrectionRow> = kinds.clone().map(|(kind, state)| correction(*kind, *state, true)).collect();
    all.extend(kinds.map(|(kind, _)| correction(*kind, CorrectionState::Proposed, false)));
    all
}

impl Sampled for RoundsPage {
    const TEMPLATE: &'static str = "pages/chains/rounds";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<RoundRow>| RoundsPage { waiting: 2, can_run: !rows.is_empty(), rows, pager: pager() };
        vec![page(vec![round(true), round(false)]), page(vec![])]
    }
}

impl Sampled for NewRoundPage {
    const TEMPLATE: &'static str = "pages/chains/round_new";
    fn samples(_: Language) -> Vec<Self> {
        vec![NewRoundPage { form: FormState::default(), tiers: vec![1, 2, 3, 4] }]
    }
}

impl Sampled for RoundPage {
    const TEMPLATE: &'static str = "pages/chains/round";
    fn samples(_: Language) -> Vec<Self> {
        let rows = || {
            let both = |state: &ConfirmationState| [asked(*state, true), asked(*state, false)];
            ConfirmationState::ALL.iter().flat_map(both).collect()
        };
        let page = |full: bool| RoundPage { round: round(full), rows: rows(), pager: pager(), can_run: full };
        vec![page(true), page(false)]
    }
}

impl Sampled for ConfirmationPage {
    const TEMPLATE: &'static str = "pages/chains/confirmation";
    fn samples(_: Language) -> Vec<Self> {
        let said = |answer: Option<LinkAnswer>| SaidRow {
            link_id: id(),
            child: "Arkivhyllan Drift AB".into(),
            task: "Lagring".into(),
            vendor_visible: answer.is_some(),
            answer,
            tone: "ok",
            field: answer.is_none().then(|| format!("answer_{}", id())),
        };
        let page = |full: bool| ConfirmationPage {
            row: asked(if full { ConfirmationState::Signed } else { ConfirmationState::Asked }, full),
            title: "Sjukvårdsrådgivning".into(),
            signed_role: full.then(|| "Verksamhetschef".into()),
            note: full.then(|| "Vi byter lagring i mars.".into()),
            said: [None, Some(LinkAnswer::Confirmed), Some(LinkAnswer::NotUsed)].into_iter().map(said).collect(),
            corrections: if full { corrections() } else { vec![] },
            orphans: Orphans::ALL,
            form: FormState::default(),
            refused_id: None,
            can_decide: full,
            version: 1,
            answers: LinkAnswer::ALL,
            phone_form: FormState::default(),
            can_phone: !full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for WaitingPage {
    const TEMPLATE: &'static str = "pages/chains/corrections";
    fn samples(_: Language) -> Vec<Self> {
        let rows = corrections().into_iter().map(|one| WaitingRow { contract: "ALM-2024-017".into(), one }).collect();
        vec![WaitingPage { rows, pager: pager() }, WaitingPage { rows: vec![], pager: pager() }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<RoundsPage>(&views).unwrap();
        render_samples::<NewRoundPage>(&views).unwrap();
        render_samples::<RoundPage>(&views).unwrap();
        render_samples::<ConfirmationPage>(&views).unwrap();
        render_samples::<WaitingPage>(&views).unwrap();
    }
}
