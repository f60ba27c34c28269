//! Agreements with vendors, and which of the contract clauses they hold.
