//! Use cases of campaigns, analyses, memos and spot checks; one write transaction each.

mod analyses;
mod campaigns;
mod checks;
mod deciding;
mod members;
mod memos;
mod reminding;

pub use analyses::{add_author, add_measure, remove_measure, revise, send_back, set_ready, write};
pub use campaigns::{CampaignEdit, NewCampaign, close, edit, start};
pub use checks::{NewCheck, Seen, close_check, draw, draws_the_same, open_finding_of, record};
pub use deciding::{Decided, decide, open_actions};
pub use members::{Assignment, RowSaid, add_services, assign, remove};
pub use memos::{Memo, MemoRow, issue};
pub use reminding::{remind, sweep};

use super::records::{Analysis, Campaign};
use super::store;
use crate::access::{Permission, policy};
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MAX_TITLE: usize = 200;
const MAX_TEXT: usize = 10_000;
const MAX_DIARY: usize = 100;

fn tidy(typed: &Option<String>) -> Option<String> {
    typed.as_deref().and_then(text::non_empty)
}

/// A person of the organisation; `needs` says what their role must let them do.
fn person(
    c: &mut Db,
    ctx: &Ctx,
    checks: &mut Checks,
    field: &str,
    id: Option<&Id>,
    needs: Option<Permission>,
) -> Result<(Id, String)> {
    let Some(id) = id else {
        checks.that(false, field, "error-required");
        return Ok((ctx.actor.person_id.clone(), String::new()));
    };
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let mut roles = people.iter().filter(|(person, _)| person.id == *id).peekable();
    let name = roles.peek().map(|(person, _)| person.name.clone());
    checks.that(name.is_some(), field, "error-unknown");
    if let Some(needs) = needs
        && name.is_some()
    {
        checks.that(roles.any(|(_, role)| policy::allows(Some(*role), needs)), field, "error-review-person");
    }
    Ok((id.clone(), name.unwrap_or_default()))
}

fn check_campaign(given: Option<i32>, campaign: &Campaign) -> Result<()> {
    check_version(given, campaign.version, || {
        BTreeMap::from([
            ("title".to_string(), campaign.title.clone()),
            ("why".to_string(), campaign.why.clone()),
            ("due_on".to_string(), campaign.due_on.to_string()),
            ("version".to_string(), campaign.version.to_string()),
        ])
    })
}

fn check_analysis(given: Option<i32>, analysis: &Analysis) -> Result<()> {
    check_version(given, analysis.version, || {
        let mut shown = BTreeMap::from([
            ("state".to_string(), analysis.state.to_string()),
            ("version".to_string(), analysis.version.to_string()),
        ]);
        if let Ok(serde_json::Value::Object(content)) = serde_json::from_str(&analysis.content) {
            let told = content.into_iter().filter(|(_, value)| !value.is_null());
            shown.extend(told.map(|(key, value)| (key, value.as_str().map_or(value.to_string(), str::to_string))));
        }
        shown
    })
}

/// The campaign, which must run.
fn running(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Campaign> {
    let campaign = store::find(c, &ctx.scope, id)?;
    if campaign.is_running() { Ok(campaign) } else { Err(Refusal::rule("rule-review-campaign-closed")) }
}

/// An analysis that is still worked on, in a campaign that runs.
fn open(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Analysis> {
    let analysis = store::find_analysis(c, &ctx.scope, id)?;
    running(c, ctx, &analysis.campaign_id)?;
    check_analysis(version, &analysis)?;
    if analysis.is_open() { Ok(analysis) } else { Err(Refusal::rule("rule-review-decided")) }
}
