//! Samples of the pages of disposals, holds and packages.

use super::samples::{at, choices, day, hold, id, pager};
use super::*;
use crate::base::Language;
use crate::platform::view::Sampled;

fn disposal(state: DisposalState) -> Disposal {
    let decided = state != DisposalState::Proposed;
    Disposal {
        id: id(),
        organisation_id: id(),
        number: 2,
        state,
        note: decided.then(|| "Årlig gallring".into()),
        proposed_by: id(),
        proposed_by_name: "Eva Björk".into(),
        proposed_at: at().into(),
        reference: decided.then(|| "KS 2026/200".into()),
        decided_by: None,
        decided_by_name: decided.then(|| "Helena Ström".into()),
        decided_at: decided.then(|| at().into()),
        refused_reason: (state == DisposalState::Refused).then(|| "Vänta".into()),
        protocol: None,
        protocol_sha256: (state == DisposalState::Done).then(|| "ab12".repeat(16)),
        version: 1,
    }
}

impl Sampled for DisposalsPage {
    const TEMPLATE: &'static str = "pages/records/disposals";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows| DisposalsPage { rows, pager: pager(), can_edit: true };
        vec![page(DisposalState::ALL.iter().map(|state| disposal(*state)).collect()), page(vec![])]
    }
}

impl Sampled for DryRunPage {
    const TEMPLATE: &'static str = "pages/records/dry_run";
    fn samples(_: Language) -> Vec<Self> {
        let line = |hindrance: Option<Hindrance>| DryLine {
            id: id(),
            number: 12,
            subject: "Svar om lagring".into(),
            type_name: "Skrivelse".into(),
            dated_on: day(),
            due_on: day(),
            hindrance,
            holds: if hindrance == Some(Hindrance::Held) { vec!["Tvist".into()] } else { vec![] },
            is_ticked: hindrance.is_none(),
        };
        let full = DryRunPage {
            ready: vec![line(None)],
            at_most: Some(2_000),
            hindered: Hindrance::ALL.iter().map(|why| line(Some(*why))).collect(),
            waiting: vec![WaitingLine {
                id: id(),
                number: 13,
                subject: "Penetrationstest".into(),
                type_name: "Underlag".into(),
                dated_on: day(),
            }],
            waiting_total: 101,
            form: FormState::default(),
            can_edit: true,
        };
        let none = DryRunPage {
            ready: vec![],
            at_most: None,
            hindered: vec![],
            waiting: vec![],
            waiting_total: 0,
            form: FormState::default(),
            can_edit: true,
        };
        vec![full, none]
    }
}

impl Sampled for DisposalPage {
    const TEMPLATE: &'static str = "pages/records/disposal";
    fn samples(_: Language) -> Vec<Self> {
        let each = DisposalRow {
            id: id(),
            organisation_id: id(),
            disposal_id: id(),
            position: 1,
            record_id: id(),
            record_number: 12,
            diary_number: None,
            subject: "Svar om lagring".into(),
            type_key: "letter".into(),
            dated_on: day(),
            due_on: day(),
            files: 2,
        };
        let page = |state: DisposalState, own: bool| DisposalPage {
            disposal: disposal(state),
            state,
            rows: vec![each.clone()],
            decide_form: FormState::default(),
            refuse_form: FormState::default(),
            is_own: own,
            can_decide: !own && state == DisposalState::Proposed,
        };
        vec![
            page(DisposalState::Proposed, false),
            page(DisposalState::Proposed, true),
            page(DisposalState::Refused, false),
            page(DisposalState::Done, false),
        ]
    }
}

impl Sampled for HoldsPage {
    const TEMPLATE: &'static str = "pages/records/holds";
    fn samples(_: Language) -> Vec<Self> {
        let line = |lifted: bool| HoldLine {
            hold: hold(lifted),
            record_number: (!lifted).then_some(12),
            vendor_name: lifted.then(|| "Vidlyssna Vårdlinje AB".into()),
        };
        let all = HoldLine { hold: Hold { record_id: None, ..hold(false) }, record_number: None, vendor_name: None };
        let page = |rows, can: bool| HoldsPage {
            rows,
            pager: pager(),
            form: FormState::default(),
            lift_form: FormState::default(),
            vendors: choices(),
            can_edit: can,
            can_decide: can,
        };
        vec![page(vec![line(true), line(false), all], true), page(vec![line(false)], false), page(vec![], true)]
    }
}

pub(super) fn package_line(is_gone: bool) -> PackageLine {
    let package = ArchivePackage {
        id: id(),
        organisation_id: id(),
        number: 1,
        record_ids: "[]".into(),
        record_count: 12,
        sha256: "ab12".repeat(16),
        created_by_name: "Eva Björk".into(),
        created_at: at().into(),
    };
    PackageLine { package, records: vec![PackedRecord { id: id(), number: 12, disposed_at: None }], is_gone }
}

impl Sampled for PackagesPage {
    const TEMPLATE: &'static str = "pages/records/packages";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows| PackagesPage {
            rows,
            pager: pager(),
            form: FormState::default(),
            types: choices(),
            kinds: RecordKind::ALL,
            can_edit: true,
        };
        vec![page(vec![package_line(false), package_line(true)]), page(vec![])]
    }
}
