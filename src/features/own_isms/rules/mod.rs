//! What the checklist, the goals and the training register add up to.

mod completion;
mod readiness;
mod training;
mod trend;

pub use completion::{Completion, Tally, completion};
pub use readiness::{Check, Ready, ready};
pub use training::{RoleShare, Taken, Validity, shares, validity};
pub use trend::{Line, Point, line, progress};
