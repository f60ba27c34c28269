//! `/start` for the region, by role, and `/portal` for a vendor. `list=` shows one list of tasks to its end.

use super::store::tasks::{Asker, PORTAL, REGION, TaskList};
use super::store::{self, figures, portal};
use super::views::{PortalPage, Row, Section, StartPage, TASK_ROWS};
use crate::access::Role;
use crate::base::{Page, PageRequest, Refusal, Result};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Endpoint, Params, Web, get};
use crate::platform::db::Db;
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::Query;

pub fn routes() -> Vec<Endpoint> {
    vec![get("/start", start), get("/portal", vendor_start)]
}

/// The first rows of a list, whose count leads to `base`; one page of it without that.
fn section(list: &TaskList, page: Page<Row>, base: Option<&str>) -> Section {
    let all = base.map(|base| format!("{base}?list={}", list.key));
    let section = Section::of_tasks(list.key, list.on, page, all).whose(list.whose);
    if list.calm { section.calm() } else { section }
}

/// What waits in those of `lists` that the role may do something about, each list with a query or two.
fn tasks(c: &mut Db, ctx: &Ctx, lists: &[TaskList], base: &str) -> Result<Vec<Section>> {
    let asker = Asker::of(c, ctx)?;
    let first = PageRequest::new(None, Some(TASK_ROWS));
    let mut sections = Vec::new();
    for list in lists.iter().filter(|list| ctx.can(list.needs)) {
        sections.push(section(list, (list.find)(c, &asker, first)?, Some(base)));
    }
    Ok(sections)
}

/// One list to its end. Errors: NotFound for a list that is not the role's.
async fn whole(web: &Web, lists: &'static [TaskList], key: &str, asked: PageRequest) -> Result<(Section, Pager)> {
    let may = |list: &&TaskList| list.key == key && web.can(list.needs);
    let list = lists.iter().find(may).ok_or(Refusal::NotFound)?;
    let page = web
        .read(move |c, ctx| {
            let asker = Asker::of(c, ctx)?;
            (list.find)(c, &asker, asked)
        })
        .await?;
    let pager = Pager::from(&page);
    let mut section = section(list, page, None);
    say(web, &mut section);
    Ok((section, pager))
}

/// Puts words where the store has left what they are made of.
fn say(web: &Web, section: &mut Section) {
    for row in &mut section.rows {
        match section.key {
            "start-unsorted" | "start-unknown" => {
                row.whose = match row.whose.as_str() {
                    "" => web.word("tier-none"),
                    tier => format!("{} {}", web.word(&format!("tier-{tier}")), web.word("tier-preliminary")),
                };
            }
            "start-tier-proposal" => row.whose = web.word(&row.whose),
            _ => {}
        }
    }
}

async fn start(web: Web, query: Query<Params>) -> Answer {
    if let Some(key) = query.text("list") {
        let (section, pager) = whole(&web, REGION, &key, query.page()).await?;
        let crumbs = vec![(web.word("nav-start"), "/start".to_string())];
        let title = web.word(section.key);
        let page = StartPage::of_list(web.ctx()?.actor.role, section, pager);
        return web.page_titled(StatusCode::OK, "pages/start/show", title, crumbs, &page);
    }
    let mut page = web.read(start_page).await?;
    for section in &mut page.sections {
        say(&web, section);
    }
    web.page("pages/start/show", "nav-start", &page)
}

fn start_page(c: &mut Db, ctx: &Ctx) -> Result<StartPage> {
    let (scope, today, role) = (&ctx.scope, ctx.today(), ctx.actor.role);
    let mine = Some(&ctx.actor.person_id);
    let tasks = tasks(c, ctx, REGION, "/start")?;
    let (sections, groups) = match role {
        Role::ContractManager => {
            let mut sections = vec![
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
            ];
            sections.extend(tasks);
            sections.extend([
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
            ]);
            (sections, Vec::new())
        }
        Role::SecurityOfficer => {
            let mut sections = vec![
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
            ];
            sections.extend(tasks);
            sections.push(
                Section::of(
                    "start-unknown",
                    "common-due",
                    store::unsorted(c, scope, None, false)?,
                    "/vendors?tier=none",
                )
                .of_tiers(),
            );
            (sections, Vec::new())
        }
        Role::Admin => (tasks, figures::of_setup(c, scope)?),
        _ => (tasks, figures::of_register(c, ctx)?),
    };
    Ok(StartPage::of(role, sections, groups))
}

async fn vendor_start(web: Web, query: Query<Params>) -> Answer {
    if let Some(key) = query.text("list") {
        let (section, pager) = whole(&web, PORTAL, &key, query.page()).await?;
        let crumbs = vec![(web.word("portal-start-title"), "/portal".to_string())];
        let title = web.word(section.key);
        let page = PortalPage::of(vec![section], Some(pager));
        return web.page_titled(StatusCode::OK, "pages/portal_start/show", title, crumbs, &page);
    }
    let (to_answer, tasks, actions, dialogues) = web
        .read(|c, ctx| {
            let scope = &ctx.scope;
            Ok((
                portal::assessments(c, scope)?,
                tasks(c, ctx, PORTAL, "/portal")?,
                portal::actions(c, scope)?,
                portal::dialogues(c, scope, ctx.today())?,
            ))
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
    let mut sections = vec![Section::of("start-portal-assessments", "common-due", assessments, "/portal/assessments")];
    sections.extend(tasks);
    sections.extend([
        Section::of("start-portal-actions", "common-due", actions, "/portal/actions"),
        Section::of("start-portal-dialogues", "start-on-held", dialogues, "/portal/dialogues"),
    ]);
    web.page("pages/portal_start/show", "portal-start-title", &PortalPage::of(sections, None))
}
