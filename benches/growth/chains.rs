//! The blast radius in a large portfolio, and the page of a chain of 500 nodes.

use crate::stage::Stage;
use diesel::RunQueryDsl;
use tillit::base::{Id, Language, Result};
use tillit::features::chains;
use tillit::features::chains::views::ContractPage;
use tillit::platform::db::Db;
use tillit::platform::view::{Frame, Sampled, Views};

/// Rows are written by hand: the actions judge each, and that is not what is measured.
struct Portfolio<'a> {
    c: &'a mut Db,
    organisation: Id,
    at: chrono::DateTime<chrono::Utc>,
}

const AT: &str = "'2026-11-23 08:00:00'";

impl Portfolio<'_> {
    fn insert(&mut self, table: &str, columns: &str, rows: &[String]) -> Result<()> {
        for some in rows.chunks(500) {
            let sql = format!("INSERT INTO {table} ({columns}) VALUES {}", some.join(", "));
            diesel::sql_query(sql).execute(self.c)?;
        }
        Ok(())
    }

    /// `count` vendors with a contract and a node each; gives contracts and nodes.
    fn vendors(&mut self, count: usize) -> Result<(Vec<Id>, Vec<Id>)> {
        let ids = |at| (0..count).map(|_| Id::new(at)).collect::<Vec<_>>();
        let (vendors, contracts, nodes) = (ids(self.at), ids(self.at), ids(self.at));
        let home = self.organisation.clone();
        let rows: Vec<String> = vendors
            .iter()
            .map(|id| {
                format!("('{id}','{home}','V','v','v','it_supplier','SE','active','',2,{},{AT},{AT},1)", self.no())
            })
            .collect();
        self.insert("vendors", "id,organisation_id,legal_name,name_folded,search_text,kind,country,status,tags,tier,tier_preliminary,created_at,updated_at,version", &rows)?;
        let rows: Vec<String> = contracts
            .iter()
            .zip(&vendors)
            .map(|(id, vendor)| format!("('{id}','{home}','{vendor}','{id}','A','a','a',{AT},{AT},1)"))
            .collect();
        self.insert(
            "contracts",
            "id,organisation_id,vendor_id,reference,title,title_folded,search_text,created_at,updated_at,version",
            &rows,
        )?;
        let rows: Vec<String> = nodes
            .iter()
            .zip(&vendors)
            .map(|(id, vendor)| format!("('{id}','{home}','vendor','{vendor}','N','n','n','SE',{AT},{AT},1)"))
            .collect();
        self.insert(
            "chain_nodes",
            "id,organisation_id,kind,vendor_id,name,name_folded,search_text,country,created_at,updated_at,version",
            &rows,
        )?;
        Ok((contracts, nodes))
    }

    fn no(&self) -> &'static str {
        if matches!(self.c, Db::Sqlite(_)) { "0" } else { "false" }
    }

    fn yes(&self) -> &'static str {
        if matches!(self.c, Db::Sqlite(_)) { "1" } else { "true" }
    }

    fn nodes(&mut self, count: usize) -> Result<Vec<Id>> {
        let nodes: Vec<Id> = (0..count).map(|_| Id::new(self.at)).collect();
        let home = self.organisation.clone();
        let rows: Vec<String> =
            nodes.iter().map(|id| format!("('{id}','{home}','storage','S {id}','s','s','SE',{AT},{AT},1)")).collect();
        self.insert(
            "chain_nodes",
            "id,organisation_id,kind,name,name_folded,search_text,country,created_at,updated_at,version",
            &rows,
        )?;
        Ok(nodes)
    }

    /// Contract, parent, child.
    fn links(&mut self, links: &[(&Id, &Id, &Id)]) -> Result<()> {
        let (home, no, yes) = (self.organisation.clone(), self.no(), self.yes());
        let rows: Vec<String> = links
            .iter()
            .map(|(contract, parent, child)| {
                let id = Id::new(self.at);
                format!("('{id}','{home}','{contract}','{parent}','{child}','Drift',2,'',100,200,'SE','',{no},'declared',{yes},'none','active','2026-11-01','B',{AT},{AT},1)")
            })
            .collect();
        self.insert("chain_links", "id,organisation_id,contract_id,parent_node_id,child_node_id,task,data_class,information_types,persons_low,persons_high,countries,remote_countries,third_country,source,vendor_visible,approval,state,started_on,created_by_name,created_at,updated_at,version", &rows)
    }
}

/// Vendors with six links each; a few storages far down are shared by some forty contracts each. Gives one of them.
fn portfolio(stage: &Stage, vendors: usize) -> Id {
    stage.prepare(|c, ctx| {
        let mut p = Portfolio { c, organisation: ctx.scope.client()?.clone(), at: ctx.now };
        let (contracts, roots) = p.vendors(vendors)?;
        let middle = p.nodes(vendors)?;
        let leaves = p.nodes(vendors)?;
        let shared = p.nodes((vendors / 40).max(1))?;
        let mut links = Vec::new();
        for (at, (contract, root)) in contracts.iter().zip(&roots).enumerate() {
            let deep = &shared[at % shared.len()];
            let next = &leaves[(at + 1) % leaves.len()];
            links.extend([(contract, root, &middle[at]), (contract, &middle[at], deep), (contract, root, &leaves[at])]);
            links.extend([(contract, &middle[at], next), (contract, root, next), (contract, &leaves[at], deep)]);
        }
        p.links(&links)?;
        Ok(shared[0].clone())
    })
}

/// One contract whose chain has `count` nodes in three tiers. Gives the contract.
fn chain(stage: &Stage, count: usize) -> Id {
    stage.prepare(|c, ctx| {
        let mut p = Portfolio { c, organisation: ctx.scope.client()?.clone(), at: ctx.now };
        let (contracts, roots) = p.vendors(1)?;
        let nodes = p.nodes(count)?;
        let first = (count / 20).max(1);
        let links: Vec<_> = nodes
            .iter()
            .enumerate()
            .map(|(at, node)| {
                let parent = if at < first { &roots[0] } else { &nodes[(at - first) / 4 % nodes.len().min(at)] };
                (&contracts[0], parent, node)
            })
            .collect();
        p.links(&links)?;
        Ok(contracts[0].clone())
    })
}

pub fn run(stage: &mut Stage) {
    let small = portfolio(stage, 1_000);
    stage.settle();
    let small_ms = stage.read(15, |c, ctx| chains::blast_radius(c, &ctx.scope, &small));
    let large = portfolio(stage, 9_000);
    stage.settle();
    let found = stage.prepare(|c, ctx| chains::blast_radius(c, &ctx.scope, &large));
    assert!(found.contracts.len() >= 40, "{}", found.contracts.len());
    let large_ms = stage.read(15, |c, ctx| chains::blast_radius(c, &ctx.scope, &large));
    stage.note("blast radius, 10,000 vendors and 60,000 links", large_ms, 20.0);
    stage.grows("blast radius", small_ms, large_ms);

    let views = Views::new().unwrap();
    let sample = ContractPage::samples(Language::Sv).swap_remove(0);
    let page = |stage: &Stage, contract: &Id| {
        stage.read(15, |c, ctx| {
            let whole = chains::of_contract(c, &ctx.scope, contract)?;
            let faults = whole.faults(ctx.today());
            let mut page = sample.clone();
            page.picture = whole.picture(&faults, None, 3);
            page.criterion = whole.criterion();
            Ok(views.page(ContractPage::TEMPLATE, &Frame::sample(Language::Sv), &page).unwrap())
        })
    };
    let (few, many) = (chain(stage, 50), chain(stage, 500));
    stage.settle();
    let few_ms = page(stage, &few);
    let many_ms = page(stage, &many);
    stage.note("chain page of 500 nodes: read, judged, drawn, rendered", many_ms, 100.0);
    stage.grows("chain page", few_ms, many_ms);
}
