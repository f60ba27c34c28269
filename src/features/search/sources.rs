//! Where is searched. A later feature becomes searchable by one line in one of the two lists.

use super::rules::{Kind, Terms};
use super::store::{self, Hit};
use crate::access::{Permission, Scope, routes};
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::Db;

type Find = fn(&mut Db, &Scope, &Terms, PageRequest) -> Result<Page<Hit>>;

/// One kind of things, where each of them is shown, and the query that finds them.
pub struct Source {
    pub kind: Kind,
    /// The address of one, as it is registered; perhaps with a query after it.
    pub page: &'static str,
    /// The words of its states begin with this.
    pub states: Option<&'static str>,
    pub find: Find,
}

const fn source(kind: Kind, page: &'static str, states: Option<&'static str>, find: Find) -> Source {
    Source { kind, page, states, find }
}

/// What the people of a region find.
pub const REGION: &[Source] = &[
    source(Kind::Vendors, "/vendors/{id}", Some("vendors-status-"), store::vendors),
    source(Kind::Contacts, "/vendors/{id}?tab=contacts", None, store::contacts),
    source(Kind::Certificates, "/vendors/{id}?tab=certificates", None, store::certificates),
    source(Kind::Contracts, "/contracts/{id}", None, store::contracts),
    source(Kind::Services, "/services/{id}", None, store::services),
    source(Kind::Platforms, "/platforms/{id}", None, store::platforms),
    source(Kind::Nodes, "/chains/nodes/{id}", None, store::nodes),
    source(Kind::Subcontracts, "/subcontracts/{id}", Some("subcontracts-state-"), store::subcontracts),
    source(Kind::Findings, "/findings/{id}", None, store::findings),
    source(Kind::Actions, "/actions/{id}", Some("action-status-"), store::actions),
    source(Kind::Dialogues, "/dialogues/{id}", Some("dialogue-status-"), store::dialogues),
    source(Kind::Assessments, "/assessments/{id}", Some("questionnaires-status-"), store::assessments),
    source(Kind::Incidents, "/incidents/{id}", Some("incidents-state-"), store::incidents),
    source(Kind::Risks, "/risks/{id}", Some("risks-state-"), store::risks),
];

/// What the people of a vendor find: their own, by what they themselves may read.
pub const PORTAL: &[Source] = &[
    source(Kind::Actions, "/portal/actions/{id}", Some("action-status-"), store::own_actions),
    source(Kind::Dialogues, "/portal/dialogues/{id}", None, store::own_dialogues),
    source(
        Kind::Assessments,
        "/portal/assessments/{id}",
        Some("questionnaires-portal-status-"),
        store::own_assessments,
    ),
];

impl Source {
    /// The permission of the page that a hit leads to; None when no such page is served.
    pub fn permission(&self) -> Option<Permission> {
        routes::permission("GET", self.page.split('?').next().unwrap_or_default())
    }

    pub fn href(&self, id: &Id) -> String {
        self.page.replace("{id}", id.as_str())
    }
}
