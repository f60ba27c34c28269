//! The supply chain: links and nodes, what stands behind them, and what the vendor sees of it.

use super::support::Harness;
use super::support::tables::insert;
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::chains::{self, Child, EndLink, LinkFacts, LinkSource, NewLink, NewNode, NodeKind, Orphans};
use tillit::kit::Ctx;

const SECRET: &str = "HEMLIGT-INTERNT";

struct World {
    ctx: Ctx,
    vendor: Id,
    contract: Id,
    /// Another vendor's contract, at the same client.
    other_vendor: Id,
    other_contract: Id,
}

fn vendor(t: &Harness, name: &str, number: &str, home: Option<&Id>) -> Id {
    let organisation = t.region.id.to_string();
    let folded = name.to_lowercase();
    let mut row = vec![
        ("organisation_id", organisation.as_str()),
        ("legal_name", name),
        ("name_folded", &folded),
        ("search_text", &folded),
        ("org_number", number),
        ("kind", "care_provider"),
        ("country", if number.starts_with("0105") { "TH" } else { "SE" }),
        ("status", "active"),
        ("tags", ""),
        ("tier", "1"),
    ];
    if let Some(home) = home {
        row.push(("vendor_organisation_id", home.as_str()));
    }
    insert(t, "vendors", &row)
}

fn contract(t: &Harness, vendor: &Id, reference: &str) -> Id {
    let organisation = t.region.id.to_string();
    let row = [
        ("organisation_id", organisation.as_str()),
        ("vendor_id", vendor.as_str()),
        ("reference", reference),
        ("title", "Rådgivning"),
        ("search_text", reference),
    ];
    insert(t, "contracts", &row)
}

fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let vendor_id = vendor(t, "Vidlyssna Vårdlinje AB", "9921815909", Some(&home.id));
    let other_vendor = vendor(t, "Åsmunda Ögonklinik AB", "9978649201", None);
    let (_, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    World {
        contract: contract(t, &vendor_id, "2024-118"),
        other_contract: contract(t, &other_vendor, "2025-7"),
        vendor: vendor_id,
        other_vendor,
        ctx,
    }
}

fn someone(name: &str, kind: NodeKind, country: Option<&str>) -> NewNode {
    NewNode {
        kind,
        name: name.into(),
        org_number: None,
        country: country.map(Into::into),
        location: None,
        shared_note: Some(SECRET.into()),
        internal_note: Some(SECRET.into()),
        is_another: false,
    }
}

fn facts(task: &str) -> LinkFacts {
    LinkFacts {
        task: task.into(),
        data_class: Some(3),
        persons: (Some(1_000), Some(5_000)),
        countries: vec!["Sverige".into()],
        vendor_visible: true,
        internal_note: Some(SECRET.into()),
        ..LinkFacts::default()
    }
}

impl World {
    fn new_link(&self, parent: Option<&Id>, child: Child) -> NewLink {
        NewLink {
            contract_id: self.contract.clone(),
            service_id: None,
            parent_node_id: parent.cloned(),
            child,
            source: LinkSource::Declared,
            facts: facts("Drift av lagring"),
        }
    }

    fn link(&self, t: &Harness, parent: Option<&Id>, child: Child) -> chains::ChainLink {
        t.write(|c| chains::add_link(c, &self.ctx, &self.new_link(parent, child)))
    }

    fn refused(&self, t: &Harness, new: &NewLink) -> Vec<(String, &'static str)> {
        match t.app.db.write_now(|c| chains::add_link(c, &self.ctx, new)) {
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }
}

both! {
    async fn a_shared_node_is_one_node_and_its_blast_radius_is_certain_or_possible(t: &Harness) {
        let w = world(t);
        let drift = w.link(t, None, Child::New(someone("Arkivhyllan Drift AB", NodeKind::Subcontractor, Some("SE"))));
        let nas = w.link(t, Some(&drift.child_node_id), Child::New(someone("Lagring NAS-2", NodeKind::Storage, Some("SE"))));
        let other = NewLink { contract_id: w.other_contract.clone(), ..w.new_link(None, Child::Known(drift.child_node_id.clone())) };
        t.write(|c| chains::add_link(c, &w.ctx, &other));
        let third = contract(t, &w.vendor, "2026-1");
        let radius = t.read(|c| chains::blast_radius(c, &w.ctx.scope, &nas.child_node_id));
        let behind: Vec<_> = radius.contracts.iter().map(|k| (k.reference.as_str(), k.certain)).collect();
        assert_eq!(behind, [("2024-118", true), ("2025-7", false), ("2026-1", false)]);
        assert_eq!((radius.certain(), radius.possible()), (1, 2));
        assert_eq!(radius.vendors.keys().collect::<Vec<_>>(), [&w.vendor, &w.other_vendor].into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        assert_eq!((radius.persons.low, radius.persons.high, radius.persons.not_stated), (1_000, 5_000, 0));
        assert_eq!((radius.persons_possible.low, radius.persons_possible.high, radius.persons_possible.not_stated), (1_000, 10_000, 1));
        let radius = t.read(|c| chains::blast_radius(c, &w.ctx.scope, &drift.child_node_id));
        assert_eq!((radius.certain(), radius.possible()), (2, 1));
        let (_, foreign) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        assert!(matches!(t.app.db.read_now(|c| chains::blast_radius(c, &foreign.scope, &nas.child_node_id)), Err(Refusal::NotFound)));
        let root = t.read(|c| chains::vendor_node(c, &w.ctx.scope, &w.vendor)).expect("made with the first link");
        let radius = t.read(|c| chains::blast_radius(c, &w.ctx.scope, &root.id));
        assert_eq!(radius.contracts.iter().map(|k| &k.contract_id).collect::<Vec<_>>(), [&w.contract, &third], "its own contracts");
        assert_eq!(t.read(|c| chains::criterion_level(c, &w.ctx.scope, &w.vendor)), 2);
    }

    async fn a_company_is_found_again_by_its_number_and_equal_names_are_asked_about(t: &Harness) {
        let w = world(t);
        let numbered = NewNode { org_number: Some("997864-9201".into()), ..someone("Åsmunda", NodeKind::Subcontractor, Some("SE")) };
        let link = w.link(t, None, Child::New(numbered));
        let node = t.read(|c| chains::find_node(c, &w.ctx.scope, &link.child_node_id));
        assert_eq!((node.vendor_id.as_ref(), node.name.as_str()), (Some(&w.other_vendor), "Åsmunda Ögonklinik AB"));
        let nas = w.link(t, None, Child::New(someone("Lagring NAS-2", NodeKind::Storage, None)));
        let same = someone("LAGRING  nas-2", NodeKind::Storage, None);
        assert_eq!(w.refused(t, &w.new_link(Some(&link.child_node_id), Child::New(same.clone()))), [("same_as".to_string(), "error-chain-same-name")]);
        let another = w.link(t, Some(&link.child_node_id), Child::New(NewNode { is_another: true, ..same }));
        assert_ne!(another.child_node_id, nas.child_node_id);
        // A subcontractor that becomes a vendor keeps its node.
        let foreign = NewNode { org_number: Some("0105 5560".into()), ..someone("Nattpasset Ltd", NodeKind::Subcontractor, Some("Thailand")) };
        let mut new = w.new_link(None, Child::New(foreign));
        assert_eq!(w.refused(t, &new), [("transfer_mechanism".to_string(), "error-chain-transfer")]);
        new.facts.transfer_mechanism = Some(chains::TransferMechanism::StandardClauses);
        let night = t.write(|c| chains::add_link(c, &w.ctx, &new));
        assert!(night.third_country);
        let later = vendor(t, "Nattpasset Rådgivning Ltd", "0105 5560", None);
        assert_eq!(t.write(|c| chains::node_of_vendor(c, &w.ctx, &later)).id, night.child_node_id);
        assert_eq!(t.read(|c| chains::criterion_level(c, &w.ctx.scope, &w.vendor)), 4);
    }

    async fn what_cannot_be_is_refused_at_its_field_and_nothing_is_written(t: &Harness) {
        let w = world(t);
        let first = w.link(t, None, Child::New(someone("Arkivhyllan Drift AB", NodeKind::Subcontractor, Some("SE"))));
        let root = first.parent_node_id.clone();
        let own = NewNode { org_number: Some("232100-0016".into()), ..someone("Almeå", NodeKind::Subcontractor, Some("SE")) };
        assert_eq!(w.refused(t, &w.new_link(None, Child::New(own))), [("name".to_string(), "error-chain-client")]);
        assert_eq!(w.refused(t, &w.new_link(None, Child::New(someone("region almeå", NodeKind::Subcontractor, None)))), [("name".to_string(), "error-chain-client")]);
        assert_eq!(w.refused(t, &w.new_link(Some(&first.child_node_id), Child::Known(root.clone()))), [("node_id".to_string(), "error-chain-cycle")]);
        assert_eq!(w.refused(t, &w.new_link(None, Child::Vendor(w.vendor.clone()))), [("vendor_id".to_string(), "error-chain-self")]);
        assert_eq!(w.refused(t, &w.new_link(None, Child::New(someone("X", NodeKind::Storage, Some("Atlantis"))))), [("country".to_string(), "error-chain-country")]);
        let mut odd = w.new_link(None, Child::New(someone("", NodeKind::Storage, None)));
        odd.facts = LinkFacts { task: String::new(), data_class: Some(4), persons: (Some(5), Some(2)), countries: vec!["XX".into()], ..facts("") };
        let fields: Vec<_> = w.refused(t, &odd).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["task", "data_class", "countries", "persons_high", "name"]);
        let (mut parent, mut depth) = (first.child_node_id.clone(), 1);
        while depth < 3 {
            parent = w.link(t, Some(&parent), Child::New(someone(&format!("Led {depth}"), NodeKind::Subcontractor, None))).child_node_id;
            depth += 1;
        }
        let deep = w.new_link(Some(&parent), Child::New(someone("Led 4", NodeKind::Subcontractor, None)));
        assert_eq!(w.refused(t, &deep), [("parent_node_id".to_string(), "error-chain-depth")]);
        let found = NewLink { source: LinkSource::Discovered, ..deep };
        t.write(|c| chains::add_link(c, &w.ctx, &found));
        assert_eq!(t.read(|c| chains::links_of_contract(c, &w.ctx.scope, &w.contract)).len(), 4);
    }

    async fn ending_a_link_asks_what_becomes_of_those_below(t: &Harness) {
        let w = world(t);
        for (orphans, active) in [(Orphans::End, 0), (Orphans::Move, 1)] {
            let new = |name: &str| Child::New(NewNode { is_another: true, ..someone(name, NodeKind::Subcontractor, Some("SE")) });
            let first = w.link(t, None, new("Mellanled AB"));
            let second = w.link(t, Some(&first.child_node_id), new("Längst ner AB"));
            let end = |orphans| EndLink { ended_on: w.ctx.today(), reason: "Avtalet sades upp".into(), orphans };
            match t.app.db.write_now(|c| chains::end_link(c, &w.ctx, &first.id, &end(None), Some(1))) {
                Err(Refusal::Invalid(errors)) => assert_eq!(errors[0].code, "error-chain-orphans"),
                other => panic!("{other:?}"),
            }
            let stale = t.app.db.write_now(|c| chains::end_link(c, &w.ctx, &first.id, &end(None), Some(9)));
            assert!(matches!(stale, Err(Refusal::Conflict(_))));
            let changed = t.write(|c| chains::end_link(c, &w.ctx, &first.id, &end(Some(orphans)), Some(1)));
            assert_eq!(changed.len(), 2);
            let left: Vec<_> = t.read(|c| chains::links_of_contract(c, &w.ctx.scope, &w.contract)).into_iter().filter(chains::ChainLink::is_active).collect();
            assert_eq!(left.len(), active);
            assert!(left.iter().all(|link| link.id == second.id && link.parent_node_id == first.parent_node_id));
            let again = t.app.db.write_now(|c| chains::edit_link(c, &w.ctx, &first.id, &facts("Drift"), Some(2)));
            assert!(matches!(again, Err(Refusal::Rule("rule-chain-link-ended", _))));
        }
    }
}

/// Numbers that look thrown and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// No circle, no link to itself, nobody without a way up, and nobody declared deeper than the contract allows.
fn assert_whole(t: &Harness, w: &World, limit: usize) {
    let links: Vec<_> = t
        .read(|c| chains::links_of_contract(c, &w.ctx.scope, &w.contract))
        .into_iter()
        .filter(chains::ChainLink::is_active)
        .collect();
    let Some(root) = t.read(|c| chains::vendor_node(c, &w.ctx.scope, &w.vendor)) else { return };
    let mut pairs = std::collections::BTreeSet::new();
    for link in &links {
        assert_ne!(link.parent_node_id, link.child_node_id, "a link to itself");
        assert_ne!(link.child_node_id, root.id, "the main vendor is below nobody");
        assert!(pairs.insert((&link.parent_node_id, &link.child_node_id)), "the same link twice");
    }
    // Tier by tier from the top: a circle would never end, and an orphan is never reached.
    let (mut tier, mut reached) =
        (std::collections::BTreeSet::from([&root.id]), std::collections::BTreeSet::from([&root.id]));
    let mut depth = 0;
    while !tier.is_empty() {
        assert!(depth <= links.len(), "a circle");
        tier =
            links.iter().filter(|link| tier.contains(&link.parent_node_id)).map(|link| &link.child_node_id).collect();
        reached.extend(tier.iter());
        depth += usize::from(!tier.is_empty());
    }
    assert!(links.iter().all(|link| reached.contains(&link.parent_node_id)), "an orphan");
    assert!(depth <= limit, "{depth} tiers, and the contract allows {limit}");
}

both! {
    async fn the_invariants_hold_under_random_edits_by_the_actions(t: &Harness) {
        let w = world(t);
        let mut dice = Dice(20_261_128);
        let mut nodes: Vec<Id> = Vec::new();
        let (mut made, mut refused, mut ended) = (0, 0, 0);
        for step in 0..220 {
            let links: Vec<_> = t.read(|c| chains::links_of_contract(c, &w.ctx.scope, &w.contract)).into_iter().filter(chains::ChainLink::is_active).collect();
            if dice.throw(4) > 0 || links.is_empty() {
                let parent = if nodes.is_empty() || dice.throw(5) == 0 { None } else { Some(nodes[dice.throw(nodes.len())].clone()) };
                let child = match dice.throw(3) {
                    0 if !nodes.is_empty() => Child::Known(nodes[dice.throw(nodes.len())].clone()),
                    1 => Child::Vendor(w.vendor.clone()),
                    _ if nodes.len() > 9 => Child::Known(nodes[dice.throw(nodes.len())].clone()),
                    _ => Child::New(NewNode { is_another: true, ..someone(&format!("Part {step}"), NodeKind::Subcontractor, Some("SE")) }),
                };
                match t.app.db.write_now(|c| chains::add_link(c, &w.ctx, &w.new_link(parent.as_ref(), child))) {
                    Ok(link) => {
                        made += 1;
                        if !nodes.contains(&link.child_node_id) {
                            nodes.push(link.child_node_id);
                        }
                    }
                    Err(Refusal::Invalid(_)) => refused += 1,
                    other => panic!("{other:?}"),
                }
            } else {
                let link = &links[dice.throw(links.len())];
                let orphans = [None, Some(Orphans::End), Some(Orphans::Move)][dice.throw(3)];
                let end = EndLink { ended_on: w.ctx.today(), reason: "Slut".into(), orphans };
                match t.app.db.write_now(|c| chains::end_link(c, &w.ctx, &link.id, &end, Some(link.version))) {
                    Ok(_) => ended += 1,
                    Err(Refusal::Invalid(errors)) => assert_eq!(errors[0].code, "error-chain-orphans"),
                    other => panic!("{other:?}"),
                }
            }
            assert_whole(t, &w, 3);
        }
        assert!(made > 15 && refused > 30 && ended > 10, "the dice must try everything: {made} {refused} {ended}");
    }
}
