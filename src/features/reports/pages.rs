//! `/start` for the region, by role, and `/portal` for a vendor.

use super::store::{self, figures, portal};
use super::views::{PortalPage, Row, Section, StartPage};
use crate::access::Role;
use crate::base::Result;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Endpoint, Web, get};
use crate::platform::db::Db;

pub fn routes() -> Vec<Endpoint> {
    vec![get("/start", start), get("/portal", vendor_start)]
}

async fn start(web: Web) -> Answer {
    let mut page = web.read(start_page).await?;
    for section in page.sections.iter_mut().filter(|s| matches!(s.key, "start-unsorted" | "start-unknown")) {
        for row in &mut section.rows {
            row.whose = match row.whose.as_str() {
                "" => web.word("tier-none"),
                tier => format!("{} {}", web.word(&format!("tier-{tier}")), web.word("tier-preliminary")),
            };
        }
    }
    web.page("pages/start/show", "nav-start", &page)
}

fn start_page(c: &mut Db, ctx: &Ctx) -> Result<StartPage> {
    let (scope, today, role) = (&ctx.scope, ctx.today(), ctx.actor.role);
    let mine = Some(&ctx.actor.person_id);
    let (sections, groups) = match role {
        Role::ContractManager => {
            let sections = vec![
                Section::of("start-dialogues", "start-on-held", store::dialogues(c, scope, mine, today)?, "/dialogues"),
                Section::of(
                    "start-reported",
                    "common-due",
                    store::reported(c, scope, mine)?,
                    "/actions?status=reported_done",
                )
                .calm(),
                Section::of(
                    "start-overdue",
                    "common-due",
                    store::overdue(c, scope, mine, today)?,
                    "/actions?overdue=1",
                ),
                Section::of(
                    "start-submitted",
                    "common-due",
                    store::submitted(c, scope, mine)?,
                    "/assessments?status=submitted",
                )
                .calm(),
                Section::of(
                    "start-ending",
                    "start-on-ends",
                    store::ending(c, scope, mine, today)?,
                    "/contracts?ending=soon",
                ),
                Section::of(
                    "start-unsorted",
                    "common-due",
                    store::unsorted(c, scope, mine, true)?,
                    "/vendors?preliminary=true",
                )
                .of_tiers(),
            ];
            (sections, Vec::new())
        }
        Role::SecurityOfficer => {
            let sections = vec![
                Section::of(
                    "start-overdue",
                    "common-due",
                    store::overdue(c, scope, None, today)?,
                    "/actions?overdue=1",
                ),
                Section::of(
                    "start-reported",
                    "common-due",
                    store::reported(c, scope, None)?,
                    "/actions?status=reported_done",
                )
                .calm(),
                Section::of(
                    "start-submitted",
                    "common-due",
                    store::submitted(c, scope, None)?,
                    "/assessments?status=submitted",
                )
                .calm(),
                Section::of(
                    "start-unknown",
                    "common-due",
                    store::unsorted(c, scope, None, false)?,
                    "/vendors?tier=none",
                )
                .of_tiers(),
            ];
            (sections, Vec::new())
        }
        Role::Admin => (Vec::new(), figures::of_setup(c, scope)?),
        _ => (Vec::new(), figures::of_register(c, scope, today)?),
    };
    Ok(StartPage::of(role, sections, groups))
}

async fn vendor_start(web: Web) -> Answer {
    let (to_answer, actions, dialogues) = web
        .read(|c, ctx| {
            let scope = &ctx.scope;
            Ok((portal::assessments(c, scope)?, portal::actions(c, scope)?, portal::dialogues(c, scope, ctx.today())?))
        })
        .await?;
    let assessments = to_answer
        .into_iter()
        .map(|(id, client, on, done, total)| Row {
            what: web.word_with("portal-start-assessment", &[("done", done.to_string()), ("total", total.to_string())]),
            whose: client,
            on: Some(on),
            href: format!("/portal/assessments/{id}"),
        })
        .collect();
    let sections = vec![
        Section::of("start-portal-assessments", "common-due", assessments, "/portal/assessments"),
        Section::of("start-portal-actions", "common-due", actions, "/portal/actions"),
        Section::of("start-portal-dialogues", "start-on-held", dialogues, "/portal/dialogues"),
    ];
    let sections: Vec<_> = sections.into_iter().filter(|s| !s.rows.is_empty()).collect();
    web.page("pages/portal_start/show", "portal-start-title", &PortalPage { nothing: sections.is_empty(), sections })
}
