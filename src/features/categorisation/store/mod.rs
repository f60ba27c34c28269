//! The only queries on proposals, campaigns and the judgements of a whole portfolio.

mod portfolio;
mod proposals;
mod rounds;

pub use portfolio::{Shows, clients, due_for_renewal, end_overrides, insert_judgements, show, standings, tier_counts};
pub use proposals::{
    ProposalFilter, count_proposals, find_proposal, insert_proposal, is_open, looked_at, open_proposal, others_waiting,
    proposals, renewals_answered, save_proposal, waiting_among,
};
pub use rounds::{
    LineFilter, LineState, Listed, Progress, all_lines, find_line, find_round, insert_lines, insert_round, lines,
    open_rounds, progress, reached, rounds, save_line, save_round,
};
