//! Floor 1: who may do what. Pure: no database, no web.

pub mod actor;
pub mod permission;
pub mod policy;
pub mod role;
pub mod routes;
pub mod scope;

pub use actor::{Actor, Via};
pub use permission::Permission;
pub use role::{Role, Side};
pub use scope::Scope;
