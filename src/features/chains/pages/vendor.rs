//! The chains that a vendor stands in: under its own contracts, and for somebody else under theirs.

use super::listed_row;
use crate::base::refusal::Result;
use crate::base::{Id, Page, PageRequest};
use crate::features::chains::store::{self, LinkFilter, LinkListed};
use crate::features::chains::views::{OwnChain, VendorPage};
use crate::features::chains::{actions, records::ChainNode};
use crate::features::vendors::{self, Vendor};
use crate::features::{accounts, contracts};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

struct Loaded {
    vendor: Vendor,
    manager: Option<String>,
    node: Option<ChainNode>,
    criterion: u8,
    own: Vec<OwnChain>,
    links: Page<LinkListed>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let vendor = vendors::find(c, &ctx.scope, id)?;
    let node = store::vendor_node(c, &ctx.scope, id)?;
    let own = contracts::of_vendor(c, &ctx.scope, id)?;
    let ids: Vec<Id> = own.iter().map(|contract| contract.id.clone()).collect();
    let mut counted: BTreeMap<Id, usize> = BTreeMap::new();
    for link in store::active_links_of(c, &ctx.scope, &ids)? {
        *counted.entry(link.contract_id).or_default() += 1;
    }
    let page = PageRequest::new(None, None);
    let links = match &node {
        Some(node) => {
            let filter = LinkFilter { node_id: Some(node.id.clone()), ..LinkFilter::default() };
            store::link_page(c, &ctx.scope, &filter, ctx.today(), page)?
        }
        None => Page::new(Vec::new(), 0, page),
    };
    Ok(Loaded {
        manager: vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten(),
        criterion: actions::criterion_level(c, &ctx.scope, id)?,
        own: own
            .into_iter()
            .map(|contract| OwnChain {
                links: counted.get(&contract.id).copied().unwrap_or(0),
                contract_id: contract.id,
                reference: contract.reference,
                title: contract.title,
            })
            .collect(),
        vendor,
        node,
        links,
    })
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let today = web.ctx()?.today();
    // Its own contracts' chains have pages of their own.
    let elsewhere: Vec<&LinkListed> =
        l.links.items.iter().filter(|listed| listed.contract.vendor_id != l.vendor.id).collect();
    let body = VendorPage {
        head: vendors::head(&web, &l.vendor, l.manager, "chain"),
        node_id: l.node.map(|node| node.id),
        criterion: l.criterion,
        own: l.own,
        rows_total: elsewhere.len(),
        rows: elsewhere.into_iter().map(|listed| listed_row(listed, today)).collect(),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/chains/vendor", l.vendor.legal_name, crumbs, &body)
}
