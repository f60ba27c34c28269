//! The frame around every page: navigation by side, the person, the flash.

use super::Web;
use crate::access::{Permission, Side, policy};
use crate::base::clock;
use crate::platform::view::{Frame, MembershipLink, NavItem, SignedIn};

type Entry = (&'static str, &'static str, Permission);

/// Word key (after `nav-`) and icon, address, permission.
pub const NAV_REGION: &[Entry] = &[
    ("start", "/start", Permission::Desk),
    ("overview", "/overview", Permission::RegisterRead),
    ("vendors", "/vendors", Permission::RegisterRead),
    ("categorisation", "/categorisation", Permission::RegisterRead),
    ("contracts", "/contracts", Permission::RegisterRead),
    ("services", "/services", Permission::RegisterRead),
    ("chains", "/chains", Permission::RegisterRead),
    ("assessments", "/assessments", Permission::AssessmentRead),
    ("coverage", "/coverage", Permission::RegisterRead),
    ("findings", "/findings", Permission::FindingRead),
    ("actions", "/actions", Permission::ActionRead),
    ("dialogues", "/dialogues", Permission::DialogueRead),
    ("reviews", "/service-campaigns", Permission::RegisterRead),
    ("own-isms", "/own-isms", Permission::IsmsRead),
    ("subcontracts", "/subcontracts", Permission::RegisterRead),
    ("risks", "/risks", Permission::RiskRead),
    ("incidents", "/incidents", Permission::IncidentRead),
    ("records", "/records", Permission::RecordRead),
    ("imports", "/imports", Permission::ImportRun),
    ("users", "/users", Permission::UsersManage),
    ("audit", "/audit", Permission::AuditRead),
];

/// Addresses of their own that belong to an entry of the navigation.
const BELONGS: &[(&str, &str)] = &[
    ("/certificates", "vendors"),
    ("/record-settings", "records"),
    ("/disclosures", "records"),
    ("/timelines", "incidents"),
    ("/disposals", "records"),
    ("/legal-holds", "records"),
    ("/archive-packages", "records"),
    ("/extra-fields", "vendors"),
    ("/tier-proposals", "categorisation"),
    ("/tiering-models", "categorisation"),
    ("/categorisation-rounds", "categorisation"),
    ("/capacity", "categorisation"),
    ("/platforms", "services"),
    ("/clauses", "contracts"),
    ("/frameworks", "coverage"),
    ("/own-clauses", "contracts"),
    ("/legal-references", "contracts"),
    ("/amendment-packages", "contracts"),
    ("/information-types", "services"),
    ("/service-analyses", "reviews"),
    ("/spot-checks", "reviews"),
    ("/reviews", "assessments"),
    ("/plans", "actions"),
    ("/due-days", "findings"),
    ("/portal/plans", "actions"),
    ("/sendings", "assessments"),
    ("/meetings", "dialogues"),
    ("/month-runs", "dialogues"),
    ("/follow-up", "dialogues"),
    ("/agenda-templates", "dialogues"),
    ("/meeting-decisions", "dialogues"),
    ("/portal/follow-ups", "chains"),
    ("/mail-texts", "users"),
    ("/portal/passport", "assessments"),
    ("/question-sets", "assessments"),
    ("/escalations", "findings"),
    ("/effect-checks", "actions"),
    ("/question-set-versions", "assessments"),
];

pub const NAV_VENDOR: &[Entry] = &[
    ("start", "/portal", Permission::Portal),
    ("assessments", "/portal/assessments", Permission::AssessmentRead),
    ("subcontracts", "/portal/subcontracts", Permission::Portal),
    ("actions", "/portal/actions", Permission::ActionRead),
    ("letters", "/portal/letters", Permission::Portal),
    ("dialogues", "/portal/dialogues", Permission::DialogueRead),
    ("chains", "/portal/chain", Permission::Portal),
    ("evidence", "/portal/evidence", Permission::Portal),
    ("certificates", "/portal/certificates", Permission::Portal),
    ("users", "/portal/users", Permission::PortalUsers),
];

/// The page itself or one below it; every vendor page lies below `/portal`, which is only itself.
fn is_under(path: &str, href: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || (href != "/portal" && rest.starts_with('/')))
}

/// Whether the page at `path` lies under the entry of this key and address.
fn is_current(path: &str, key: &str, href: &str) -> bool {
    is_under(path, href) || BELONGS.iter().any(|(other, to)| *to == key && is_under(path, other))
}

pub fn frame_for(web: &Web, title: String) -> Frame {
    let visitor = &web.visitor;
    let path = web.path.split('?').next().unwrap_or("/");
    let signed_in = visitor.signed_in.as_ref();
    let role = signed_in.map(|s| s.ctx.actor.role);
    let entries = match role.map(|r| r.side()) {
        Some(Side::Region) => NAV_REGION,
        Some(Side::Vendor) => NAV_VENDOR,
        None => &[],
    };
    let nav = entries
        .iter()
        .filter(|(_, _, permission)| policy::allows(role, *permission))
        .map(|(key, href, _)| NavItem {
            key: (*key).to_string(),
            href: (*href).to_string(),
            current: is_current(path, key, href),
            count: None,
        })
        .collect();
    Frame {
        lang: visitor.language,
        title,
        csrf: visitor.csrf.clone(),
        path: web.path.clone(),
        today: clock::swedish_date(visitor.now),
        signed_in: signed_in.map(|s| SignedIn {
            person_name: s.ctx.actor.name.clone(),
            organisation_name: s.ctx.actor.organisation_name.clone(),
            role: s.ctx.actor.role.to_string(),
            side: s.ctx.actor.role.side().to_string(),
            memberships: s
                .memberships
                .iter()
                .map(|m| MembershipLink {
                    id: m.id.to_string(),
                    label: m.organisation_name.clone(),
                    current: m.current,
                })
                .collect(),
        }),
        unread: signed_in.map_or(0, |s| s.unread),
        nav,
        flash: web.flash(),
        demo: web.app.settings.demo,
        request_id: visitor.request_id.clone(),
        ..Frame::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_marks_one_entry() {
        let current = |entries: &[Entry], path: &str| -> Vec<&'static str> {
            entries.iter().filter(|(key, href, _)| is_current(path, key, href)).map(|(key, ..)| *key).collect()
        };
        for (path, key) in [
            ("/spot-checks", "reviews"),
            ("/spot-checks/1", "reviews"),
            ("/service-analyses", "reviews"),
            ("/service-campaigns/1", "reviews"),
            ("/services/1", "services"),
            ("/platforms/1", "services"),
            ("/tier-proposals", "categorisation"),
            ("/certificates", "vendors"),
            ("/vendors/1/chain", "vendors"),
        ] {
            assert_eq!(current(NAV_REGION, path), [key], "{path}");
        }
        assert_eq!(current(NAV_VENDOR, "/portal/follow-ups"), ["chains"]);
        assert_eq!(current(NAV_VENDOR, "/portal"), ["start"]);
        for (_, key) in BELONGS {
            assert!(NAV_REGION.iter().chain(NAV_VENDOR).any(|(entry, ..)| entry == key), "{key}");
        }
    }
}
