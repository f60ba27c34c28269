//! Sending to two thousand vendors in at most a minute.

use crate::stage::Stage;
use std::time::Instant;
use tillit::access::Role;
use tillit::base::Language;
use tillit::features::accounts::{self, NewPerson, OrganisationKind};
use tillit::features::controls::QuestionSet;
use tillit::features::sendings::{self, NewSending, SelectionEdit};
use tillit::features::vendors::{self, NewVendor, Vendor, VendorKind, VendorStatus};

fn add(stage: &Stage, count: usize) {
    stage.prepare(|c, ctx| {
        for n in 0..count {
            let name = format!("Leverantör {n} AB");
            let home = accounts::add_organisation(c, ctx.now, OrganisationKind::Vendor, &name, None, false)?;
            let email = format!("svar{n}@leverantor.example").parse().unwrap();
            let new = NewPerson { name: format!("Svar {n}"), email: Some(email), phone: None };
            let person = accounts::add_person(c, ctx.now, &new)?;
            accounts::add_account(c, ctx.now, &person, Language::Sv, None)?;
            accounts::add_membership(c, ctx.now, &person.id, &home.id, Role::VendorAdmin)?;
            let new = NewVendor {
                legal_name: name,
                org_number: None,
                hsa_id: None,
                kind: VendorKind::ItSupplier,
                country: "SE".to_string(),
                status: VendorStatus::Active,
                manager_id: None,
                tags: Vec::new(),
                internal_note: None,
            };
            let vendor = vendors::add(c, ctx, &new)?;
            vendors::save(c, &ctx.scope, &Vendor { vendor_organisation_id: Some(home.id), ..vendor })?;
        }
        Ok(())
    });
    stage.settle();
}

pub fn run(stage: &mut Stage) {
    add(stage, 2000);
    let new = NewSending {
        title: "Mätning".to_string(),
        question_set: QuestionSet::Full,
        set_version_id: None,
        due_on: Some(stage.ctx.today() + chrono::Days::new(30)),
        message: None,
        internal_note: None,
        selection: SelectionEdit::default(),
    };
    let sending = stage.prepare(|c, ctx| sendings::draft(c, ctx, &new));
    let preview = stage.read(5, |c, ctx| Ok(sendings::candidates(c, ctx, &sendings::Selection::default())?.len()));
    stage.note("preview of 2,000 vendors", preview, 250.0);
    stage.prepare(|c, ctx| sendings::start(c, ctx, &sending.id, None));
    let started = Instant::now();
    while sendings::send_some(&stage.db, &stage.ctx, &sending.id, 50).unwrap() > 0 {}
    stage.note("2,000 sends, each its own transaction", started.elapsed().as_secs_f64() * 1000.0, 60_000.0);
}
