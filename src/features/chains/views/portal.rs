//! What the vendor sees of its own chain. No field of the region's notes can be here.

use super::rounds::{CorrectionRow, corrections};
use crate::base::{Id, Language};
use crate::features::chains::model::{
    FollowUpMethod, FollowUpOutcome, GdprRole, LinkAnswer, NodeKind, TransferMechanism,
};
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;

/// What the vendor is asked about one contract.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    pub id: Id,
    pub client: String,
    pub contract: String,
    pub title: String,
    pub due_on: NaiveDate,
    pub open: bool,
    pub signed_on: Option<NaiveDate>,
    pub signed_by: Option<String>,
    pub signed_role: Option<String>,
    /// The client entered the answer, which was given by telephone.
    pub by_phone: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub rows: Vec<QuestionRow>,
    pub open: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalLink {
    pub id: Id,
    /// The name of its field in the form.
    pub field: String,
    pub parent: String,
    pub child: String,
    pub kind: NodeKind,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub roles: Vec<PortalRole>,
    pub answer: Option<LinkAnswer>,
    /// A proposal says what is wrong with it.
    pub corrected: bool,
}

/// One purpose, and the part played in it; what the region has noted about it is left out.
#[derive(Debug, Clone, Serialize)]
pub struct PortalRole {
    pub purpose: String,
    pub role: GdprRole,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChainPage {
    pub row: QuestionRow,
    pub version: i32,
    pub links: Vec<PortalLink>,
    pub corrections: Vec<CorrectionRow>,
    pub answers: &'static [LinkAnswer],
    pub note: Option<String>,
    pub form: FormState,
    pub can_sign: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    pub row: QuestionRow,
    /// The link that is corrected; None proposes a new one.
    pub link_id: Option<Id>,
    pub child: Option<String>,
    pub form: FormState,
    pub parents: Vec<Choice>,
    pub kinds: Vec<NodeKind>,
    pub classes: Vec<Choice>,
    pub mechanisms: &'static [TransferMechanism],
}

#[derive(Debug, Clone, Serialize)]
pub struct FollowUpRow {
    pub name: String,
    pub held_on: NaiveDate,
    pub method: FollowUpMethod,
    pub outcome: FollowUpOutcome,
    pub note: Option<String>,
    pub registered_by: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct FollowUpsPage {
    pub rows: Vec<FollowUpRow>,
    pub pager: Pager,
    pub links: Vec<Choice>,
    pub methods: &'static [FollowUpMethod],
    pub outcomes: &'static [FollowUpOutcome],
    pub form: FormState,
    pub can_register: bool,
}

fn id() -> Id {
    Id::new(DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default()
}

fn question(open: bool) -> QuestionRow {
    QuestionRow {
        id: id(),
        client: "Region Almeå".into(),
        contract: "ALM-2024-017".into(),
        title: "Sjukvårdsrådgivning".into(),
        due_on: day(),
        open,
        signed_on: (!open).then(day),
        signed_by: (!open).then(|| "Lena Sjö".into()),
        signed_role: (!open).then(|| "Verksamhetschef".into()),
        by_phone: !open,
    }
}

/// One of each way, for the samples of pages.
pub(super) fn sample_follow_ups() -> Vec<FollowUpRow> {
    let row = |(method, outcome): (&FollowUpMethod, &FollowUpOutcome)| FollowUpRow {
        name: "Arkivhyllan Drift AB".into(),
        held_on: day(),
        method: *method,
        outcome: *outcome,
        note: (*outcome != FollowUpOutcome::Good).then(|| "Loggar saknas.".into()),
        registered_by: "Lena Sjö".into(),
    };
    FollowUpMethod::ALL.iter().zip(FollowUpOutcome::ALL.iter().cycle()).map(row).collect()
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/portal_chain/list";
    fn samples(_: Language) -> Vec<Self> {
        vec![ListPage { rows: vec![question(true), question(false)], open: 1 }, ListPage { rows: vec![], open: 0 }]
    }
}

impl Sampled for ChainPage {
    const TEMPLATE: &'static str = "pages/portal_chain/show";
    fn samples(_: Language) -> Vec<Self> {
        let link = |kind: NodeKind, full: bool, answer: Option<LinkAnswer>| PortalLink {
            id: id(),
            field: format!("answer_{}", id()),
            parent: "Vidlyssna Vårdlinje AB".into(),
            child: "Arkivhyllan Drift AB".into(),
            kind,
            task: "Lagring".into(),
            data_class: full.then_some(3),
            information_types: if full { vec!["Samtal".into()] } else { vec![] },
            persons_low: full.then_some(10),
            persons_high: full.then_some(20),
            countries: if full { vec!["SE".into()] } else { vec![] },
            remote_countries: if full { vec!["IN".into()] } else { vec![] },
            roles: if full {
                vec![PortalRole { purpose: "Lagring".into(), role: GdprRole::Processor }]
            } else {
                vec![]
            },
            answer,
            corrected: full && answer.is_none(),
        };
        let page = |open: bool| ChainPage {
            row: question(open),
            version: 1,
            links: if open {
                NodeKind::ALL
                    .iter()
                    .zip([true, false].iter().cycle())
                    .map(|(kind, full)| link(*kind, *full, None))
                    .collect()
            } else {
                LinkAnswer::ALL.iter().map(|answer| link(NodeKind::Storage, true, Some(*answer))).collect()
            },
            corrections: if open { corrections() } else { vec![] },
            answers: LinkAnswer::ALL,
            note: (!open).then(|| "Vi byter lagring i mars.".into()),
            form: FormState::default(),
            can_sign: open,
        };
        vec![page(true), page(false), ChainPage { links: vec![], ..page(true) }]
    }
}

impl Sampled for ProposalPage {
    const TEMPLATE: &'static str = "pages/portal_chain/proposal";
    fn samples(_: Language) -> Vec<Self> {
        let page = |link_id: Option<Id>| ProposalPage {
            row: question(true),
            child: link_id.as_ref().map(|_| "Arkivhyllan Drift AB".into()),
            link_id,
            form: FormState::default(),
            parents: vec![Choice::new(id(), "Arkivhyllan Drift AB")],
            kinds: vec![NodeKind::Subcontractor],
            classes: vec![Choice::new(3, "3")],
            mechanisms: TransferMechanism::ALL,
        };
        vec![page(None), page(Some(id()))]
    }
}

impl Sampled for FollowUpsPage {
    const TEMPLATE: &'static str = "pages/portal_chain/follow_ups";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| FollowUpsPage {
            rows: if full { sample_follow_ups() } else { vec![] },
            pager: Pager { number: 1, pages: 1, total: 2 },
            links: if full { vec![Choice::new(id(), "Arkivhyllan Drift AB")] } else { vec![] },
            methods: FollowUpMethod::ALL,
            outcomes: FollowUpOutcome::ALL,
            form: FormState::default(),
            can_register: full,
        };
        vec![page(true), page(false)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<ListPage>(&views).unwrap();
        render_samples::<ChainPage>(&views).unwrap();
        render_samples::<ProposalPage>(&views).unwrap();
        render_samples::<FollowUpsPage>(&views).unwrap();
    }
}
