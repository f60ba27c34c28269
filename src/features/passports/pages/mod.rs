pub mod own;
pub mod region;
