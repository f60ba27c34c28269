//! Registers that come in as sheets and go out again: vendors and contracts from Excel and CSV.

pub mod rules;
