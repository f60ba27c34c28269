//! The only queries on services, platforms and information types.

mod classifications;
mod platforms;
mod services;
mod types;

pub use classifications::*;
pub use platforms::*;
pub use services::*;
pub use types::*;
