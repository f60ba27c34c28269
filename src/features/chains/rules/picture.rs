//! The chain as a picture: where each node stands and each line runs. A node that several others lead to
//! is drawn once. What would not fit is folded into a count that leads on.

use super::{FaultKind, Graph};
use crate::base::Id;
use crate::features::chains::model::NodeKind;
use crate::features::chains::records::{ChainLink, ChainNode};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A chain of no more nodes than this is never folded sideways.
const FEW: usize = 60;
/// How many are drawn below the node in focus, and below each of the others, in a larger one.
const BELOW_FOCUS: usize = 40;
const BELOW_OTHERS: usize = 8;
/// Letters of a name that fit in a box.
const LETTERS: usize = 26;
/// And countries.
const COUNTRIES: usize = 3;

/// In units of the picture.
const WIDTH: i64 = 232;
const HEIGHT: i64 = 72;
const ACROSS: i64 = 56;
const DOWN: i64 = 16;
const MARGIN: i64 = 8;

/// One node as drawn. Places are those of its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawn {
    pub node_id: Id,
    pub x: i64,
    pub y: i64,
    /// Cut to what fits.
    pub short_name: String,
    pub name: String,
    pub kind: NodeKind,
    /// The highest class that any of its links carries; None is not known.
    pub data_class: Option<i32>,
    /// Codes of everywhere its links reach, with commas between.
    pub countries: String,
    pub third_country: bool,
    pub fault: Option<FaultKind>,
    /// `serious` or `attention`, when something is wrong.
    pub tone: Option<&'static str>,
    /// Others work for it in turn.
    pub leads_on: bool,
    /// Several in this chain lead to it.
    pub shared: bool,
    /// The node that the picture begins with.
    pub first: bool,
}

/// What was folded away below a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fold {
    pub node_id: Id,
    pub node_name: String,
    pub x: i64,
    pub y: i64,
    pub count: usize,
    /// They are too many even with the node in focus: the table shows them all.
    pub to_table: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The path, as SVG writes it.
    pub path: String,
    pub faulty: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    pub width: i64,
    pub height: i64,
    pub box_width: i64,
    pub box_height: i64,
    pub boxes: Vec<Drawn>,
    pub folds: Vec<Fold>,
    pub lines: Vec<Line>,
    /// Nodes below the one in focus, drawn or not.
    pub total: usize,
}

/// What is drawn: the chain below a node, so many tiers down.
pub struct Wished<'a> {
    pub focus: &'a Id,
    pub tiers: usize,
    pub nodes: &'a BTreeMap<Id, ChainNode>,
    /// The worst fault of each link.
    pub worst: &'a BTreeMap<&'a Id, FaultKind>,
}

struct Drawing<'a, 'g> {
    graph: &'g Graph<'a>,
    wished: &'g Wished<'a>,
    /// Each node's links down to those that are drawn below it.
    below: BTreeMap<&'a Id, Vec<&'a ChainLink>>,
    into: BTreeMap<&'a Id, Vec<&'a ChainLink>>,
    wide: bool,
    next_y: i64,
    places: BTreeMap<Id, (i64, i64)>,
    boxes: Vec<Drawn>,
    folds: Vec<Fold>,
}

/// Draws the chain. The focus must be in the graph or be its root.
pub fn draw<'a>(graph: &Graph<'a>, wished: &Wished<'a>) -> Picture {
    let depths = graph.depths(wished.focus);
    let mut below: BTreeMap<&Id, Vec<&ChainLink>> = BTreeMap::new();
    let mut into: BTreeMap<&Id, Vec<&ChainLink>> = BTreeMap::new();
    let mut placed: BTreeSet<&Id> = BTreeSet::new();
    for link in &graph.links {
        let (Some(above), Some(here)) = (depths.get(&link.parent_node_id), depths.get(&link.child_node_id)) else {
            continue;
        };
        into.entry(&link.child_node_id).or_default().push(link);
        // It stands one tier below the deepest of those that lead to it, once.
        if above + 1 == *here && placed.insert(&link.child_node_id) {
            below.entry(&link.parent_node_id).or_default().push(link);
        }
    }
    let name = |id: &Id| wished.nodes.get(id).map(|node| node.name_folded.as_str()).unwrap_or_default();
    for links in below.values_mut() {
        // What is wrong is never what gets folded away.
        links.sort_by_key(|link| {
            let fault = wished.worst.get(&link.id);
            (fault.is_none(), fault.copied(), name(&link.child_node_id), &link.id)
        });
    }
    let total = depths.len().saturating_sub(1);
    let mut drawing = Drawing {
        graph,
        wished,
        below,
        into,
        wide: total > FEW,
        next_y: MARGIN,
        places: BTreeMap::new(),
        boxes: Vec::new(),
        folds: Vec::new(),
    };
    drawing.place(wished.focus, 0);
    drawing.finish(total)
}

fn column(tier: usize) -> i64 {
    MARGIN + i64::try_from(tier).unwrap_or(0) * (WIDTH + ACROSS)
}

impl<'a> Drawing<'a, '_> {
    /// Places a node and what is drawn below it; gives where it stands from above.
    fn place(&mut self, node: &'a Id, tier: usize) -> i64 {
        let links = self.below.get(node).cloned().unwrap_or_default();
        let y = if tier >= self.wished.tiers && self.graph.down_from(node).next().is_some() {
            let hidden = self.graph.reach(node).len().saturating_sub(1);
            let y = self.row();
            self.fold(node, tier + 1, y, hidden, false);
            y
        } else {
            let most = match (self.wide, tier) {
                (false, _) => links.len(),
                (true, 0) => BELOW_FOCUS,
                (true, _) => BELOW_OTHERS,
            };
            let mut ys: Vec<i64> = Vec::new();
            for link in links.iter().take(most) {
                ys.push(self.place(&link.child_node_id, tier + 1));
            }
            if links.len() > most {
                let row = self.row();
                self.fold(node, tier + 1, row, links.len() - most, tier == 0);
                ys.push(row);
            }
            match (ys.first(), ys.last()) {
                (Some(first), Some(last)) => (first + last) / 2,
                _ => self.row(),
            }
        };
        self.boxed(node, tier, y);
        y
    }

    fn row(&mut self) -> i64 {
        let y = self.next_y;
        self.next_y += HEIGHT + DOWN;
        y
    }

    fn fold(&mut self, node: &Id, tier: usize, y: i64, count: usize, to_table: bool) {
        let node_name = self.wished.nodes.get(node).map(|n| n.name.clone()).unwrap_or_default();
        self.folds.push(Fold { node_id: node.clone(), node_name, x: column(tier), y, count, to_table });
    }

    fn boxed(&mut self, id: &Id, tier: usize, y: i64) {
        let Some(node) = self.wished.nodes.get(id) else { return };
        let links = self.into.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut countries: BTreeSet<String> = links.iter().flat_map(|link| link.all_countries()).collect();
        countries.extend(node.country.clone());
        let fault = links.iter().filter_map(|link| self.wished.worst.get(&link.id)).min().copied();
        let x = column(tier);
        self.places.insert(id.clone(), (x, y));
        self.boxes.push(Drawn {
            node_id: id.clone(),
            x,
            y,
            short_name: cut(&node.name),
            name: node.name.clone(),
            kind: node.kind,
            data_class: links.iter().filter_map(|link| link.data_class).max(),
            countries: named(&countries),
            third_country: links.iter().any(|link| link.third_country),
            fault,
            tone: fault.map(FaultKind::tone),
            leads_on: self.graph.down_from(id).next().is_some(),
            shared: links.iter().map(|link| &link.parent_node_id).collect::<BTreeSet<_>>().len() > 1,
            first: tier == 0,
        });
    }

    fn finish(mut self, total: usize) -> Picture {
        // Read aloud from the top down and from the left.
        self.boxes.sort_by_key(|one| (one.x, one.y));
        let mut lines: Vec<Line> = Vec::new();
        for link in &self.graph.links {
            let ends = (self.places.get(&link.parent_node_id), self.places.get(&link.child_node_id));
            if let (Some(from), Some(to)) = ends {
                lines.push(Line { path: curve(*from, *to), faulty: self.wished.worst.contains_key(&link.id) });
            }
        }
        for fold in &self.folds {
            if let Some(from) = self.places.get(&fold.node_id) {
                lines.push(Line { path: curve(*from, (fold.x, fold.y)), faulty: false });
            }
        }
        let xs = self.boxes.iter().map(|one| one.x).chain(self.folds.iter().map(|one| one.x));
        Picture {
            width: xs.max().unwrap_or(0) + WIDTH + MARGIN,
            height: self.next_y.max(MARGIN + HEIGHT + DOWN) - DOWN + MARGIN,
            box_width: WIDTH,
            box_height: HEIGHT,
            boxes: self.boxes,
            folds: self.folds,
            lines,
            total,
        }
    }
}

/// From the right side of one box to the left side of another.
fn curve((from_x, from_y): (i64, i64), (to_x, to_y): (i64, i64)) -> String {
    let (x1, y1, y2) = (from_x + WIDTH, from_y + HEIGHT / 2, to_y + HEIGHT / 2);
    let middle = (x1 + to_x) / 2;
    format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {to_x} {y2}")
}

/// The first few, and how many more there are.
fn named(countries: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = countries.iter().take(COUNTRIES).map(String::as_str).collect();
    let more = countries.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{} +{more}", shown.join(", ")) }
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_string();
    }
    let kept: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}

/// A small picture with one of everything, for samples of pages.
pub fn picture_sample() -> Picture {
    let node_id = Id::new(chrono::DateTime::UNIX_EPOCH);
    let drawn = |kind: NodeKind, at: i64, fault: Option<FaultKind>| Drawn {
        node_id: node_id.clone(),
        x: MARGIN + at * (WIDTH + ACROSS),
        y: MARGIN,
        short_name: cut("Lagringsytan i Sundsvalls bergrum"),
        name: "Lagringsytan i Sundsvalls bergrum".into(),
        kind,
        data_class: (at > 0).then_some(3),
        countries: if at > 0 { "SE, TH".into() } else { String::new() },
        third_country: at > 0,
        fault,
        tone: fault.map(FaultKind::tone),
        leads_on: at > 0,
        shared: at > 0,
        first: at == 0,
    };
    let faults = FaultKind::ALL.iter().map(|fault| drawn(NodeKind::Storage, 1, Some(*fault)));
    let kinds = NodeKind::ALL.iter().zip(0..).map(|(kind, at)| drawn(*kind, at, None));
    let fold = |to_table| Fold {
        node_id: node_id.clone(),
        node_name: "Arkivhyllan".into(),
        x: MARGIN,
        y: MARGIN,
        count: 42,
        to_table,
    };
    Picture {
        width: 900,
        height: 400,
        box_width: WIDTH,
        box_height: HEIGHT,
        boxes: kinds.chain(faults).collect(),
        folds: vec![fold(true), fold(false)],
        lines: vec![
            Line { path: curve((MARGIN, MARGIN), (300, 100)), faulty: true },
            Line { path: curve((MARGIN, MARGIN), (300, 200)), faulty: false },
        ],
        total: 48,
    }
}
