//! Notices, mail texts, the delivery log.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/notices", Desk),
    ("POST", "/notices/read", Desk),
    ("GET", "/notices/settings", Desk),
    ("POST", "/notices/settings", Desk),
    ("GET", "/notices/deliveries", UsersManage),
    ("GET", "/notices/{id}", Desk),
    ("POST", "/notices/{id}/mark", Desk),
    ("GET", "/portal/notices", Portal),
    ("POST", "/portal/notices/read", Portal),
    ("GET", "/portal/notices/settings", Portal),
    ("POST", "/portal/notices/settings", Portal),
    ("GET", "/portal/notices/deliveries", PortalUsers),
    ("GET", "/portal/notices/{id}", Portal),
    ("POST", "/portal/notices/{id}/mark", Portal),
    ("GET", "/mail-texts", UsersManage),
    ("GET", "/mail-texts/{event}/{language}", UsersManage),
    ("POST", "/mail-texts/{event}/{language}", UsersManage),
    ("POST", "/mail-texts/{event}/{language}/restore", UsersManage),
    ("GET", "/unsubscribe/{token}", Public),
    ("POST", "/unsubscribe/{token}", Public),
    ("GET", "/api/v1/notices", SignedIn),
    ("POST", "/api/v1/notices/read", SignedIn),
    ("GET", "/api/v1/notices/{id}", SignedIn),
    ("POST", "/api/v1/notices/{id}/mark", SignedIn),
    ("GET", "/api/v1/notice-settings", SignedIn),
    ("PUT", "/api/v1/notice-settings", SignedIn),
    ("GET", "/api/v1/deliveries", UsersManage),
    ("GET", "/api/v1/portal/deliveries", PortalUsers),
    ("GET", "/api/v1/mail-texts", UsersManage),
    ("GET", "/api/v1/mail-texts/{event}/{language}", UsersManage),
    ("PUT", "/api/v1/mail-texts/{event}/{language}", UsersManage),
    ("POST", "/api/v1/mail-texts/{event}/{language}/preview", UsersManage),
    ("POST", "/api/v1/mail-texts/{event}/{language}/restore", UsersManage),
];
