//! What tests stand on: a database of their own, a running application, people to act as.
#![allow(dead_code, reason = "not every helper is used by every test")]

mod browser;
mod harness;
mod postgres;
pub mod source;
pub mod tables;

#[allow(unused_imports)]
pub use browser::{Answer, Browser};
pub use harness::{Harness, run};

/// Declares one async test body that runs on both databases, as `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both {
    ($(async fn $name:ident($t:ident: &Harness) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn body($t: &$crate::support::Harness) $body
            #[test]
            fn sqlite() { $crate::support::run($crate::support::Engine::Sqlite, |t| Box::pin(async move { body(&t).await; t.finish(); })); }
            #[test]
            fn postgres() { $crate::support::run($crate::support::Engine::Postgres, |t| Box::pin(async move { body(&t).await; t.finish(); })); }
        }
    )+};
}

pub use tillit::platform::db::Engine;
