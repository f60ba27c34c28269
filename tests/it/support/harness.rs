//! One application over one database, with time that stands still until it is moved.

use super::browser::{Answer, Browser};
use super::{Engine, postgres};
use actix_web::dev::Service;
use actix_web::web::Data;
use chrono::{DateTime, Duration, TimeZone, Utc};
use diesel::prelude::*;
use futures_util::future::LocalBoxFuture;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock};
use tillit::access::{Actor, Role, Via};
use tillit::base::{Clock, Id, Language, Refusal};
use tillit::features::accounts::{self, NewPerson, Organisation, OrganisationKind, Person};
use tillit::features::contracts;
use tillit::kit::outbox::{Mail, Row};
use tillit::kit::{App, Ctx, Settings, outbox};
use tillit::platform::db::schema::outbox as rows;
use tillit::platform::db::{self, Database, Db};
use tillit::platform::files::Files;
use tillit::platform::pdf::Printer;
use tillit::platform::view::Views;
use tillit::shell::{server, worker};

pub const SECRET_KEY: &str = "test-key";

type Call = Rc<dyn Fn(actix_http::Request) -> LocalBoxFuture<'static, Answer>>;

pub struct Harness {
    pub app: Data<App>,
    /// Region Almeå.
    pub region: Organisation,
    /// Another client, whose rows nobody of the region may see.
    pub other_region: Organisation,
    pub engine: Engine,
    pub(super) call: Call,
    folder: PathBuf,
    database_name: Option<String>,
    drained: std::cell::Cell<bool>,
}

/// 23 November 2026, 09:00 in Sweden: where every test begins.
pub fn start_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap()
}

pub fn run(engine: Engine, body: impl FnOnce(Harness) -> LocalBoxFuture<'static, ()>) {
    actix_web::rt::System::new().block_on(async {
        let harness = Harness::new(engine).await;
        body(harness).await;
    });
}

/// Read once for all tests: parsing every template and word takes longer than most tests.
fn views() -> Arc<Views> {
    static VIEWS: OnceLock<Arc<Views>> = OnceLock::new();
    VIEWS.get_or_init(|| Arc::new(Views::new().expect("templates and words are complete"))).clone()
}

fn printer() -> Arc<Printer> {
    static PRINTER: OnceLock<Arc<Printer>> = OnceLock::new();
    PRINTER.get_or_init(|| Arc::new(Printer::new())).clone()
}

fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let path = std::env::temp_dir().join(format!("tillit-template-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let database = Database::open(&format!("sqlite:{}", path.display())).unwrap();
        db::migrate(&database).unwrap();
        database.read_now(|c| Ok(diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(c)?)).unwrap();
        path
    })
}

static POSTGRES_DOOR: Mutex<()> = Mutex::new(());

fn postgres_database(name: &str) -> String {
    static TEMPLATE: OnceLock<()> = OnceLock::new();
    // CREATE DATABASE refuses while another session copies the same template.
    let _door = POSTGRES_DOOR.lock().unwrap_or_else(|e| e.into_inner());
    let admin = Database::open(&postgres::url("postgres")).unwrap();
    let make = |sql: String| {
        admin.read_now(|c| Ok(diesel::sql_query(sql).execute(c)?)).unwrap();
    };
    TEMPLATE.get_or_init(|| {
        make("CREATE DATABASE tillit_template".to_string());
        db::migrate(&Database::open(&postgres::url("tillit_template")).unwrap()).unwrap();
    });
    make(format!("CREATE DATABASE {name} TEMPLATE tillit_template"));
    postgres::url(name)
}

impl Harness {
    async fn new(engine: Engine) -> Harness {
        let unique = Id::new(Utc::now()).to_string().replace('-', "");
        let folder = std::env::temp_dir().join(format!("tillit-test-{unique}"));
        std::fs::create_dir_all(&folder).unwrap();
        let (url, database_name) = match engine {
            Engine::Sqlite => {
                let path = folder.join("tillit.db");
                std::fs::copy(sqlite_template(), &path).unwrap();
                (format!("sqlite:{}", path.display()), None)
            }
            Engine::Postgres => {
                let name = format!("t{unique}");
                (postgres_database(&name), Some(name))
            }
        };
        let app = Data::new(App {
            db: Database::open(&url).unwrap(),
            views: views(),
            clock: Clock::frozen(start_time()),
            files: Files::new(folder.join("files")),
            printer: printer(),
            settings: Settings {
                base_url: "http://localhost:8080".to_string(),
                secret_key: SECRET_KEY.to_string(),
                demo: false,
                tour: Vec::new(),
                session_idle_minutes: 60,
                session_absolute_hours: 12,
                upload_max_bytes: 20_000_000,
                trust_proxy: false,
            },
        });
        let (region, other_region) = app
            .db
            .write_now(|c| {
                let now = start_time();
                let region = accounts::add_organisation(
                    c,
                    now,
                    OrganisationKind::Region,
                    "Region Almeå",
                    Some("2321000016"),
                    false,
                )?;
                let other =
                    accounts::add_organisation(c, now, OrganisationKind::Municipality, "Lindvik kommun", None, false)?;
                Ok((region, other))
            })
            .unwrap();
        let service = Rc::new(actix_web::test::init_service(server::application(app.clone())).await);
        let call: Call = Rc::new(move |request| {
            let service = service.clone();
            Box::pin(async move { Answer::read(service.call(request).await).await })
        });
        Harness { app, region, other_region, engine, call, folder, database_name, drained: std::cell::Cell::new(true) }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    pub fn advance_days(&self, days: i64) {
        self.app.clock.advance(Duration::days(days));
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, Refusal>) -> T {
        self.app.db.write_now(work).expect("the write is accepted")
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut Db) -> Result<T, Refusal>) -> T {
        self.app.db.read_now(work).expect("the read is accepted")
    }

    /// A new person with an account (password `Rätt häst batteri 9!`) and a role.
    pub fn person(&self, organisation: &Organisation, role: Role, name: &str) -> (Person, Ctx) {
        let email = format!(
            "{}@{}.example",
            name.to_lowercase().replace(' ', ".").replace(['å', 'ä'], "a").replace('ö', "o"),
            role.as_str().replace('_', "-")
        );
        let now = self.now();
        let person = self.write(|c| {
            let new = NewPerson { name: name.to_string(), email: Some(email.parse().unwrap()), phone: None };
            let person = accounts::add_person(c, now, &new)?;
            accounts::add_account(c, now, &person, Language::Sv, Some(password_hash().to_string()))?;
            accounts::add_membership(c, now, &person.id, &organisation.id, role)?;
            Ok(person)
        });
        let ctx = self.ctx_of(&person, organisation, role);
        (person, ctx)
    }

    /// The context in which `person` acts now; its time is the clock's at this moment.
    pub fn ctx_of(&self, person: &Person, organisation: &Organisation, role: Role) -> Ctx {
        let actor = Actor {
            person_id: person.id.clone(),
            name: person.name.clone(),
            organisation_id: organisation.id.clone(),
            organisation_name: organisation.name.clone(),
            role,
            via: Via::Web,
        };
        Ctx::new(actor, self.now(), Language::Sv, "test".to_string())
    }

    /// A signed-in browser for a new person with `role` in the region.
    pub fn region_user(&self, role: Role) -> Browser {
        let (person, ctx) = self.person(&self.region, role, &format!("Prov {}", role.as_str().replace('_', " ")));
        self.browser_for(&person, ctx)
    }

    /// A signed-in browser for a person who exists.
    pub fn browser_for(&self, person: &Person, ctx: Ctx) -> Browser {
        let now = self.now();
        let token = self.write(|c| {
            let (membership, _) = accounts::memberships_of(c, &person.id)?
                .into_iter()
                .find(|(m, _)| m.organisation_id == ctx.actor.organisation_id)
                .expect("the person has the role");
            let account = accounts::account_of_person(c, &person.id)?.expect("the person has an account");
            accounts::start_session(c, now, &account.id, &membership.id, 12, "test", "127.0.0.1")
        });
        Browser::signed_in(self.call.clone(), token.reveal(), Some(ctx))
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser::stranger(self.call.clone())
    }

    /// An API token for a new person with `role` in `organisation`.
    pub fn token(&self, organisation: &Organisation, role: Role) -> String {
        let (person, _) = self.person(
            organisation,
            role,
            &format!("Program {} {} {}", role.as_str(), self.now().timestamp(), organisation.name),
        );
        self.token_of(&person, organisation, role)
    }

    pub fn token_of(&self, person: &Person, organisation: &Organisation, role: Role) -> String {
        let now = self.now();
        self.write(|c| accounts::create_token(c, now, &person.id, &organisation.id, role, "prov", 30))
            .1
            .reveal()
            .to_string()
    }

    /// Runs every job that is due and gives the mails that would have been sent, rendered.
    pub fn drain(&self) -> Vec<tillit::platform::mail::Letter> {
        let mut letters = Vec::new();
        loop {
            let now = self.now();
            let waiting: Vec<Row> = self
                .read(|c| outbox::latest_mails(c, 1000))
                .into_iter()
                .filter(|r| r.state == outbox::State::Pending)
                .collect();
            for row in waiting.iter().rev() {
                let mail: Mail = serde_json::from_str(&row.payload).unwrap();
                letters.push(worker::letter(&self.app, &mail, row).expect("the mail renders"));
                self.write(|c| outbox::done(c, &row.id, now, None));
            }
            if !worker::work_once(&self.app, None).unwrap() {
                break;
            }
        }
        self.drained.set(true);
        letters
    }

    /// Called at the end of each test: nothing may be left waiting, and the audit chain must hold.
    pub fn finish(&self) {
        // Every contract leaves a job, which makes its plan: that has its own tests.
        let left: i64 = self.read(|c| {
            Ok(rows::table
                .filter(rows::state.eq_any([outbox::State::Pending, outbox::State::Working]))
                .filter(rows::name.ne(contracts::CONTRACT_ADDED))
                .count()
                .get_result(c)?)
        });
        assert_eq!(left, 0, "outbox rows are left: call t.drain()");
        let verdict = self.read(tillit::kit::audit::verify);
        assert!(matches!(verdict, tillit::kit::audit::Verdict::Whole { .. }), "{verdict:?}");
    }
}

impl Drop for Harness {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        let _ = &self.database_name;
    }
}

pub const PASSWORD: &str = "Rätt häst batteri 9!";

fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| tillit::platform::secrets::hash_password(PASSWORD).unwrap())
}
