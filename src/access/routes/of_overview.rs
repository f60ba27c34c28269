//! Reports over the portfolio: for everybody on the region's side, and for no vendor. Figures of incidents, risks and
//! the like ask for more, one by one.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/overview", RegisterRead),
    ("GET", "/overview/report.pdf", RegisterRead),
    ("GET", "/overview/memo", RegisterRead),
    ("GET", "/overview/memo.pdf", RegisterRead),
    ("GET", "/overview/memo.docx", RegisterRead),
    ("GET", "/overview/texts", ReportEdit),
    ("POST", "/overview/texts/{place}", ReportEdit),
    ("GET", "/overview/follow-up", RegisterRead),
    ("GET", "/overview/measures/{measure}", RegisterRead),
    ("POST", "/overview/measures/{measure}/goal", ReportEdit),
    ("GET", "/overview/vendors", RegisterRead),
    ("GET", "/overview/clauses", RegisterRead),
    ("GET", "/overview/administrations", RegisterRead),
    ("GET", "/overview/mailings", ReportEdit),
    ("POST", "/overview/mailings/{report}", ReportEdit),
    ("GET", "/exports/assessments", RegisterRead),
    ("GET", "/exports/audit-events", AuditRead),
    ("GET", "/exports/contract-watch", RegisterRead),
    ("GET", "/exports/coverage", RegisterRead),
    ("GET", "/exports/dialogues", RegisterRead),
    ("GET", "/exports/incidents", IncidentRead),
    ("GET", "/exports/reviews", RegisterRead),
    ("GET", "/exports/sendings", RegisterRead),
    ("GET", "/api/v1/overview", RegisterRead),
    ("GET", "/api/v1/overview/report.pdf", RegisterRead),
    ("GET", "/api/v1/overview/memo.pdf", RegisterRead),
    ("GET", "/api/v1/overview/memo.docx", RegisterRead),
    ("GET", "/api/v1/overview/measures/{measure}", RegisterRead),
    ("PUT", "/api/v1/overview/measures/{measure}/goal", ReportEdit),
    ("GET", "/api/v1/overview/vendors", RegisterRead),
    ("GET", "/api/v1/overview/clauses", RegisterRead),
    ("GET", "/api/v1/overview/administrations", RegisterRead),
    ("GET", "/api/v1/overview/texts", ReportEdit),
    ("PUT", "/api/v1/overview/texts/{place}", ReportEdit),
    ("GET", "/api/v1/overview/mailings", ReportEdit),
    ("PUT", "/api/v1/overview/mailings/{report}", ReportEdit),
];
