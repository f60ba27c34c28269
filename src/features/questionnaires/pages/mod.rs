//! The pages of self-assessments, on both sides of the table.

pub mod conflicts;
pub mod portal;
pub mod preview;
mod portal_beside;
pub mod portal_earlier;
pub mod portal_library;
pub mod portal_receipt;
pub mod portal_sections;
pub mod region;
pub mod review;
