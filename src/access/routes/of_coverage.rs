//! The coverage of the controls, and the chain of proof: for everybody on the region's side, and for no vendor.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/coverage", RegisterRead),
    ("GET", "/coverage/nis2", RegisterRead),
    ("GET", "/coverage/controls/{control}", RegisterRead),
    ("GET", "/vendors/{id}/coverage", RegisterRead),
    ("GET", "/vendors/{id}/coverage/{control}", RegisterRead),
    ("GET", "/vendors/{id}/statement-of-applicability", RegisterRead),
    ("GET", "/api/v1/coverage", RegisterRead),
    ("GET", "/api/v1/coverage/nis2", RegisterRead),
    ("GET", "/api/v1/coverage/controls/{control}", RegisterRead),
    ("GET", "/api/v1/vendors/{id}/coverage", RegisterRead),
    ("GET", "/api/v1/vendors/{id}/coverage/{control}", RegisterRead),
    ("GET", "/api/v1/vendors/{id}/statement-of-applicability", RegisterRead),
];
