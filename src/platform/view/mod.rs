//! What a person sees: templates, words in two languages, forms and the page frame.
//!
//! A page is one template (`templates/pages/...`), one context struct and its samples. `Views` joins
//! them with the `Frame` (who is signed in, where they are) and refuses to render anything whose
//! word or value is missing. Mails use the same words through a registry without HTML escaping.

mod args;
pub mod assets;
mod calendar;
mod engine;
mod form;
mod frame;
mod helpers;
mod icons;
mod listed;
pub mod samples;
mod words;

pub use engine::{ViewError, Views};
pub use form::{FormError, FormState, Pager};
pub use frame::{Crumb, Flash, Frame, MembershipLink, NavItem, SignedIn};
pub use listed::{Choice, HistoryLine};
pub use samples::{Sampled, render_samples};

#[cfg(test)]
mod tests;
