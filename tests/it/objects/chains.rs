//! Nodes and links of supply chains.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let node = |name: &str| home.row("chain_nodes", &[("kind", "storage"), ("name", name)]);
    let (parent, child) = (node("Dold part"), node("Dold lagring"));
    let contract = all.get("contracts").cloned().unwrap_or_default();
    let link = home.row(
        "chain_links",
        &[
            ("contract_id", contract.as_str()),
            ("parent_node_id", parent.as_str()),
            ("child_node_id", child.as_str()),
            ("source", "declared"),
            ("approval", "none"),
            ("state", "active"),
            ("information_types", ""),
            ("countries", ""),
            ("remote_countries", ""),
        ],
    );
    all.insert("nodes", child);
    all.insert("links", link);
}
