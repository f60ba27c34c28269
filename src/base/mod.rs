//! Floor 0: the plain words that every other floor speaks. Nothing here opens a connection,
//! reads a clock or knows a feature. Value types carry diesel derives so that they can be stored.

pub mod clock;
pub mod countries;
pub mod diary;
pub mod email;
pub mod hsa_id;
pub mod id;
pub mod instant;
pub mod language;
pub mod org_number;
pub mod paging;
pub mod period;
pub mod refusal;
pub mod text;
pub mod workdays;
#[macro_use]
pub mod text_enum;

pub use clock::Clock;
pub use email::Email;
pub use hsa_id::HsaId;
pub use id::Id;
pub use instant::Instant;
pub use language::Language;
pub use org_number::OrgNumber;
pub use paging::{Page, PageRequest};
pub use period::Period;
pub use refusal::{FieldError, Refusal, Result};
