//! A fresh database with one client organisation, and the stopwatch.

use chrono::{TimeZone, Utc};
use diesel::RunQueryDsl;
use std::time::Instant;
use tillit::access::{Actor, Role, Via};
use tillit::base::{Language, Result};
use tillit::features::accounts::{self, NewPerson, OrganisationKind};
use tillit::features::vendors::{self, NewVendor, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::db::{self, Database, Db};

/// Where the databases of a run are made.
pub enum Engine {
    Sqlite,
    Postgres { server: String },
}

pub fn engines() -> Vec<Engine> {
    let server = std::env::var("DATABASE_URL").ok().filter(|url| url.starts_with("postgres"));
    [Engine::Sqlite].into_iter().chain(server.map(|server| Engine::Postgres { server })).collect()
}

pub struct Stage {
    engine: &'static str,
    area: &'static str,
    pub url: String,
    pub db: Database,
    /// A security officer of the organisation.
    pub ctx: Ctx,
    pub missed: u32,
    folder: std::path::PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Stage {
    pub fn new(engine: &Engine, area: &'static str) -> Stage {
        let unique = format!("bench_{}_{area}", std::process::id());
        let folder = std::env::temp_dir().join(&unique);
        std::fs::create_dir_all(&folder).unwrap();
        let (name, url) = match engine {
            Engine::Sqlite => ("sqlite", format!("sqlite:{}", folder.join("tillit.db").display())),
            Engine::Postgres { server } => {
                let admin = Database::open(server).unwrap();
                let make = format!("CREATE DATABASE {unique}");
                admin.read_now(|c| Ok(diesel::sql_query(make).execute(c)?)).unwrap();
                let (address, query) = server.split_once('?').unwrap_or((server, ""));
                let (host, _) = address.rsplit_once('/').unwrap();
                ("postgres", format!("{host}/{unique}?{query}").trim_end_matches('?').to_string())
            }
        };
        let db = Database::open(&url).unwrap();
        db::migrate(&db).unwrap();
        let ctx = client(&db, "Mätregionen");
        Stage { engine: name, area, url, db, ctx, missed: 0, folder }
    }

    /// From here on everything is done at a client of its own, which has nothing yet: what is ten times as much is exactly so.
    pub fn begin_anew(&mut self) {
        self.ctx = client(&self.db, "Mätkommunen");
    }

    /// Makes data; not measured.
    pub fn prepare<T>(&self, work: impl FnOnce(&mut Db, &Ctx) -> Result<T>) -> T {
        self.db.write_now(|c| work(c, &self.ctx)).unwrap()
    }

    /// Refreshes what the planner knows, as a service in use would have done by itself.
    pub fn settle(&self) {
        self.db.read_now(|c| Ok(diesel::sql_query("ANALYZE").execute(c)?)).unwrap();
    }

    /// The time of reading work, run `times` times after one warm-up.
    pub fn read<T>(&self, times: usize, mut work: impl FnMut(&mut Db, &Ctx) -> Result<T>) -> Time {
        timed(times, || {
            self.db.read_now(|c| work(c, &self.ctx)).unwrap();
        })
    }

    fn verdict(&mut self, good: bool) -> &'static str {
        self.missed += u32::from(!good);
        if good { "ok  " } else { "MISS" }
    }

    /// Prints the median beside its limit, both in milliseconds.
    pub fn note(&mut self, what: &str, time: impl Into<Time>, limit: f64) {
        self.amount(what, time.into().median, "ms", limit);
    }

    /// Prints an amount beside its limit, both in `unit`.
    pub fn amount(&mut self, what: &str, value: f64, unit: &str, limit: f64) {
        let verdict = self.verdict(value <= limit);
        println!("{:<9} {verdict} {:<16} {what:<52} {value:>9.2} {unit} (limit {limit})", self.engine, self.area);
    }

    /// `rate` a second is at least `share` of `of` a second.
    pub fn reaches(&mut self, what: &str, rate: f64, of: f64, share: f64) {
        let verdict = self.verdict(rate >= of * share);
        println!(
            "{:<9} {verdict} {:<16} {what:<52} {rate:>9.0} of {of:.0} a second (limit {share})",
            self.engine, self.area
        );
    }

    /// Ten times the data, at most twelve times the time, the best runs compared: whatever else the machine does only
    /// adds, and it adds most to what takes long. Under half a millisecond the clock says too little.
    pub fn grows(&mut self, what: &str, small: Time, large: Time) {
        let times = large.best / small.best.max(0.5);
        let verdict = self.verdict(times <= 12.0);
        println!("{:<9} {verdict} {:<16} {what:<52} {times:>9.1} times for ten times the data", self.engine, self.area);
    }
}

/// A security officer of a new client organisation.
fn client(db: &Database, name: &str) -> Ctx {
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap();
    db.write_now(|c| {
        let home = accounts::add_organisation(c, now, OrganisationKind::Region, name, None, false)?;
        let new = NewPerson { name: "Mia Mät".to_string(), email: None, phone: None };
        let person = accounts::add_person(c, now, &new)?;
        accounts::add_membership(c, now, &person.id, &home.id, Role::SecurityOfficer)?;
        let actor = Actor {
            person_id: person.id,
            name: person.name,
            organisation_id: home.id,
            organisation_name: home.name,
            role: Role::SecurityOfficer,
            via: Via::Cli,
        };
        Ok(Ctx::new(actor, now, Language::Sv, "bench".to_string()))
    })
    .unwrap()
}

/// How long something took, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// What a person meets.
    pub median: f64,
    /// What the work itself costs.
    pub best: f64,
}

/// One reading.
impl From<f64> for Time {
    fn from(ms: f64) -> Time {
        Time { median: ms, best: ms }
    }
}

/// The `n`th vendor, as it is added.
pub fn new_vendor(n: usize) -> NewVendor {
    NewVendor {
        legal_name: format!("Leverantör {n} AB"),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::ItSupplier,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: Vec::new(),
        internal_note: None,
    }
}

/// The `n`th vendor with an organisation of its own and one person there, who can answer.
pub fn answering_vendor(c: &mut Db, ctx: &Ctx, n: usize) -> Result<(Vendor, Actor)> {
    let new = new_vendor(n);
    let home = accounts::add_organisation(c, ctx.now, OrganisationKind::Vendor, &new.legal_name, None, false)?;
    let email = format!("svar{n}@leverantor.example").parse().unwrap();
    let person = NewPerson { name: format!("Svar {n}"), email: Some(email), phone: None };
    let person = accounts::add_person(c, ctx.now, &person)?;
    accounts::add_account(c, ctx.now, &person, Language::Sv, None)?;
    accounts::add_membership(c, ctx.now, &person.id, &home.id, Role::VendorAdmin)?;
    let vendor = vendors::add(c, ctx, &new)?;
    let vendor = Vendor { vendor_organisation_id: Some(home.id.clone()), ..vendor };
    vendors::save(c, &ctx.scope, &vendor)?;
    let actor = Actor {
        person_id: person.id,
        name: person.name,
        organisation_id: home.id,
        organisation_name: home.name,
        role: Role::VendorAdmin,
        via: ctx.actor.via,
    };
    Ok((vendor, actor))
}

/// `work`, run `times` times after one warm-up.
pub fn timed(times: usize, mut work: impl FnMut()) -> Time {
    work();
    let mut all: Vec<f64> = (0..times.max(1))
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    all.sort_by(f64::total_cmp);
    Time { median: all[all.len() / 2], best: all[0] }
}
