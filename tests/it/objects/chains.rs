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
    let vendor = all.get("vendors").cloned().unwrap_or_default();
    let round = home.row("chain_campaigns", &[("state", "open"), ("tiers", "1")]);
    let about = [("vendor_id", vendor.as_str()), ("contract_id", contract.as_str())];
    let asked = [&about[..], &[("campaign_id", round.as_str()), ("state", "asked")]].concat();
    let confirmation = home.row("chain_confirmations", &asked);
    let proposed = [
        ("confirmation_id", confirmation.as_str()),
        ("kind", "new"),
        ("state", "proposed"),
        ("information_types", ""),
        ("countries", ""),
        ("remote_countries", ""),
    ];
    let correction = home.row("chain_corrections", &[&about[..], &proposed].concat());
    all.insert("rounds", round);
    all.insert("chain", confirmation.clone());
    all.insert("confirmations", confirmation);
    all.insert("corrections", correction);
    all.insert("nodes", child);
    all.insert("links", link);
}
