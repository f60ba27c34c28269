//! The frame around every page: who is signed in, where they are, and what was just said to them.

use crate::base::Language;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    pub lang: Language,
    /// Already worded.
    pub title: String,
    pub csrf: String,
    /// Current path and query, as in the address bar.
    pub path: String,
    /// The calendar date in Sweden; due dates are worded against it.
    pub today: NaiveDate,
    pub signed_in: Option<SignedIn>,
    /// Notices that the person has not read.
    pub unread: i64,
    pub nav: Vec<NavItem>,
    pub breadcrumbs: Vec<Crumb>,
    pub flash: Option<Flash>,
    /// True in the demo: a banner says so and links to the mailbox.
    pub demo: bool,
    pub request_id: String,
    /// `light` or `dark`; `None` follows the device.
    pub theme: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SignedIn {
    pub person_name: String,
    pub organisation_name: String,
    /// A role key such as `contract_manager`, worded by `role-contract_manager`.
    pub role: String,
    /// `region` or `vendor`.
    pub side: String,
    pub memberships: Vec<MembershipLink>,
}

/// One organisation that the person can act for.
#[derive(Debug, Clone, Serialize)]
pub struct MembershipLink {
    pub id: String,
    pub label: String,
    pub current: bool,
}

/// `key` is both the icon and the word (`nav-<key>`).
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    pub key: String,
    pub href: String,
    pub current: bool,
    pub count: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

/// Said once, at the top of the page after a redirect. `kind` is `ok`, `attention` or `serious`.
#[derive(Debug, Clone, Serialize)]
pub struct Flash {
    pub kind: String,
    pub text: String,
}

impl Default for Frame {
    fn default() -> Self {
        Frame {
            lang: Language::Sv,
            title: String::new(),
            csrf: String::new(),
            path: "/".into(),
            today: NaiveDate::default(),
            signed_in: None,
            unread: 0,
            nav: Vec::new(),
            breadcrumbs: Vec::new(),
            flash: None,
            demo: false,
            request_id: String::new(),
            theme: None,
        }
    }
}

impl Frame {
    pub fn new(lang: Language, today: NaiveDate) -> Frame {
        Frame { lang, today, ..Frame::default() }
    }

    pub fn titled(mut self, title: impl Into<String>) -> Frame {
        self.title = title.into();
        self
    }

    /// Adds a step to the breadcrumb; the last one has no address.
    pub fn crumb(mut self, label: impl Into<String>, href: Option<&str>) -> Frame {
        self.breadcrumbs.push(Crumb { label: label.into(), href: href.map(str::to_string) });
        self
    }

    pub fn said(mut self, kind: &str, text: impl Into<String>) -> Frame {
        self.flash = Some(Flash { kind: kind.into(), text: text.into() });
        self
    }
}

impl NavItem {
    pub fn new(key: &str, href: &str) -> NavItem {
        NavItem { key: key.into(), href: href.into(), current: false, count: None }
    }
}
