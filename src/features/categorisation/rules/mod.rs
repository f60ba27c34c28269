//! Pure: a model tried against a portfolio, hours against staff, and how firmly the order stands.

mod capacity;
mod portfolio;
mod proposals;
mod sensitivity;

#[cfg(test)]
mod tests;

pub use capacity::{AimFit, Asked, Load, TierLoad, changed, load};
pub use portfolio::{DryRun, Latest, Move, Standing, dry_run, judged, shown_tier};
pub use proposals::{merged, restored};
pub use sensitivity::{Mover, Shift, sensitivity};
