//! The reminder sweep over a million dated rows in at most five seconds, and nothing more when it is run again.

use crate::stage::Stage;
use chrono::{Days, NaiveDate};
use diesel::RunQueryDsl;
use std::time::Instant;
use tillit::base::{Id, Language};
use tillit::features::accounts::{self, NewPerson};
use tillit::features::notices;
use tillit::features::vendors::{self, NewVendor, VendorKind, VendorStatus};

/// Rows spread over three years: what a large region has gathered. A thousand vendors share them.
fn add(stage: &Stage, rows: usize) {
    let day = |n: usize| -> NaiveDate { stage.ctx.today() - Days::new(548) + Days::new((n % 1096) as u64) };
    stage.prepare(|c, ctx| {
        let new = NewPerson {
            name: "Eva Mät".to_string(),
            email: Some(format!("eva{rows}@mat.example").parse().unwrap()),
            phone: None,
        };
        let eva = accounts::add_person(c, ctx.now, &new)?;
        accounts::add_account(c, ctx.now, &eva, Language::Sv, None)?;
        accounts::add_membership(c, ctx.now, &eva.id, &ctx.actor.organisation_id, ctx.actor.role)?;
        let mut owners = Vec::new();
        for n in 0..1000 {
            let new = NewVendor {
                legal_name: format!("Leverantör {rows}-{n} AB"),
                org_number: None,
                hsa_id: None,
                kind: VendorKind::ItSupplier,
                country: "SE".to_string(),
                status: VendorStatus::Active,
                manager_id: Some(eva.id.clone()),
                tags: Vec::new(),
                internal_note: None,
            };
            owners.push(vendors::add(c, ctx, &new)?.id);
        }
        let client = &ctx.actor.organisation_id;
        let at = ctx.now.format("%Y-%m-%d %H:%M:%S%.6f");
        // Eight of ten are actions, one a certificate, one a contract, five hundred to a statement.
        for (table, columns, share) in [("actions", ACTION, 8), ("vendor_certificates", CERTIFICATE, 1), ("contracts", CONTRACT, 1)]
        {
            let count = rows * share / 10;
            for first in (0..count).step_by(500) {
                let values: Vec<String> = (first..count.min(first + 500))
                    .map(|n| {
                        let (id, vendor, day) = (Id::new(ctx.now), &owners[n % owners.len()], day(n));
                        let own = format!("'{id}', '{client}', '{vendor}', '{day}'");
                        match table {
                            "actions" => format!(
                                "({own}, {}, 'Åtgärd {n}', '', 'region', '{day}', 0, 'open', '{vendor}', 'M', '{at}', '{at}', 1)",
                                rows + n
                            ),
                            "contracts" => format!("({own}, 'A-{rows}-{n}', 'Avtal {n}', '', '', '{at}', '{at}', 1)"),
                            _ => format!("({own}, 'iso27001', 'ISO 27001', 'Organ', {}, 'Allt', {}, 'M', '{at}', 1)", yes(c), no(c)),
                        }
                    })
                    .collect();
                diesel::sql_query(format!("INSERT INTO {table} ({columns}) VALUES {}", values.join(", "))).execute(c)?;
            }
        }
        Ok(())
    });
    stage.settle();
}

const ACTION: &str = "id, organisation_id, vendor_id, due_on, number, title, search_text, responsible, original_due_on, slips, \
    status, created_by, created_by_name, created_at, updated_at, version";
const CERTIFICATE: &str = "id, organisation_id, vendor_id, valid_to, kind, standard, issuer, accredited, scope, by_vendor, \
    added_by_name, added_at, version";
const CONTRACT: &str = "id, organisation_id, vendor_id, ends_on, reference, title, title_folded, search_text, created_at, \
    updated_at, version";

fn yes(c: &tillit::platform::db::Db) -> &'static str {
    if matches!(c, tillit::platform::db::Db::Sqlite(_)) { "1" } else { "TRUE" }
}

fn no(c: &tillit::platform::db::Db) -> &'static str {
    if matches!(c, tillit::platform::db::Db::Sqlite(_)) { "0" } else { "FALSE" }
}

fn sweep(stage: &Stage) -> (usize, f64) {
    let started = Instant::now();
    let count = notices::remind(&stage.db, &stage.ctx).unwrap();
    (count, started.elapsed().as_secs_f64() * 1000.0)
}

pub fn run(stage: &mut Stage) {
    add(stage, 100_000);
    let (some, small) = sweep(stage);
    assert!(some > 0, "nothing was due");
    add(stage, 900_000);
    let (many, large) = sweep(stage);
    assert!(many > some, "{some} and {many}");
    stage.note(&format!("first sweep over 1,000,000 dated rows, {many} due"), large, 5_000.0);
    stage.grows("the sweep", small.into(), large.into());
    let (again, repeated) = sweep(stage);
    assert_eq!(again, 0, "a repeated sweep reminded of something");
    stage.note("the same sweep repeated", repeated, 1_000.0);
    let me = stage.ctx.actor.person_id.clone();
    let unread = stage.read(20, |c, ctx| notices::unread(c, &ctx.actor.organisation_id, &me));
    stage.note("the count in the header", unread, 5.0);
}
