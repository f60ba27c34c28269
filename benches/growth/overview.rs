//! Reports: 5,000 vendors and three years of history. The director's page 60 ms, the register on a day 300 ms; and ten
//! times the vendors in at most twelve times the time.

use crate::stage::{Stage, Time};
use chrono::{Days, Duration};
use diesel::RunQueryDsl;
use std::fmt::Write as _;
use tillit::base::{PageRequest, Result};
use tillit::features::overview::{self, ClauseAsked, Measure, Part, Snapshot};
use tillit::kit::{Ctx, audit};
use tillit::platform::db::Db;

const LARGE: usize = 5_000;
const DIRECTOR: &[Part] = &[Part::Critical, Part::Changed, Part::Decided, Part::Unknown];

pub fn run(stage: &mut Stage) {
    days(stage);
    fill(stage, 0, LARGE / 10);
    stage.settle();
    let small = measure(stage);
    fill(stage, LARGE / 10, LARGE);
    stage.settle();
    let large = measure(stage);
    let names =
        ["the director's page", "rows of a figure with its trend", "the register on a day", "the auditor's question"];
    for ((name, limit), (small, large)) in
        names.into_iter().zip([60.0, 60.0, 300.0, 300.0]).zip(small.into_iter().zip(large))
    {
        stage.note(&format!("{name}, 5,000 vendors"), large, limit);
        stage.grows(name, small, large);
    }
}

fn measure(stage: &Stage) -> [Time; 4] {
    let page = PageRequest::new(None, None);
    let director = stage.read(21, |c, ctx| {
        let counted = overview::figures(c, ctx, DIRECTOR)?;
        assert!(counted.compared.is_some());
        overview::texts(c, &ctx.scope)
    });
    let rows = stage.read(21, |c, ctx| {
        let moment = overview::Moment::of(ctx.today());
        overview::rows(c, &ctx.scope, Measure::OpenFindings, moment, page)?;
        overview::trend(c, ctx, Measure::OpenFindings)
    });
    let past = stage.read(11, |c, ctx| {
        let from = ctx.today() - Days::new(1_000);
        let past = overview::vendors_at(c, ctx, from, ctx.today())?;
        assert!(!overview::differences(&past.before, &past.after).is_empty());
        Ok(())
    });
    let clause = stage.read(11, |c, ctx| {
        let (from, to) = (ctx.today() - Days::new(365), ctx.today());
        let asked = ClauseAsked { clause_id: "KV-01".to_string(), kind: None, from, to };
        let answer = overview::followed_up(c, ctx, &asked)?;
        assert!(answer.holes > 0 && answer.followed > 0);
        Ok(())
    });
    [director, rows, past, clause]
}

/// Three years of snapshots.
fn days(stage: &Stage) {
    stage.prepare(|c, ctx| {
        let organisation_id = ctx.scope.client()?.clone();
        let mut rows = Vec::new();
        for ago in 0..1_096 {
            for measure in Measure::ALL {
                rows.push(Snapshot {
                    id: ctx.new_id(),
                    organisation_id: organisation_id.clone(),
                    day: ctx.today() - Days::new(ago),
                    measure: *measure,
                    value: i64::try_from(ago % 90).unwrap(),
                    taken_at: ctx.instant(),
                });
            }
        }
        overview::insert_snapshots(c, &rows)
    });
}

/// Vendors, each with a contract, three findings, six actions, 36 dialogues and four changes in the log.
fn fill(stage: &Stage, from: usize, to: usize) {
    for start in (from..to).step_by(250) {
        stage.prepare(|c, ctx| {
            let mut all = Rows::default();
            (start..(start + 250).min(to)).for_each(|n| all.one(ctx, n));
            all.insert(c)?;
            audit::record_all(c, ctx, all.entries)
        });
    }
}

#[derive(Default)]
struct Rows {
    vendors: String,
    contracts: String,
    clauses: String,
    findings: String,
    actions: String,
    dialogues: String,
    entries: Vec<audit::Entry>,
}

fn add(text: &mut String, row: &str) {
    let comma = if text.is_empty() { "" } else { ", " };
    let _ = write!(text, "{comma}({row})");
}

impl Rows {
    fn one(&mut self, ctx: &Ctx, n: usize) {
        let organisation = ctx.scope.client().unwrap();
        let (vendor, contract) = (ctx.new_id(), ctx.new_id());
        let day = |ago: usize| (ctx.now - Duration::days(i64::try_from(ago).unwrap())).format("%Y-%m-%d").to_string();
        let at = |ago: usize| format!("{} 08:00:00", day(ago));
        let tier = n % 4 + 1;
        add(
            &mut self.vendors,
            &format!(
                "'{vendor}', '{organisation}', 'Leverantör {n} AB', 'leverantor {n} ab', 'leverantor {n} ab', 'care_provider', 'SE', 'active', '', {tier}, FALSE, '{}', '{}', 1",
                at(1_095),
                at(3)
            ),
        );
        add(
            &mut self.contracts,
            &format!(
                "'{contract}', '{organisation}', '{vendor}', 'MÄT-{n}', 'Uppdrag', 'uppdrag', 'mat {n}', '{}', '{}', 1",
                at(1_095),
                at(3)
            ),
        );
        let judged = if n.is_multiple_of(3) { "met" } else { "unknown" };
        add(
            &mut self.clauses,
            &format!(
                "'{}', '{organisation}', '{contract}', 'KV-01', '1', 'present', '{judged}', 'Mia Mät', '{}', 1",
                ctx.new_id(),
                at(n % 300)
            ),
        );
        for k in 0..3 {
            let (made, severity) = (n % 360 + k * 360, ["low", "high", "critical"][k]);
            let closed = if k == 0 { "NULL".to_string() } else { format!("'{}'", at(made.saturating_sub(40))) };
            add(
                &mut self.findings,
                &format!(
                    "'{}', '{organisation}', '{vendor}', {}, 'manual', 'Brist', 'brist', '{severity}', 'vendor', '', '-', 'Mia', '{}', {closed}, 1",
                    ctx.new_id(),
                    n * 3 + k + 1,
                    at(made)
                ),
            );
            for step in 0..2 {
                let status = if k == 0 { "open" } else { "verified" };
                let proof = if k == 0 { "NULL".to_string() } else { format!("'{}'", at(made.saturating_sub(40))) };
                add(
                    &mut self.actions,
                    &format!(
                        "'{}', '{organisation}', '{vendor}', {}, 'Åtgärd', 'atgard', 'vendor', '{}', '{}', {}, '{status}', {proof}, '-', 'Mia', '{}', '{}', 1",
                        ctx.new_id(),
                        n * 6 + k * 2 + step + 1,
                        day(made / 2),
                        day(made / 2),
                        n % 4,
                        at(made),
                        at(made)
                    ),
                );
            }
        }
        if tier <= 2 {
            for month in 0..36 {
                let (status, lock) = if month == 0 {
                    ("planned", "NULL".to_string())
                } else {
                    ("locked", format!("'{}'", at(month * 30)))
                };
                add(
                    &mut self.dialogues,
                    &format!(
                        "'{}', '{organisation}', '{vendor}', '{contract}', {}, '{}-{:02}', '{}', '{status}', {lock}, '{}', 1",
                        ctx.new_id(),
                        month + 1,
                        2024 + month / 12,
                        month % 12 + 1,
                        day(month * 30 + 1),
                        at(month * 30 + 40)
                    ),
                );
            }
        }
        for change in 0..4_u32 {
            let entry = audit::Entry::new("update", "vendor", &vendor).vendor(&vendor).named("Leverantör");
            let (old, new) = (serde_json::json!({ "tier": change }), serde_json::json!({ "tier": change + 1 }));
            self.entries.push(entry.change(&old, &new));
        }
    }

    fn insert(&self, c: &mut Db) -> Result<()> {
        for (table, columns, rows) in [
            (
                "vendors",
                "id, organisation_id, legal_name, name_folded, search_text, kind, country, status, tags, tier, tier_preliminary, created_at, updated_at, version",
                &self.vendors,
            ),
            (
                "contracts",
                "id, organisation_id, vendor_id, reference, title, title_folded, search_text, created_at, updated_at, version",
                &self.contracts,
            ),
            (
                "contract_clauses",
                "id, organisation_id, contract_id, clause_id, catalogue_version, in_contract, met, updated_by_name, updated_at, version",
                &self.clauses,
            ),
            (
                "findings",
                "id, organisation_id, vendor_id, number, origin, title, search_text, severity, responsible, control_ids, created_by, created_by_name, created_at, closed_at, version",
                &self.findings,
            ),
            (
                "actions",
                "id, organisation_id, vendor_id, number, title, search_text, responsible, due_on, original_due_on, slips, status, verified_at, created_by, created_by_name, created_at, updated_at, version",
                &self.actions,
            ),
            (
                "dialogues",
                "id, organisation_id, vendor_id, contract_id, number, period, held_on, status, locked_at, created_at, version",
                &self.dialogues,
            ),
        ] {
            if !rows.is_empty() {
                diesel::sql_query(format!("INSERT INTO {table} ({columns}) VALUES {rows}")).execute(c)?;
            }
        }
        Ok(())
    }
}
