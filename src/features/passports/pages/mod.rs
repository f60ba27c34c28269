pub mod evidence;
pub mod own;
pub mod region;
