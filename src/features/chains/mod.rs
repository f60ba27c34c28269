//! The supply chain: who works for whom under each contract, and what stands behind each of them.

mod actions;
mod model;
mod records;
mod rules;
mod store;

pub use actions::{
    Above, NodeEdit, Trial, Tried, add_link, check_facts, confirm_link, criterion_level, depth_limit, edit_link,
    edit_node, end_link, node_of_vendor, set_link_approval, set_terms, try_link,
};
pub use model::{
    ApprovalState, ChainModel, Child, EndLink, GdprRole, LinkApproval, LinkFacts, LinkSource, LinkState, NewLink,
    NewNode, NewProcessing, NodeKind, Orphans, TransferMechanism,
};
pub use records::*;
pub use rules::{Fault, FaultKind};
pub use store::{
    Behind, BlastRadius, Persons, blast_radius, concentration, find_link, find_node, links_of_contract, links_of_node,
    nodes, processings_of_link, vendor_node,
};
