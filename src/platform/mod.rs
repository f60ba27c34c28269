//! Floor 2: doors to the outside. None knows a feature, and none knows another door.

pub mod calendar;
pub mod db;
pub mod docx;
pub mod files;
pub mod mail;
pub mod memory;
pub mod pdf;
pub mod secrets;
pub mod sheets;
pub mod texts;
pub mod trees;
pub mod view;
pub mod zips;
