//! The agenda of a contract with two hundred open items, one save in meeting mode, and a month of a thousand dialogues.

use crate::stage::{Stage, timed};
use std::time::Instant;
use tillit::base::{Clock, Language, Period};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::{self, Dialogue, ItemEdit, ItemStatus};
use tillit::features::findings::{self, NewAction, Responsible};
use tillit::features::meetings;
use tillit::features::vendors::{self, NewVendor, Vendor, VendorKind, VendorStatus};
use tillit::kit::{App, Settings};
use tillit::platform::files::Files;
use tillit::platform::pdf::Printer;
use tillit::platform::view::Views;

fn vendor(stage: &Stage, name: &str) -> Vendor {
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
fn contracts_of(stage: &Stage, vendor: &Vendor, prefix: &str, count: usize) -> Vec<Contract> {
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
fn actions(stage: &Stage, vendor: &Vendor, contract: Option<&Contract>, count: usize) {
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

fn locked(stage: &Stage, contract: &Contract) {
    stage.prepare(|c, ctx| {
        let dialogue = dialogues::start_series(c, ctx, &contract.id, ctx.today())?;
        dialogues::start(c, ctx, &dialogue.id, None)?;
        for item in dialogues::items(c, &dialogue)? {
            let note = Some("Genomgånget enligt plan.".to_string());
            let edit = ItemEdit { status: Some(ItemStatus::TakenUp), note, decision: None };
            dialogues::set_item(c, ctx, &dialogue.id, &item.id, item.version, &edit)?;
        }
        dialogues::lock(c, ctx, &dialogue.id, None, None).map(drop)
    });
}

/// The doors that a run needs, over the stage's database.
fn app(stage: &Stage) -> App {
    App {
        db: stage.db.clone(),
        views: Views::new().unwrap().into(),
        clock: Clock::frozen(stage.ctx.now),
        files: Files::new(std::env::temp_dir().join(format!("bench_{}_month", std::process::id()))),
        printer: Printer::new().into(),
        settings: Settings {
            base_url: "http://localhost".to_string(),
            secret_key: "bench".to_string(),
            demo: false,
            tour: Vec::new(),
            session_idle_minutes: 60,
            session_absolute_hours: 12,
            upload_max_bytes: 1_000_000,
            trust_proxy: false,
        },
    }
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

    // A month of a thousand dialogues with five actions each: a hundred for the growth, then all.
    let app = app(stage);
    let month = Period::of(stage.ctx.today());
    let mut took = Vec::new();
    for (place, count) in [100, 900].into_iter().enumerate() {
        for n in 0..count / 10 {
            let some = vendor(stage, &format!("Månad {place} {n} AB"));
            for contract in contracts_of(stage, &some, &format!("MÅN-{place}-{n}"), 10) {
                actions(stage, &some, Some(&contract), 5);
                locked(stage, &contract);
            }
        }
        stage.settle();
        let run = stage.prepare(|c, ctx| meetings::start_run(c, ctx, month, Language::Sv));
        let begun = Instant::now();
        while meetings::make_some(&app, &stage.ctx, &run, 40).unwrap() > 0 {}
        meetings::write_zip(&app, &stage.ctx, &run).unwrap();
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
        // The next run of the month may begin only when this one has ended.
        stage.prepare(|c, ctx| {
            let sql = format!("UPDATE month_runs SET state = 'done' WHERE id = '{}'", run.id);
            let _ = ctx;
            Ok(diesel::RunQueryDsl::execute(diesel::sql_query(sql), c)?)
        });
    }
    stage.note("the minutes of 1,000 dialogues as one ZIP", took[1], 60_000.0);
    stage.grows("the minutes of a month", took[0].into(), took[1].into());
    let _ = std::fs::remove_dir_all(std::env::temp_dir().join(format!("bench_{}_month", std::process::id())));
}
