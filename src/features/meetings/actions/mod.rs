//! Use cases: plans are made and kept up, skipped meetings are told, a month is run.

mod planning;
mod running;
mod settling;
mod skipping;

pub use planning::{change_line, make_first_plan, make_plan, mark_done, sweep as sweep_plans};
pub use running::{make_some, month_batch, start_run, write_zip};
pub use settling::{note_done, settle};
pub use skipping::sweep as sweep_skipped;
