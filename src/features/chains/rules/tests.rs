//! The graph by tables, and its invariants under random edits.

use super::faults::Judged;
use super::*;
use crate::features::chains::model::{ApprovalState, ChainModel, LinkState, NodeKind, TransferMechanism};
use crate::features::chains::records::ChainNode;
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ids(count: usize) -> Vec<Id> {
    (0..count).map(|_| Id::new(at())).collect()
}

fn link(parent: &Id, child: &Id) -> ChainLink {
    ChainLink {
        id: Id::new(at()),
        organisation_id: parent.clone(),
        contract_id: parent.clone(),
        service_id: None,
        parent_node_id: parent.clone(),
        child_node_id: child.clone(),
        task: "Drift".into(),
        data_class: Some(2),
        information_types: String::new(),
        persons_low: None,
        persons_high: None,
        countries: "SE".into(),
        remote_countries: String::new(),
        third_country: false,
        transfer_mechanism: None,
        source: LinkSource::Declared,
        vendor_visible: true,
        approval: ApprovalState::None,
        approval_valid_until: None,
        approval_reference: None,
        subcontract_id: None,
        state: LinkState::Active,
        started_on: day("2026-11-01"),
        ended_on: None,
        end_reason: None,
        confirmed_on: None,
        internal_note: None,
        created_by_name: String::new(),
        created_at: at().into(),
        updated_at: at().into(),
        version: 1,
    }
}

fn node(id: &Id, kind: NodeKind, country: Option<&str>) -> (Id, ChainNode) {
    let node = ChainNode {
        id: id.clone(),
        organisation_id: id.clone(),
        kind,
        vendor_id: None,
        name: "Nod".into(),
        name_folded: "nod".into(),
        search_text: "nod".into(),
        org_number: None,
        country: country.map(ToString::to_string),
        location: None,
        shared_note: None,
        internal_note: None,
        created_at: at().into(),
        updated_at: at().into(),
        version: 1,
    };
    (id.clone(), node)
}

fn codes(links: &[ChainLink], root: &Id, parent: &Id, child: &Id, source: LinkSource) -> Vec<(&'static str, String)> {
    let wanted = Wanted { parent, child, service: None, source, child_field: "name" };
    check_new(&Graph::new(root, links), wanted, 2).into_iter().map(|e| (e.code, e.field)).collect()
}

#[test]
fn what_cannot_be_linked_is_refused_at_its_field() {
    let n = ids(6);
    let links = [link(&n[0], &n[1]), link(&n[1], &n[2])];
    let check = |parent: usize, child: usize, source| codes(&links, &n[0], &n[parent], &n[child], source);
    let declared = LinkSource::Declared;
    assert_eq!(check(1, 1, declared), [("error-chain-self", "name".to_string())]);
    assert_eq!(check(2, 0, declared), [("error-chain-cycle", "name".to_string())]);
    assert_eq!(check(2, 1, declared), [("error-chain-cycle", "name".to_string())]);
    assert_eq!(check(0, 1, declared), [("error-chain-twice", "name".to_string())]);
    assert_eq!(check(5, 3, declared), [("error-chain-parent", "parent_node_id".to_string())]);
    assert_eq!(check(2, 3, declared), [("error-chain-depth", "parent_node_id".to_string())]);
    assert_eq!(check(2, 3, LinkSource::Discovered), []);
    assert_eq!(check(1, 3, declared), []);
    assert_eq!(check(0, 2, declared), []);
}

#[test]
fn whoever_would_lose_the_way_up_is_found() {
    let n = ids(5);
    let links = [link(&n[0], &n[1]), link(&n[1], &n[2]), link(&n[2], &n[3]), link(&n[0], &n[3])];
    let graph = Graph::new(&n[0], &links);
    let orphans = graph.orphans_without(&links[0].id);
    assert_eq!(orphans, BTreeSet::from([&n[1], &n[2]]), "the fourth has another way up");
    assert_eq!(graph.depths(&n[0]).get(&n[3]), Some(&3), "by the longest way");
}

#[test]
fn criterion_c_follows_the_table() {
    let model = ChainModel::current();
    let n = ids(5);
    let plain = |count: usize| -> Vec<ChainLink> { (0..count).map(|i| link(&n[i], &n[i + 1])).collect() };
    let nodes = |kind, country: Option<&str>| -> BTreeMap<Id, ChainNode> {
        n.iter().map(|id| node(id, kind, country)).collect()
    };
    let judged =
        |links: &[ChainLink], nodes: &BTreeMap<Id, ChainNode>| level(&Graph::new(&n[0], links), &n[0], nodes, model);
    let home = nodes(NodeKind::Subcontractor, Some("SE"));
    assert_eq!([0, 1, 2, 3, 4].map(|tiers| judged(&plain(tiers), &home)), [0, 1, 2, 4, 4]);
    let near = nodes(NodeKind::Subcontractor, Some("FI"));
    assert_eq!([1, 2, 3].map(|tiers| judged(&plain(tiers), &near)), [2, 3, 4]);
    assert_eq!(judged(&plain(1), &nodes(NodeKind::Unknown, None)), 4, "an unknown tier");
    assert_eq!(judged(&plain(1), &nodes(NodeKind::Subcontractor, Some("TH"))), 4, "a third country");
    let mut remote = plain(1);
    remote[0].remote_countries = "IN".into();
    assert_eq!(judged(&remote, &home), 4, "reached from a third country");
    let mut unstated = plain(1);
    unstated[0].countries = String::new();
    assert_eq!(judged(&unstated, &home), 3, "nobody says where");
    assert_eq!(level(&Graph::new(&n[0], &plain(3)), &n[1], &home, model), 2, "from the middle down");
    assert_eq!(data_class(&Graph::new(&n[0], &plain(2)), &n[0]), Some(2));
}

#[test]
fn faults_are_told_apart() {
    let n = ids(4);
    let nodes: BTreeMap<Id, ChainNode> =
        [node(&n[1], NodeKind::Subcontractor, Some("SE")), node(&n[2], NodeKind::Unknown, None)].into();
    let found = |change: &dyn Fn(&mut ChainLink), limit, role: bool| {
        let mut links = vec![link(&n[0], &n[1]), link(&n[1], &n[2])];
        links[1].data_class = Some(0);
        links[1].approval = ApprovalState::NotRequired;
        change(&mut links[0]);
        let with_role = if role { BTreeSet::from([links[0].id.clone()]) } else { BTreeSet::new() };
        let by = Judged {
            nodes: &nodes,
            with_role: &with_role,
            depth_limit: limit,
            tier: Some(1),
            today: day("2026-11-24"),
        };
        let all = faults(&Graph::new(&n[0], &links), &by, ChainModel::current());
        let of_first = all.iter().filter(|fault| fault.link_id == links[0].id).map(|fault| fault.kind);
        assert!(all.iter().any(|fault| fault.kind == FaultKind::UnknownTier && fault.link_id == links[1].id));
        assert_eq!(worst_faults(&all)[&links[1].id], FaultKind::UnknownTier);
        of_first.collect::<Vec<_>>()
    };
    let approved = |link: &mut ChainLink| link.approval = ApprovalState::Approved;
    assert_eq!(found(&approved, 3, true), []);
    assert_eq!(found(&|_| {}, 3, true), [FaultKind::NotApproved], "it has somebody below it");
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.approval_valid_until = Some(day("2026-11-23"));
            },
            3,
            true
        ),
        [FaultKind::ApprovalExpired]
    );
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.approval_valid_until = Some(day("2026-11-24"));
            },
            3,
            true
        ),
        []
    );
    assert_eq!(found(&|l| l.approval = ApprovalState::Refused, 3, true), [FaultKind::Refused, FaultKind::NotApproved]);
    assert_eq!(found(&approved, 0, true), [FaultKind::TooDeep]);
    assert_eq!(found(&approved, 3, false), [FaultKind::NoRole]);
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.countries = String::new();
            },
            3,
            true
        ),
        [FaultKind::NoPlace]
    );
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.third_country = true;
                l.transfer_mechanism = Some(TransferMechanism::Unknown);
            },
            3,
            true
        ),
        [FaultKind::NoMechanism]
    );
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.started_on = day("2026-05-23");
            },
            3,
            true
        ),
        [FaultKind::Unconfirmed]
    );
    assert_eq!(
        found(
            &|l| {
                approved(l);
                l.started_on = day("2026-05-23");
                l.confirmed_on = Some(day("2026-05-24"));
            },
            3,
            true
        ),
        []
    );
    assert_eq!(
        found(&|l| l.source = LinkSource::Discovered, 3, true),
        [FaultKind::Discovered, FaultKind::NotApproved, FaultKind::Unconfirmed]
    );
}

/// Small steps of a generator that is the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// No circle, nobody in the air, no deeper than allowed, never the same link twice.
fn assert_holds(root: &Id, links: &[ChainLink], limit: i32) {
    let graph = Graph::new(root, links);
    let reached = graph.reach(root);
    let mut pairs = BTreeSet::new();
    for one in &graph.links {
        assert_ne!(one.parent_node_id, one.child_node_id);
        assert!(!reaches(&graph, &one.child_node_id, &one.parent_node_id), "a circle");
        assert!(reached.contains(&one.parent_node_id), "a link in the air");
        assert!(pairs.insert((&one.parent_node_id, &one.child_node_id)), "twice");
    }
    assert!(graph.depths(root).into_values().max() <= usize::try_from(limit).ok(), "too deep");
}

#[test]
fn the_invariants_hold_under_random_edits() {
    let limit = 4;
    for seed in 0..60_u64 {
        let (n, mut dice, mut links) = (ids(9), Dice(seed), Vec::<ChainLink>::new());
        let mut level_before = 0;
        for _ in 0..80 {
            let (parent, child) = (dice.throw(n.len()), dice.throw(n.len()));
            let grown = dice.throw(4) > 0;
            if grown {
                let wanted = Wanted {
                    parent: &n[parent],
                    child: &n[child],
                    service: None,
                    source: LinkSource::Declared,
                    child_field: "name",
                };
                if check_new(&Graph::new(&n[0], &links), wanted, limit).is_empty() {
                    links.push(link(&n[parent], &n[child]));
                }
            } else if !links.is_empty() {
                let gone = links[dice.throw(links.len())].clone();
                let graph = Graph::new(&n[0], &links);
                let orphans: BTreeSet<Id> = graph.orphans_without(&gone.id).into_iter().cloned().collect();
                let lifted = dice.throw(2) == 0;
                let mut kept: Vec<ChainLink> = links.iter().filter(|l| l.id != gone.id).cloned().collect();
                if lifted && orphans.contains(&gone.child_node_id) {
                    for one in &mut kept {
                        if one.parent_node_id == gone.child_node_id {
                            one.parent_node_id = gone.parent_node_id.clone();
                        }
                    }
                    let mut seen = BTreeSet::new();
                    kept.retain(|l| seen.insert((l.parent_node_id.clone(), l.child_node_id.clone())));
                } else {
                    kept.retain(|l| !orphans.contains(&l.parent_node_id));
                }
                links = kept;
            }
            assert_holds(&n[0], &links, limit);
            let nodes = n.iter().map(|id| node(id, NodeKind::Subcontractor, Some("SE"))).collect();
            let now = level(&Graph::new(&n[0], &links), &n[0], &nodes, ChainModel::current());
            assert!(!grown || now >= level_before, "adding a link never lowers criterion C");
            level_before = now;
        }
    }
}

/// A star of `count` nodes below the first, each with one below it again.
fn star(count: usize) -> (Vec<Id>, Vec<ChainLink>, BTreeMap<Id, ChainNode>) {
    let n = ids(2 * count + 1);
    let links = (1..=count).flat_map(|i| [link(&n[0], &n[i]), link(&n[i], &n[count + i])]).collect();
    let nodes = n.iter().map(|id| node(id, NodeKind::Subcontractor, Some("SE"))).collect();
    (n, links, nodes)
}

#[test]
fn a_large_chain_is_folded_with_counts_and_what_is_wrong_is_not_folded_away() {
    let (n, links, nodes) = star(250);
    let graph = Graph::new(&n[0], &links);
    let bad = links.iter().find(|l| l.child_node_id == n[249]).unwrap();
    let worst = BTreeMap::from([(&bad.id, FaultKind::Discovered)]);
    let picture = draw(&graph, &Wished { focus: &n[0], tiers: 3, nodes: &nodes, worst: &worst });
    assert_eq!(picture.total, 500);
    assert!(picture.boxes.len() <= 90, "{}", picture.boxes.len());
    let shown: BTreeSet<&Id> = picture.boxes.iter().map(|one| &one.node_id).collect();
    assert_eq!(shown.len(), picture.boxes.len(), "each is drawn once");
    assert!(shown.contains(&n[249]));
    assert_eq!(picture.folds.iter().map(|fold| (fold.count, fold.to_table)).collect::<Vec<_>>(), [(210, true)]);
    let one = draw(&graph, &Wished { focus: &n[0], tiers: 1, nodes: &nodes, worst: &BTreeMap::new() });
    assert!(one.folds.iter().filter(|fold| fold.count == 1).count() == 40, "those below are counted");
}

#[test]
fn a_node_that_two_lead_to_is_drawn_once_below_the_deeper() {
    let n = ids(4);
    let links = [link(&n[0], &n[1]), link(&n[0], &n[3]), link(&n[1], &n[2]), link(&n[2], &n[3])];
    let nodes = n.iter().map(|id| node(id, NodeKind::Storage, None)).collect();
    let graph = Graph::new(&n[0], &links);
    let picture = draw(&graph, &Wished { focus: &n[0], tiers: 9, nodes: &nodes, worst: &BTreeMap::new() });
    assert_eq!((picture.boxes.len(), picture.lines.len(), picture.folds.len()), (4, 4, 0));
    let last = picture.boxes.iter().find(|one| one.node_id == n[3]).unwrap();
    assert!(last.shared && picture.boxes.iter().all(|one| one.x <= last.x));
    let part = draw(&graph, &Wished { focus: &n[2], tiers: 9, nodes: &nodes, worst: &BTreeMap::new() });
    assert_eq!(part.boxes.len(), 2);
}
