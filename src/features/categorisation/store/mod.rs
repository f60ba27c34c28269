//! The only queries on proposals, campaigns and the judgements of a whole portfolio.

mod proposals;

pub use proposals::{
    ProposalFilter, count_proposals, find_proposal, insert_proposal, is_open, open_proposal, proposals, proposals_of,
    save_proposal,
};
