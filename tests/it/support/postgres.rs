//! A PostgreSQL cluster of the tests' own, started once a process, gone when the process ends.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

struct Cluster {
    folder: PathBuf,
    // The shell around the server waits on this pipe; it closes when the tests' process ends.
    _guard: Child,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
const NOBODY: u32 = 65_534;

/// The URL of a database in the cluster.
pub fn url(database: &str) -> String {
    let cluster = CLUSTER.get_or_init(start);
    format!("postgres://tillit@/{database}?host={}", cluster.folder.display())
}

fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|list| list.flatten().map(|e| e.path().join("bin")).filter(|p| p.join("initdb").exists()).collect())
        .unwrap_or_default();
    found.sort();
    found.pop().expect("PostgreSQL is installed (scripts/test does it)")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0"))
}

fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.current_dir("/");
    command
}

fn start() -> Cluster {
    let folder = std::env::temp_dir().join(format!("tillit-pg-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    if is_root() {
        std::os::unix::fs::chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let bin = programs();
    let data = folder.join("data");
    let made = command(bin.join("initdb"))
        .args(["-A", "trust", "-U", "tillit", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let script = format!(
        "'{}' -D '{}' -k '{}' -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
         -c max_connections=300 -c shared_buffers=128MB >'{}' 2>&1 & pid=$!; read _; kill -INT $pid; wait $pid; rm -rf '{}'",
        bin.join("postgres").display(),
        data.display(),
        folder.display(),
        folder.join("log").display(),
        folder.display(),
    );
    let guard = command("/bin/sh").args(["-c", &script]).stdin(Stdio::piped()).spawn().unwrap();
    let cluster = Cluster { folder: folder.clone(), _guard: guard };
    let socket = folder.join(".s.PGSQL.5432");
    for _ in 0..200 {
        if socket.exists() && try_connect(&folder) {
            return cluster;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("PostgreSQL did not start: {}", std::fs::read_to_string(folder.join("log")).unwrap_or_default());
}

fn try_connect(folder: &Path) -> bool {
    let url = format!("postgres://tillit@/postgres?host={}", folder.display());
    tillit::platform::db::Database::open(&url).and_then(|d| d.read_now(|_| Ok(()))).is_ok()
}
