//! Pure decisions: what a tier asks for and when, how far a skipped meeting is told, and the lines of a trend.

mod plan;
mod skipping;
mod trend;

pub use plan::{Interval, Span, Wanted, renewal, wanted};
pub use skipping::{level, months_between};
pub use trend::{Chart, MeetingFigures, chart, figures};
