//! How a result travels over a relation, and what makes a tree of nodes.

mod inference;
mod tree;

pub use inference::{Carried, Inferred, inferred};
pub use tree::{Fault, levels, preorder};
