//! The only queries on the library, on what contracts hold of it, and on the documents made from it. Region only.

mod legal;
mod own;
mod packages;
mod review;

pub use legal::*;
pub use own::*;
pub use packages::*;
pub use review::*;
