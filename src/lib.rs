//! Tillit: follow-up of the information security of care providers, suppliers and their
//! subcontractors. The modules stand on floors; each imports only from floors below it.

/// A save makes and drops many small values on whichever thread is free: what the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[macro_use]
pub mod base; // floor 0: pure words
pub mod access; // floor 1: who may do what
pub mod platform; // floor 2: doors to the outside
pub mod kit; // floor 3: what every feature uses
pub mod features; // floor 4: what the product does, in dependency order
pub mod shell; // floor 5: the running program
