//! Risk scenarios: two lenses on the same data, what controls take away, and who accepts what is left (domain.md 4.4).

mod model;
mod parameters;
mod records;
mod rules;
