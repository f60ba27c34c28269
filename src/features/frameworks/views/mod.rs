//! What the pages of catalogues show.

mod samples;
mod tree;

pub use tree::{Branch, branches};

use super::document::Report;
use super::lookup::{Head, Node};
use super::model::{FileFormat, FrameworkKind, Relation};
use crate::base::{Id, Language};
use crate::platform::view::{Choice, FormState, Pager};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    pub key: String,
    pub name: String,
    pub kind: FrameworkKind,
    pub edition: Option<String>,
    pub provider: Option<String>,
    pub node_count: usize,
    pub retired: bool,
    pub version: i32,
}

impl HeadView {
    pub fn new(head: &Head, language: Language) -> HeadView {
        HeadView {
            key: head.key.clone(),
            name: head.name(language).to_string(),
            kind: head.kind,
            edition: head.edition.clone(),
            provider: head.provider.clone(),
            node_count: head.node_count,
            retired: head.retired,
            version: head.version,
        }
    }
}

/// A node as it is named in lists.
#[derive(Debug, Clone, Serialize)]
pub struct NodeView {
    pub key: String,
    pub ref_id: Option<String>,
    pub title: String,
    pub unverified: bool,
    pub assessable: bool,
}

impl NodeView {
    pub fn new(node: &Node, language: Language) -> NodeView {
        NodeView {
            key: node.key.clone(),
            ref_id: node.ref_id.clone(),
            title: node.title.in_language(language),
            unverified: node.title.is_unverified(language),
            assessable: node.assessable,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    /// Those of the product.
    pub product: Vec<HeadView>,
    pub rows: Vec<HeadView>,
    pub pager: Pager,
    pub kinds: Vec<FrameworkKind>,
    pub can_edit: bool,
}

/// Another catalogue that nodes of this one relate to.
#[derive(Debug, Clone, Serialize)]
pub struct Linked {
    pub key: String,
    pub name: String,
    pub count: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub head: HeadView,
    pub description: Option<String>,
    pub urn: String,
    /// The node whose branch is shown; the whole tree without it.
    pub under: Option<NodeView>,
    /// The nodes above it.
    pub above: Vec<NodeView>,
    pub branches: Vec<Branch>,
    pub pager: Pager,
    pub linked: Vec<Linked>,
    /// Catalogues to compare with.
    pub others: Vec<Choice>,
    pub file_name: Option<String>,
    pub can_edit: bool,
    /// An own set in use takes more nodes.
    pub can_add: bool,
}

/// A relation as one node sees it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub id: Option<Id>,
    pub from: NodeView,
    pub to: NodeView,
    pub framework_key: String,
    pub framework_name: String,
    pub relation: Relation,
    pub strength: i32,
    pub source: String,
    pub note: Option<String>,
}

/// A key of the file with its value, as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct ExtraLine {
    pub key: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodePage {
    pub head: HeadView,
    pub node: NodeView,
    pub urn: String,
    pub description: Option<String>,
    pub parent: Option<NodeView>,
    pub children: Vec<NodeView>,
    pub links: Vec<LinkView>,
    pub extra: Vec<ExtraLine>,
    pub can_edit: bool,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodeFormPage {
    pub head: HeadView,
    /// None for a new one.
    pub node_key: Option<String>,
    pub form: FormState,
    pub parents: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// None for a new set.
    pub key: Option<String>,
    pub form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct ImportPage {
    pub form: FormState,
    pub megabytes: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    pub file_name: String,
    pub file_sha256: String,
    pub format: Option<FileFormat>,
    pub report: Report,
}

#[derive(Debug, Clone, Serialize)]
pub struct MappingPage {
    pub head: HeadView,
    pub other: HeadView,
    pub rows: Vec<LinkView>,
    pub pager: Pager,
    /// How many assessable nodes of each no relation leads to.
    pub alone: usize,
    pub other_alone: usize,
    /// The first of them.
    pub alone_nodes: Vec<NodeView>,
    pub relations: &'static [Relation],
    pub form: FormState,
    pub can_edit: bool,
}
