//! Rounds of chain confirmation: who is asked, reminded, and what silence leads to.

use crate::access::{Permission, Scope, Via};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Email, Id, Language, text};
use crate::features::chains::model::{ChainModel, ConfirmationState, RoundState};
use crate::features::chains::records::{Confirmation, MissedFollowUp, Round};
use crate::features::chains::store;
use crate::features::findings::{self, FindingOrigin, NewFinding, Responsible, Severity};
use crate::features::{accounts, contracts, vendors};
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;
use std::collections::BTreeMap;

/// A round about to be started.
#[derive(Debug, Clone)]
pub struct NewRound {
    pub title: String,
    pub due_on: NaiveDate,
    /// Tiers of the vendors that are asked.
    pub tiers: Vec<i32>,
}

/// Asks the vendors of some tiers to confirm their chains, one question for each contract.
/// Errors: at the fields; `rule-chain-round-nobody` when there is nobody to ask.
pub fn start_round(c: &mut Db, ctx: &Ctx, new: &NewRound) -> Result<Round> {
    ctx.require(Permission::CampaignRun)?;
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &new.title));
    checks.longest("title", &title, super::MAX_NAME);
    checks.that(new.due_on > ctx.today(), "due_on", "error-date-past");
    let mut tiers: Vec<i32> = new.tiers.iter().copied().filter(|tier| (1..=4).contains(tier)).collect();
    tiers.sort_unstable();
    tiers.dedup();
    checks.that(!tiers.is_empty(), "tiers", "error-required");
    checks.done()?;
    let due = store::askable(c, &ctx.scope, &tiers, ctx.today())?;
    if due.is_empty() {
        return Err(Refusal::rule("rule-chain-round-nobody"));
    }
    ask(c, ctx, &title, new.due_on, &tiers, false, &due)
}

fn ask(
    c: &mut Db,
    ctx: &Ctx,
    title: &str,
    due_on: NaiveDate,
    tiers: &[i32],
    automatic: bool,
    due: &[store::Due],
) -> Result<Round> {
    let round = Round {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        title: title.to_string(),
        due_on,
        tiers: tiers.iter().map(ToString::to_string).collect::<Vec<_>>().join(";"),
        automatic,
        state: RoundState::Open,
        model_version: ChainModel::current().version.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        closed_at: None,
        version: 1,
    };
    store::insert_round(c, &round)?;
    let entry = audit::Entry::new("create", "chain_round", &round.id).named(&round.title);
    audit::record(c, ctx, entry.after(&round))?;
    let mut by_vendor: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    for (_, vendor, contract) in due {
        by_vendor.entry(vendor).or_default().push(contract);
    }
    for (vendor_id, contract_ids) in by_vendor {
        let recipients = tell(c, ctx, "chain_asked", vendor_id, &contract_ids, due_on, &round.id)?;
        for contract_id in contract_ids {
            let confirmation = Confirmation {
                id: ctx.new_id(),
                organisation_id: round.organisation_id.clone(),
                campaign_id: round.id.clone(),
                vendor_id: vendor_id.clone(),
                contract_id: contract_id.clone(),
                due_on,
                asked_on: ctx.today(),
                recipients,
                state: ConfirmationState::Asked,
                reminded_on: None,
                signed_on: None,
                signed_by_name: None,
                signed_by_role: None,
                note: None,
                finding_id: None,
                created_at: ctx.instant(),
                version: 1,
                phone_by_name: None,
            };
            store::insert_confirmation(c, &confirmation)?;
        }
    }
    Ok(round)
}

/// One mail to each of the vendor's people about all of its contracts. Gives how many were mailed.
fn tell(
    c: &mut Db,
    ctx: &Ctx,
    event: &str,
    vendor_id: &Id,
    contract_ids: &[&Id],
    due_on: NaiveDate,
    round: &Id,
) -> Result<i32> {
    let vendor = vendors::find(c, &ctx.scope, vendor_id)?;
    let Some(home) = &vendor.vendor_organisation_id else { return Ok(0) };
    let mut references = Vec::new();
    for id in contract_ids {
        let contract = contracts::find(c, &ctx.scope, id)?;
        references.push(format!("{} {}", contract.reference, contract.title));
    }
    let client = accounts::find_organisation(c, ctx.scope.client()?)?;
    let data = json!({ "client": client.name, "contracts": references, "due_on": due_on, "path": "/portal/chain" });
    let mut mailed = 0;
    for (person, _, language, address) in accounts::people_of_organisation(c, home)? {
        // An address that no longer parses reaches nobody; the page of the round shows who was reached.
        let Ok(email) = address.parse::<Email>() else { continue };
        let mail = Mail::new(event, &email, &person.name, language, data.clone());
        outbox::mail(c, ctx, &client.id, ("chain_round", round), &mail)?;
        mailed += 1;
    }
    Ok(mailed)
}

/// Reminds everybody in the round who has not answered. Gives how many contracts were reminded of.
pub fn remind_round(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    ctx.require(Permission::CampaignRun)?;
    let round = store::find_round(c, &ctx.scope, id)?;
    if round.state == RoundState::Closed {
        return Err(Refusal::rule("rule-chain-round-closed"));
    }
    let open = store::open_of_round(c, &ctx.scope, id)?;
    remind(c, ctx, &open)?;
    let entry = audit::Entry::new("remind", "chain_round", &round.id).named(&round.title);
    audit::record(c, ctx, entry)?;
    Ok(open.len())
}

fn remind(c: &mut Db, ctx: &Ctx, open: &[Confirmation]) -> Result<()> {
    let mut by_mail: BTreeMap<(&Id, NaiveDate, &Id), Vec<&Id>> = BTreeMap::new();
    for one in open {
        by_mail.entry((&one.vendor_id, one.due_on, &one.campaign_id)).or_default().push(&one.contract_id);
        let after = Confirmation { reminded_on: Some(ctx.today()), version: one.version + 1, ..one.clone() };
        store::save_confirmation(c, &ctx.scope, &after)?;
    }
    for ((vendor_id, due_on, round), contract_ids) in by_mail {
        tell(c, ctx, "chain_reminder", vendor_id, &contract_ids, due_on, round)?;
    }
    Ok(())
}

/// Ends a round; what nobody has answered is no longer asked.
pub fn close_round(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Round> {
    ctx.require(Permission::CampaignRun)?;
    let before = store::find_round(c, &ctx.scope, id)?;
    super::check_version(version, before.version, BTreeMap::new)?;
    if before.state == RoundState::Closed {
        return Err(Refusal::rule("rule-chain-round-closed"));
    }
    for one in store::open_of_round(c, &ctx.scope, id)? {
        let after = Confirmation { state: ConfirmationState::Withdrawn, version: one.version + 1, ..one };
        store::save_confirmation(c, &ctx.scope, &after)?;
    }
    let after = Round {
        state: RoundState::Closed,
        closed_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_round(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("close", "chain_round", id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// What time itself does: asks by the tier's interval, reminds once, and makes one finding of each silence
/// and of each missing follow-up. Run twice, it adds nothing.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = crate::base::clock::swedish_date(now);
    let model = ChainModel::current();
    let days = model.confirmation;
    let day = |later: u64| today.checked_add_days(Days::new(later)).unwrap_or(NaiveDate::MAX);
    let earlier = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
    let job = |id: &Id| Ctx::job(id.clone(), "chains.sweep", Via::Job, now);
    for due in app.db.read_now(|c| store::due_everywhere(c, today, model))?.chunk_by(|a, b| a.0 == b.0) {
        if let Some((client, ..)) = due.first() {
            let ctx = job(client);
            app.db.write_now(|c| {
                // Asked again within the transaction, here and below: another worker may have been here.
                let still = store::due_everywhere(c, today, model)?;
                let due: Vec<store::Due> = due.iter().filter(|one| still.contains(one)).cloned().collect();
                if due.is_empty() {
                    return Ok(());
                }
                ask(c, &ctx, "", day(days.ask_before), &[], true, &due).map(drop)
            })?;
        }
    }
    let unreminded = |c: &mut Db| -> Result<Vec<Confirmation>> {
        let waiting = store::unanswered_everywhere(c, day(days.remind_before), false)?;
        // A question that was asked with less time than that is not reminded of on the same day.
        Ok(waiting.into_iter().filter(|one| one.asked_on < today).collect())
    };
    for some in app.db.read_now(unreminded)?.chunk_by(|a, b| a.organisation_id == b.organisation_id) {
        if let Some(first) = some.first() {
            let ctx = job(&first.organisation_id);
            app.db.write_now(|c| {
                let mut still = unreminded(c)?;
                still.retain(|one| one.organisation_id == first.organisation_id);
                remind(c, &ctx, &still)
            })?;
        }
    }
    let last = earlier(days.finding_after.saturating_add(1));
    for one in app.db.read_now(|c| store::unanswered_everywhere(c, last, true))? {
        let ctx = job(&one.organisation_id);
        app.db.write_now(|c| {
            let one = store::find_asked(c, &ctx.scope, &one.id)?.confirmation;
            if one.state != ConfirmationState::Asked || one.finding_id.is_some() {
                return Ok(());
            }
            unconfirmed(app, c, &ctx, &one)
        })?;
    }
    missed(app, now, today, model)
}

fn words(app: &App, key: &str, args: &[(&'static str, String)]) -> String {
    app.views.word(Language::Sv, key, &args.iter().cloned().collect())
}

/// One finding, once: the confirmation remembers it even when the finding has been closed since.
fn unconfirmed(app: &App, c: &mut Db, ctx: &Ctx, one: &Confirmation) -> Result<()> {
    let contract = contracts::find(c, &ctx.scope, &one.contract_id)?;
    let args = [("contract", contract.reference), ("due", one.due_on.to_string())];
    let new = NewFinding {
        vendor_id: one.vendor_id.clone(),
        contract_id: Some(one.contract_id.clone()),
        origin: FindingOrigin::Chain,
        origin_object_id: Some(one.id.clone()),
        origin_part: Some("unconfirmed".to_string()),
        title: words(app, "chains-finding-unconfirmed", &args),
        description: Some(words(app, "chains-finding-unconfirmed-text", &args)),
        severity: Severity::Medium,
        // Nobody could be asked: that is for the region to put right.
        responsible: if one.recipients == 0 { Responsible::Region } else { Responsible::Vendor },
        control_ids: vec!["A.5.21".to_string()],
        internal_note: None,
    };
    let finding = findings::open_finding(c, ctx, &new)?;
    let after = Confirmation { finding_id: Some(finding.id), version: one.version + 1, ..one.clone() };
    store::save_confirmation(c, &ctx.scope, &after)
}

/// The vendor's own follow-up of those it engages: missing within the tier's interval is a finding, one for each
/// subcontractor and day.
fn missed(app: &App, now: DateTime<Utc>, today: NaiveDate, model: &ChainModel) -> Result<()> {
    let links = app.db.read_now(|c| store::followed_everywhere(c, today))?;
    let ids: Vec<Id> = links.iter().map(|link| link.link_id.clone()).collect();
    let last = app.db.read_now(|c| store::last_follow_ups(c, &ids))?;
    let noted = app.db.read_now(|c| store::missed_noted(c, &ids))?;
    for link in &links {
        let due = model.follow_up_due(link.tier, link.started_on, last.get(&link.link_id).copied());
        if let Some(due_on) = due.filter(|due| *due < today && !noted.contains(&(link.link_id.clone(), *due))) {
            let ctx = Ctx::job(link.organisation_id.clone(), "chains.sweep", Via::Job, now);
            app.db.write_now(|c| not_followed_up(app, c, &ctx, link, due_on))?;
        }
    }
    Ok(())
}

fn not_followed_up(app: &App, c: &mut Db, ctx: &Ctx, link: &store::FollowedLink, due_on: NaiveDate) -> Result<()> {
    // Another worker may have been first.
    let noted = store::missed_noted(c, std::slice::from_ref(&link.link_id))?;
    if noted.contains(&(link.link_id.clone(), due_on)) {
        return Ok(());
    }
    let contract = contracts::find(c, &ctx.scope, &link.contract_id)?;
    let child = store::find_node(c, &ctx.scope, &link.child_node_id)?;
    let args = [("contract", contract.reference), ("name", child.name), ("due", due_on.to_string())];
    let new = NewFinding {
        vendor_id: link.vendor_id.clone(),
        contract_id: Some(link.contract_id.clone()),
        origin: FindingOrigin::Chain,
        origin_object_id: Some(link.link_id.clone()),
        origin_part: Some(format!("follow_up {due_on}")),
        title: words(app, "chains-finding-follow-up", &args),
        description: Some(words(app, "chains-finding-follow-up-text", &args)),
        severity: Severity::Medium,
        responsible: Responsible::Vendor,
        control_ids: vec!["A.5.22".to_string()],
        internal_note: None,
    };
    let finding = findings::open_finding(c, ctx, &new)?;
    let row = MissedFollowUp {
        id: ctx.new_id(),
        organisation_id: link.organisation_id.clone(),
        contract_id: link.contract_id.clone(),
        due_on,
        finding_id: Some(finding.id),
        created_at: ctx.instant(),
        link_id: Some(link.link_id.clone()),
    };
    store::insert_missed(c, &row)
}

/// The same person acting in the client's organisation: what a vendor says of its own chain changes the
/// client's rows, and the log names the vendor's person.
pub(super) fn in_client(ctx: &Ctx, organisation_id: &Id) -> Ctx {
    Ctx { scope: Scope::job(organisation_id.clone()), ..ctx.clone() }
}

/// An error at a field of a closed set.
pub(super) fn unknown(field: &str) -> FieldError {
    FieldError::new(field, "error-unknown")
}
