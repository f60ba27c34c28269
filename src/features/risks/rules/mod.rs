//! Pure decisions on risks: the table (lens A), the simulation (lens B), what controls take away, and who may accept.

pub mod acceptance;
pub mod credit;
pub mod generator;
pub mod portfolio;
pub mod simulation;
pub mod table;

#[cfg(test)]
mod tests;
