//! Floor 2: doors to the outside. None knows a feature, and none knows another door.
pub mod view;
