//! The pages of self-assessments, on both sides of the table.

pub mod portal;
pub mod preview;
pub mod region;
pub mod review;
