//! Floor 5: the running program. Configuration, routes, middleware, worker, command line.

pub mod authenticate;
pub mod cli;
pub mod config;
pub mod demo;
pub mod generate;
pub mod headers;
pub mod logs;
pub mod openapi;
pub mod pages;
pub mod routes;
pub mod server;
pub mod worker;
