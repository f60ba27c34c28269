//! The doors and settings that a running service holds. Built once by the shell, passed everywhere.

use crate::base::Clock;
use crate::platform::db::Database;
use crate::platform::files::Files;
use crate::platform::pdf::Printer;
use crate::platform::view::Views;
use std::sync::Arc;

pub struct App {
    pub db: Database,
    pub views: Arc<Views>,
    pub clock: Clock,
    pub files: Files,
    pub printer: Arc<Printer>,
    pub settings: Settings,
}

/// What features may know of the configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Without a trailing slash; links in mails begin with it.
    pub base_url: String,
    /// Keys the CSRF tokens.
    pub secret_key: String,
    /// The demo story: tour, mailbox, component page, steerable clock.
    pub demo: bool,
    /// The stops of the demo's guided tour; empty in service.
    pub tour: Vec<TourStop>,
    pub session_idle_minutes: i64,
    pub session_absolute_hours: i64,
    pub upload_max_bytes: usize,
    /// Whether the network address of a request may be taken from `X-Forwarded-For`.
    pub trust_proxy: bool,
}

/// One stop of the guided tour: what to see (`demo-stop-<key>-title`), as whom, and where.
#[derive(Debug, Clone, serde::Serialize)]
pub struct TourStop {
    pub key: &'static str,
    pub email: &'static str,
    pub person: String,
    pub href: String,
}

impl Settings {
    /// Cookies are `Secure` and `__Host-` wherever a browser accepts that: https, or this machine.
    pub fn secure_cookies(&self) -> bool {
        let local = ["http://localhost", "http://127.0.0.1"].iter().any(|start| self.base_url.starts_with(start));
        self.base_url.starts_with("https://") || local
    }

    pub fn cookie_name(&self, name: &str) -> String {
        if self.secure_cookies() { format!("__Host-{name}") } else { name.to_string() }
    }
}
