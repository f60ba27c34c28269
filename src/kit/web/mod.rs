//! The web's edge: extractors, answers, forms and CSRF. Refusals become pages or problem+json here
//! and nowhere else.

mod answers;
mod api;
mod endpoint;
mod export;
mod form;
mod frame;
mod idempotency;
mod local;
mod params;
mod streamed;
mod upload;
mod visitor;

pub use answers::answer_refusals;
pub use api::{ApiBody, ListQuery, etag, list_body, needs_version};
pub use endpoint::{Endpoint, delete, get, patch, post, put};
pub use export::{cut_row, export_file, export_list, export_part, export_whole};
pub use form::{Fields, Posted};
pub use frame::{NAV_REGION, NAV_VENDOR, frame_for};
pub use idempotency::once;
pub use local::local_path;
pub use params::Params;
pub use upload::{Received, Upload, UploadedFile};
pub use visitor::{MembershipChoice, SignedInAs, Visitor, Web, csrf_token};

/// What every handler returns.
pub type Answer = Result<actix_web::HttpResponse, crate::base::Refusal>;
