//! The program as people run it: real processes over a folder of their own, on SQLite.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tillit::platform::db::Database;

pub struct Place {
    folder: PathBuf,
    port: u16,
}

impl Place {
    pub fn new() -> Place {
        let folder = std::env::temp_dir().join(format!("tillit-cli-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Place { folder, port }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tillit"));
        command.args(arguments).current_dir(&self.folder).env_clear().env("TILLIT_DATA", self.folder.join("data"));
        command.env("TILLIT_BIND", format!("127.0.0.1:{}", self.port));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that has to succeed; gives what it printed.
    pub fn good(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }

    /// An organisation with an administrator's API token.
    pub fn token(&self) -> String {
        let setup = self.good(&[
            "setup",
            "--organisation",
            "Region Almeå",
            "--org-number",
            "232100-0016",
            "--kind",
            "region",
            "--admin",
            "eva@almea.example",
        ]);
        assert!(setup.lines().last().unwrap().starts_with("http://127.0.0.1:"), "{setup}");
        let created = self.good(&["token", "create", "--email", "eva@almea.example", "--role", "admin"]);
        let token = created.lines().last().unwrap().to_string();
        assert!(token.len() > 40 && !token.contains(' '), "{created}");
        token
    }

    pub fn database(&self) -> Database {
        Database::open(&format!("sqlite:{}", self.folder.join("data/tillit.db").display())).unwrap()
    }

    pub fn serve(&self) -> Child {
        let log = std::fs::File::create(self.folder.join("log")).unwrap();
        let child = self.command(&["serve"]).stderr(log).stdout(Stdio::null()).spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.call("GET", "/readyz", "", "").map(|a| a.0) != Some(200) {
            assert!(Instant::now() < deadline, "{}", std::fs::read_to_string(self.folder.join("log")).unwrap());
            std::thread::sleep(Duration::from_millis(50));
        }
        child
    }

    /// One HTTP call; None when the service does not answer.
    pub fn call(&self, method: &str, path: &str, token: &str, body: &str) -> Option<(u16, String)> {
        self.call_with(method, path, token, "Content-Type: multipart/form-data; boundary=b\r\n", body)
    }

    /// The same with headers of one's own, each ended with CR LF.
    pub fn call_with(&self, method: &str, path: &str, token: &str, headers: &str, body: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
             {headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = text(&answer);
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        Some((status, answer.split_once("\r\n\r\n")?.1.to_string()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_string()
}

pub fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// The form that imports one vendor.
fn one_vendor(index: usize) -> String {
    let field =
        |name: &str, value: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let file = format!("Namn;Organisationsnummer\nBolag {index};{}\n", crate::exchange::number(index));
    let file =
        format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{file}\r\n--b--\r\n");
    field("kind", "vendors") + &file
}

pub fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_misspelt_key_names_the_nearest() {
    let output = Place::new().command(&["config"]).env("TILLIT_SMPT_URL", "x").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("smtp_url"), "{}", text(&output.stderr));
    let place = Place::new();
    let config = place.command(&["config"]).env("TILLIT_SECRET_KEY", "hemlig").output().unwrap();
    assert!(text(&config.stdout).contains("secret_key = \"********\""), "{}", text(&config.stdout));
}

#[test]
fn pending_migrations_are_reported_and_applied() {
    let place = Place::new();
    let check = place.run(&["migrate", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("pending 2026"), "{}", text(&check.stdout));
    place.good(&["migrate"]);
    assert_eq!(place.good(&["migrate", "--check"]), "nothing is pending\n");
}

#[test]
fn the_register_is_imported_and_tampering_is_found() {
    let place = Place::new();
    place.token();
    let register = data("avtalsregister.xlsx");
    let dry = place.run(&["import", "contracts", &register, "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1));
    assert!(text(&dry.stdout).contains("New: 316."), "{}", text(&dry.stdout));
    let first = place.run(&["import", "contracts", &register]);
    let said = text(&first.stdout);
    assert_eq!(first.status.code(), Some(1), "{said}");
    assert!(said.ends_with("New: 316. Changed: 0. Unchanged: 0. Refused: 4.\n"), "{said}");
    assert!(said.contains("Row 44, column D (Org.nr)"), "{said}");
    let again = place.command(&["import", "contracts", &register]).env("LANG", "sv_SE.UTF-8").output().unwrap();
    assert!(
        text(&again.stdout).ends_with("Nya: 0. Ändrade: 0. Oförändrade: 316. Stoppade: 4.\n"),
        "{}",
        text(&again.stdout)
    );
    assert!(place.good(&["import", "vendors", &data("leverantorer-cp1252.csv")]).contains("Refused: 0."));
    let list = data("e-tjanster.csv");
    assert!(place.good(&["import", "services", &list]).contains("New: 23."));
    assert!(place.good(&["import", "services", &list]).contains("Unchanged: 23."));
    let missing = place.run(&["import", "contracts", "no-such-file.csv"]);
    assert!(!missing.status.success() && text(&missing.stderr).contains("no-such-file.csv"));

    assert!(place.good(&["audit", "verify"]).starts_with("the chain is whole"));
    place
        .database()
        .write_now(|c| {
            use diesel::prelude::*;
            Ok(diesel::sql_query("UPDATE audit_events SET summary = 'x' WHERE seq = 7").execute(c)?)
        })
        .unwrap();
    let broken = place.run(&["audit", "verify"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stdout).contains("event 7: its content was changed"), "{}", text(&broken.stdout));
}

#[test]
fn sigterm_lets_the_service_finish() {
    let place = Place::new();
    place.good(&["migrate"]);
    let mut child = place.serve();
    assert!(place.run(&["health"]).status.success());
    signal(&child, "-TERM");
    let asked = Instant::now();
    let status = child.wait().unwrap();
    assert!(status.success() && asked.elapsed() < Duration::from_secs(10), "{status} after {:?}", asked.elapsed());
    assert!(!place.run(&["health"]).status.success());
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let place = Place::new();
    let token = place.token();
    let mut acknowledged = 0_i64;
    for round in 0..2 {
        let mut child = place.serve();
        let killer = child.id().to_string();
        let timer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(1500));
            Command::new("kill").args(["-9", &killer]).status().unwrap()
        });
        for index in 0.. {
            match place.call("POST", "/api/v1/imports", &token, &one_vendor(round * 100_000 + index)) {
                Some((201, _)) => acknowledged += 1,
                Some((status, body)) => panic!("{status}: {body}"),
                None => break,
            }
        }
        assert!(timer.join().unwrap().success());
        let _ = child.wait();
    }
    assert!(acknowledged > 10, "{acknowledged}");
    let mut child = place.serve();
    let total: i64 = place
        .database()
        .read_now(|c| {
            use diesel::prelude::*;
            Ok(tillit::platform::db::schema::vendors::table.count().get_result(c)?)
        })
        .unwrap();
    // One more a round may have been stored whose answer never left.
    assert!((acknowledged..=acknowledged + 2).contains(&total), "{acknowledged} acknowledged, {total} stored");
    assert!(place.good(&["audit", "verify"]).starts_with("the chain is whole"));
    signal(&child, "-TERM");
    child.wait().unwrap();
    let log = std::fs::read_to_string(place.folder.join("log")).unwrap();
    assert!(!log.contains(&token) && !log.contains("Region Almeå") && !log.contains("eva@"), "{log}");
}
