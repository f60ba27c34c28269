//! The tree of a catalogue: whole when it is small, a level with its counts when it is large.

use super::NodeView;
use crate::base::Language;
use crate::features::frameworks::lookup::Node;
use serde::Serialize;
use std::collections::BTreeMap;

/// A node with what lies under it.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    pub node: NodeView,
    pub children: Vec<Branch>,
    /// How many nodes lie under it that are not shown here; 0 when all are.
    pub hidden: usize,
}

/// The branches right under a node (or at the top), each with everything below it when there are at most `most`
/// nodes in all.
pub fn branches(nodes: &[Node], under: Option<&str>, most: usize, language: Language) -> Vec<Branch> {
    let mut children: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
    for node in nodes {
        children.entry(node.parent.as_deref()).or_default().push(node);
    }
    let total = size(&children, under);
    build(&children, under, total <= most, language)
}

fn size<'a>(children: &BTreeMap<Option<&'a str>, Vec<&'a Node>>, under: Option<&'a str>) -> usize {
    let list = children.get(&under).map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|node| 1 + size(children, Some(node.key.as_str()))).sum()
}

fn build<'a>(
    children: &BTreeMap<Option<&'a str>, Vec<&'a Node>>,
    under: Option<&'a str>,
    whole: bool,
    language: Language,
) -> Vec<Branch> {
    let list = children.get(&under).map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|node| {
            let key = Some(node.key.as_str());
            Branch {
                node: NodeView::new(node, language),
                children: if whole { build(children, key, true, language) } else { Vec::new() },
                hidden: if whole { 0 } else { size(children, key) },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::frameworks::model::Title;

    fn node(key: &str, parent: Option<&str>) -> Node {
        Node {
            key: key.to_string(),
            parent: parent.map(str::to_string),
            ref_id: Some(key.to_string()),
            title: Title::default(),
            assessable: true,
            urn: key.to_string(),
        }
    }

    #[test]
    fn a_small_tree_is_whole_and_a_large_one_folded() {
        let nodes = [node("1", None), node("1.1", Some("1")), node("1.1.1", Some("1.1")), node("2", None)];
        let whole = branches(&nodes, None, 10, Language::Sv);
        assert_eq!(whole.len(), 2);
        assert_eq!((whole[0].children[0].children.len(), whole[0].hidden), (1, 0));
        let folded = branches(&nodes, None, 3, Language::Sv);
        assert_eq!((folded[0].children.len(), folded[0].hidden, folded[1].hidden), (0, 2, 0));
        let below = branches(&nodes, Some("1"), 3, Language::Sv);
        assert_eq!((below.len(), below[0].children.len()), (1, 1));
    }
}
