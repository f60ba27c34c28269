//! The agenda of a contract with two hundred open items, and one save in meeting mode.

use crate::stage::{Stage, timed};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::{self, Dialogue, ItemEdit, ItemStatus};
use tillit::features::findings::{self, NewAction, Responsible};
use tillit::features::vendors::{self, NewVendor, Vendor, VendorKind, VendorStatus};

/// A vendor that is met every month.
pub fn vendor(stage: &Stage, name: &str) -> Vendor {
    let new = NewVendor {
        legal_name: name.to_string(),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::ItSupplier,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: Vec::new(),
        internal_note: None,
    };
    stage.prepare(|c, ctx| {
        let made = vendors::add(c, ctx, &new)?;
        let tiered = Vendor { tier: Some(1), ..made };
        vendors::save(c, &ctx.scope, &tiered)?;
        Ok(tiered)
    })
}

/// `count` contracts of one vendor.
pub fn contracts_of(stage: &Stage, vendor: &Vendor, prefix: &str, count: usize) -> Vec<Contract> {
    stage.prepare(|c, ctx| {
        let mut made = Vec::new();
        for n in 0..count {
            let contract = Contract {
                title_folded: String::new(),
                id: ctx.new_id(),
                organisation_id: vendor.organisation_id.clone(),
                vendor_id: vendor.id.clone(),
                reference: format!("{prefix}-{n}"),
                diary_number: None,
                title: "Mätavtal".to_string(),
                search_text: String::new(),
                starts_on: None,
                ends_on: None,
                notice_months: None,
                annual_value_sek: None,
                manager_id: None,
                parent_id: None,
                internal_note: None,
                created_at: ctx.instant(),
                updated_at: ctx.instant(),
                version: 1,
            };
            contracts::insert(c, &contract)?;
            made.push(contract);
        }
        Ok(made)
    })
}

/// Actions of the vendor that belong to every dialogue with it.
pub fn actions(stage: &Stage, vendor: &Vendor, contract: Option<&Contract>, count: usize) {
    stage.prepare(|c, ctx| {
        for n in 0..count {
            let new = NewAction {
                vendor_id: vendor.id.clone(),
                contract_id: contract.map(|contract| contract.id.clone()),
                finding_id: None,
                title: format!("Åtgärd {n}: se över behörigheter i system {n}"),
                description: None,
                responsible: Responsible::Vendor,
                owner_id: None,
                owner_name: Some("Mätägare".to_string()),
                due_on: ctx.today() + chrono::Days::new(30),
                focus: None,
                internal_note: None,
            };
            findings::open_action(c, ctx, &new)?;
        }
        Ok(())
    });
}

fn started(stage: &Stage, contract: &Contract) -> Dialogue {
    stage.prepare(|c, ctx| dialogues::start_series(c, ctx, &contract.id, ctx.today()))
}

pub fn run(stage: &mut Stage) {
    let busy = vendor(stage, "Mätleverantören AB");
    actions(stage, &busy, None, 200);
    let mut many = contracts_of(stage, &busy, "MÄT", 12);
    stage.settle();
    let agenda = timed(10, || {
        let contract = many.pop().unwrap();
        started(stage, &contract);
    });
    stage.note("agenda of 200 open items, with its items written", agenda, 20.0);

    let one = contracts_of(stage, &busy, "NOT", 1).remove(0);
    let dialogue = started(stage, &one);
    let mut item = stage.prepare(|c, ctx| {
        let held = dialogues::start(c, ctx, &dialogue.id, None)?;
        Ok(dialogues::items(c, &held)?.remove(0))
    });
    let save = timed(20, || {
        let note = Some("Pågår enligt plan.".repeat(20));
        let edit = ItemEdit { status: Some(ItemStatus::TakenUp), note, decision: None };
        item = stage.prepare(|c, ctx| dialogues::set_item(c, ctx, &dialogue.id, &item.id, item.version, &edit));
    });
    stage.note("one save in meeting mode", save, 5.0);
}
