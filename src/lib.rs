//! Tillit: follow-up of the information security of care providers, suppliers and their
//! subcontractors. The modules stand on floors; each imports only from floors below it.

#[macro_use]
pub mod base; // floor 0: pure words
pub mod access; // floor 1: who may do what
pub mod platform; // floor 2: doors to the outside
pub mod kit; // floor 3: what every feature uses
pub mod features; // floor 4: what the product does, in dependency order
pub mod shell; // floor 5: the running program
