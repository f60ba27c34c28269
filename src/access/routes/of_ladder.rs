//! Escalations and letters, views and bulk changes of actions, checks of effect, calendar addresses.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/escalations", FindingRead),
    ("GET", "/escalations/new", FindingEdit),
    ("GET", "/escalations/export", FindingRead),
    ("POST", "/escalations", FindingEdit),
    ("GET", "/escalations/{id}", FindingRead),
    ("POST", "/escalations/{id}/steps", EscalationDecide),
    ("POST", "/escalations/{id}/close", EscalationDecide),
    ("POST", "/escalations/{id}/steps/{step_id}/outcome", EscalationDecide),
    ("GET", "/escalations/{id}/steps/{step_id}/letter.pdf", FindingRead),
    ("GET", "/escalations/{id}/steps/{step_id}/memo.pdf", FindingRead),
    ("GET", "/escalations/{id}/steps/{step_id}/memo.docx", FindingRead),
    ("GET", "/portal/letters", Portal),
    ("GET", "/portal/letters/{id}/letter.pdf", Portal),
    ("GET", "/api/v1/escalations", FindingRead),
    ("POST", "/api/v1/escalations", FindingEdit),
    ("GET", "/api/v1/escalations/{id}", FindingRead),
    ("POST", "/api/v1/escalations/{id}/steps", EscalationDecide),
    ("POST", "/api/v1/escalations/{id}/close", EscalationDecide),
    ("POST", "/api/v1/escalations/{id}/steps/{step_id}/outcome", EscalationDecide),
    ("GET", "/api/v1/escalations/{id}/steps/{step_id}/letter.pdf", FindingRead),
    ("GET", "/api/v1/escalations/{id}/steps/{step_id}/memo.pdf", FindingRead),
    ("GET", "/api/v1/escalations/{id}/steps/{step_id}/memo.docx", FindingRead),
    ("GET", "/api/v1/letters", Portal),
    ("GET", "/api/v1/letters/{id}/letter.pdf", Portal),
    // actions across the portfolio
    ("GET", "/actions/board", ActionRead),
    ("POST", "/actions/board", ActionEdit),
    ("GET", "/actions/timeline", ActionRead),
    ("GET", "/actions/month", ActionRead),
    ("POST", "/actions/bulk", ActionEdit),
    ("POST", "/api/v1/actions/bulk", ActionEdit),
    // checks of effect
    ("GET", "/effect-checks", ActionRead),
    ("GET", "/effect-checks/{id}", ActionRead),
    ("POST", "/effect-checks/{id}", ActionVerify),
    ("POST", "/effect-checks/{id}/evidence", ActionVerify),
    ("GET", "/effect-checks/{id}/evidence/{attachment_id}", ActionRead),
    ("POST", "/api/v1/effect-checks/{id}/evidence", ActionVerify),
    ("GET", "/api/v1/effect-checks/{id}/evidence/{attachment_id}", ActionRead),
    ("GET", "/api/v1/effect-checks", ActionRead),
    ("GET", "/api/v1/effect-checks/{id}", ActionRead),
    ("POST", "/api/v1/effect-checks/{id}/result", ActionVerify),
    // a private address for calendars: the address itself is the secret
    ("GET", "/calendar/{secret}", Public),
    ("GET", "/account/calendar", SignedIn),
    ("POST", "/account/calendar", SignedIn),
    ("POST", "/account/calendar/withdraw", SignedIn),
    ("GET", "/api/v1/calendar-feed", SignedIn),
    ("POST", "/api/v1/calendar-feed", SignedIn),
    ("DELETE", "/api/v1/calendar-feed", SignedIn),
];
