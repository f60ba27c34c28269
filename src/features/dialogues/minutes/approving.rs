//! Approval of locked minutes by named persons of both sides: asked, answered, taken back.

use super::model::{ApprovalChannel, ApprovalOutcome, MinutesStage, MinutesState};
use super::parameters::MinutesTerms;
use super::records::{Approval, MinutesRow, MinutesText};
use super::{jobs, rules, store};
use crate::access::{Permission, Side};
use crate::base::refusal::{self, Checks};
use crate::base::{FieldError, Id, Language, Refusal, Result, text, workdays};
use crate::features::accounts;
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::records::{Dialogue, DialogueParticipant};
use crate::features::dialogues::store as dialogues;
use crate::features::vendors;
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The longest objection or reason, in characters.
pub const MAX_OBJECTION: usize = 4000;
/// The longest note on how an answer was given, in characters.
pub const MAX_RECORDED: usize = 1000;

/// Whom to ask, by side and name as they stand among the participants, and by when they should answer.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub approvers: Vec<(Side, String)>,
    pub reply_by: Option<NaiveDate>,
}

/// Whose answer it is.
#[derive(Debug, Clone)]
pub enum Who {
    Me,
    /// The chair writes down what somebody said who has no account; of a correction, whoever said it: nobody can be asked
    /// about it instead of them.
    Recorded {
        approval_id: Id,
        channel: ApprovalChannel,
        note: String,
    },
}

#[derive(Debug, Clone)]
pub enum Verdict {
    /// With an objection that is kept and printed, when there is one.
    Approve {
        objection: Option<String>,
    },
    Object {
        text: String,
    },
}

/// One answer, on the text with this fingerprint, or on an addendum.
#[derive(Debug, Clone)]
pub struct Decision {
    pub who: Who,
    pub verdict: Verdict,
    pub sha256: String,
    pub addendum_id: Option<Id>,
}

/// A dialogue with how far its minutes have come.
pub(super) struct Standing {
    pub dialogue: Dialogue,
    pub row: Option<MinutesRow>,
}

impl Standing {
    pub fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Standing> {
        let dialogue = dialogues::find(c, &ctx.scope, id)?;
        let row = store::row(c, &dialogue)?;
        Ok(Standing { dialogue, row })
    }

    /// The same for the chair's steps. Errors: Conflict; a row that is not there yet has version 0.
    pub fn to_change(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Standing> {
        ctx.require(Permission::DialogueLock)?;
        ctx.scope.client()?;
        let standing = Standing::load(c, ctx, id)?;
        let stored = standing.row.as_ref().map_or(0, |row| row.version);
        refusal::check_version(version, stored, || {
            BTreeMap::from([("status".to_string(), standing.stage().to_string())])
        })?;
        Ok(standing)
    }

    pub fn stage(&self) -> MinutesStage {
        rules::stage(self.dialogue.status, self.row.as_ref().map(|row| row.state))
    }

    /// The row, for steps that come after the first sending.
    pub fn sent(&self) -> Result<MinutesRow> {
        self.row.clone().ok_or_else(|| Refusal::rule("rule-minutes-not-sent"))
    }
}

/// The record that is out for approval must be there, and be the text that its fingerprint was made from.
/// Errors: `rule-minutes-tampered`; NotFound while nothing is locked.
pub fn intact(dialogue: &Dialogue) -> Result<String> {
    match (&dialogue.snapshot, &dialogue.sha256) {
        (Some(snapshot), Some(sha256)) if sha256_hex(snapshot) == *sha256 => Ok(sha256.clone()),
        (None, None) if dialogue.status != DialogueStatus::Locked => Err(Refusal::NotFound),
        _ => Err(Refusal::rule("rule-minutes-tampered")),
    }
}

/// The number of the locked text, which is kept as it is from its first sending.
pub(super) fn text_version(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue) -> Result<i32> {
    let sha256 = intact(dialogue)?;
    let texts = store::texts(c, dialogue)?;
    if let Some(known) = texts.iter().find(|text| text.sha256 == sha256 && text.taken_back_at.is_none()) {
        return Ok(known.number);
    }
    let number = texts.last().map_or(1, |text| text.number.saturating_add(1));
    let row = MinutesText {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        number,
        snapshot: dialogue.snapshot.clone().unwrap_or_default(),
        sha256,
        fixed_at: dialogue.locked_at.unwrap_or_else(|| ctx.instant()),
        fixed_by_name: dialogue.locked_by_name.clone().unwrap_or_default(),
        taken_back_at: None,
        taken_back_by_name: None,
        taken_back_reason: None,
    };
    store::insert_text(c, &row)?;
    Ok(number)
}

/// Sends the locked minutes to those who are to approve them; again, to ask others instead of those who have not
/// answered. Errors: Conflict; at `approvers` and `reply_by`; `rule-minutes-not-locked`, `rule-minutes-approved`.
pub fn send(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, request: &Request) -> Result<MinutesRow> {
    let standing = Standing::to_change(c, ctx, id, version)?;
    rules::may_send(standing.stage())?;
    let dialogue = &standing.dialogue;
    let chosen = chosen(c, ctx, dialogue, request)?;
    let number = text_version(c, ctx, dialogue)?;
    let reply_by = request
        .reply_by
        .unwrap_or_else(|| workdays::add_working_days(ctx.today(), MinutesTerms::on(ctx.today()).reply_working_days));
    let before = standing.row.clone();
    let row = MinutesRow {
        state: MinutesState::Sent,
        text_version: number,
        sent_at: Some(ctx.instant()),
        sent_by_name: Some(ctx.actor.name.clone()),
        reply_by: Some(reply_by),
        ..before.clone().unwrap_or_else(|| MinutesRow::new(ctx, dialogue))
    };
    let row = match &before {
        Some(_) => store::save_row(c, row)?,
        None => {
            store::insert_row(c, &row)?;
            row
        }
    };
    let (asked, no_longer_asked) = ask(c, ctx, dialogue, (number, None), &chosen)?;
    let entry = audit::Entry::new("send", "minutes", &row.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .after(&serde_json::json!({ "row": row, "sha256": dialogue.sha256,
            "asked": chosen.iter().map(|person| &person.name).collect::<Vec<_>>(), "no_longer_asked": no_longer_asked }));
    audit::record(c, ctx, entry)?;
    for approval in &asked {
        jobs::ask_by_mail(c, ctx, dialogue, approval, row.reply_by)?;
    }
    settle(c, ctx, dialogue, row)
}

impl MinutesRow {
    pub(super) fn new(ctx: &Ctx, dialogue: &Dialogue) -> MinutesRow {
        MinutesRow {
            id: ctx.new_id(),
            organisation_id: dialogue.organisation_id.clone(),
            dialogue_id: dialogue.id.clone(),
            state: MinutesState::Sent,
            text_version: 1,
            sent_at: None,
            sent_by_name: None,
            reply_by: None,
            approved_at: None,
            diary_number: None,
            registered_at: None,
            registered_by_name: None,
            archive_reference: None,
            archived_at: None,
            archived_by_name: None,
            created_at: ctx.instant(),
            version: 1,
        }
    }
}

/// Somebody who is to be asked, with the person behind the name when there is an account.
pub(super) struct Asked {
    pub side: Side,
    pub name: String,
    pub person_id: Option<Id>,
    pub email: Option<String>,
    pub language: Language,
}

impl Asked {
    fn is(&self, approval: &Approval) -> bool {
        approval.side == self.side && approval.name == self.name
    }
}

fn chosen(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, request: &Request) -> Result<Vec<Asked>> {
    let people = dialogues::participants(c, dialogue)?;
    let mut checks = Checks::default();
    let mut chosen: Vec<DialogueParticipant> = Vec::new();
    for (side, name) in &request.approvers {
        match people.iter().find(|person| person.side == *side && person.name == *name) {
            Some(person) if !chosen.iter().any(|known| known.id == person.id) => chosen.push(person.clone()),
            Some(_) => {}
            None => checks.add(FieldError::new("approvers", "error-minutes-not-participant").with("name", name)),
        }
    }
    let asked = |side: Side| chosen.iter().any(|person| person.side == side);
    checks.that(asked(Side::Region), "approvers", "error-minutes-none-of-region");
    checks.that(asked(Side::Vendor), "approvers", "error-minutes-none-of-vendor");
    checks.that(request.reply_by.is_none_or(|day| day >= ctx.today()), "reply_by", "error-minutes-reply-past");
    checks.done()?;
    let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
    let mut holders = vec![(Side::Region, accounts::people_of_organisation(c, &dialogue.organisation_id)?)];
    if let Some(organisation) = &vendor.vendor_organisation_id {
        holders.push((Side::Vendor, accounts::people_of_organisation(c, organisation)?));
    }
    let person_of = |participant: &DialogueParticipant| {
        let own = holders.iter().filter(|(side, _)| *side == participant.side).flat_map(|(_, people)| people.iter());
        let address = participant.email.as_deref().map(str::to_lowercase);
        let same = |id: &Id, email: &str| match &participant.person_id {
            Some(known) => known == id,
            None => address.as_deref() == Some(email.to_lowercase().as_str()),
        };
        own.into_iter().find(|(person, _, _, email)| same(&person.id, email)).map(|(person, ..)| person.id.clone())
    };
    let asked = |participant: DialogueParticipant| Asked {
        person_id: person_of(&participant),
        side: participant.side,
        name: participant.name,
        email: participant.email,
        language: participant.language,
    };
    Ok(chosen.into_iter().map(asked).collect())
}

/// Writes down who is asked about a text or an addendum. Who has approved stays; who has said nothing and is not chosen
/// any longer is asked no more; an objection stays, also when somebody else is asked instead. Gives those to write to, and
/// the names of those who are asked no more.
pub(super) fn ask(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    (text_version, addendum_id): (i32, Option<&Id>),
    chosen: &[Asked],
) -> Result<(Vec<Approval>, Vec<String>)> {
    let known: Vec<Approval> = store::approvals(c, dialogue)?
        .into_iter()
        .filter(|approval| approval.text_version == text_version && approval.addendum_id.as_ref() == addendum_id)
        .collect();
    let (mut to_write, mut no_longer_asked) = (Vec::new(), Vec::new());
    for approval in &known {
        match (approval.outcome, chosen.iter().any(|person| person.is(approval))) {
            (ApprovalOutcome::Waiting, false) => {
                store::remove_approval(c, approval)?;
                no_longer_asked.push(approval.name.clone());
            }
            (ApprovalOutcome::Objected, false) => {
                store::save_approval(c, Approval { outcome: ApprovalOutcome::Replaced, ..approval.clone() })?;
            }
            (ApprovalOutcome::Replaced, true) => {
                to_write
                    .push(store::save_approval(c, Approval { outcome: ApprovalOutcome::Waiting, ..approval.clone() })?);
            }
            _ => {}
        }
    }
    for person in chosen.iter().filter(|person| !known.iter().any(|approval| person.is(approval))) {
        let approval = Approval {
            id: ctx.new_id(),
            organisation_id: dialogue.organisation_id.clone(),
            dialogue_id: dialogue.id.clone(),
            addendum_id: addendum_id.cloned(),
            text_version,
            side: person.side,
            name: person.name.clone(),
            person_id: person.person_id.clone(),
            email: person.email.clone(),
            language: person.language,
            outcome: ApprovalOutcome::Waiting,
            sha256: None,
            decided_at: None,
            channel: None,
            recorded_by_name: None,
            recorded_note: None,
            objection: None,
            objected_at: None,
            asked_at: ctx.instant(),
            version: 1,
        };
        store::insert_approval(c, &approval)?;
        to_write.push(approval);
    }
    Ok((to_write, no_longer_asked))
}

/// One person's answer. Given twice, the first stands and nothing changes.
/// Errors: `rule-minutes-not-named` for somebody who was not asked, `rule-minutes-other-text` when the text is not the one
/// that was read, `rule-minutes-tampered`, `rule-minutes-has-account`, `rule-minutes-decided`; at the fields.
pub fn decide(c: &mut Db, ctx: &Ctx, id: &Id, decision: &Decision) -> Result<Approval> {
    match &decision.who {
        Who::Me => ctx.require(Permission::DialogueRead)?,
        Who::Recorded { .. } => {
            ctx.require(Permission::DialogueLock)?;
            ctx.scope.client()?;
        }
    }
    let standing = Standing::load(c, ctx, id)?;
    let row = standing.sent()?;
    let dialogue = &standing.dialogue;
    let before = asked(c, ctx, dialogue, &row, decision)?;
    if before.outcome == ApprovalOutcome::Approved {
        return match decision.verdict {
            Verdict::Approve { .. } => Ok(before),
            Verdict::Object { .. } => Err(Refusal::rule("rule-minutes-decided")),
        };
    }
    let current = match &decision.addendum_id {
        None if rules::is_final(standing.stage()) => return Err(Refusal::rule("rule-minutes-approved")),
        None if standing.stage() != MinutesStage::Sent => return Err(Refusal::rule("rule-minutes-not-sent")),
        None => intact(dialogue)?,
        Some(id) => super::keeping::intact_addendum(c, dialogue, id)?,
    };
    if decision.sha256 != current {
        return Err(Refusal::rule("rule-minutes-other-text"));
    }
    let after = answered(ctx, &before, decision, current)?;
    let saved = store::save_approval(c, after)?;
    let verb = if saved.outcome == ApprovalOutcome::Approved { "approve" } else { "minutes_object" };
    let entry = audit::Entry::new(verb, "minutes_approval", &saved.id)
        .vendor(&dialogue.vendor_id)
        .named(format!("{} {}", dialogue.period, saved.name))
        .after(&saved);
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)?;
    if saved.outcome == ApprovalOutcome::Objected || saved.objection != before.objection {
        jobs::tell(c, ctx, dialogue, jobs::News::Objected, &saved.name)?;
    }
    match &decision.addendum_id {
        None => settle(c, ctx, dialogue, row).map(drop)?,
        Some(id) => super::keeping::settle_addendum(c, ctx, dialogue, id)?,
    }
    Ok(saved)
}

/// The place for this answer. Errors: `rule-minutes-not-named`, `rule-minutes-has-account`, NotFound.
fn asked(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, row: &MinutesRow, decision: &Decision) -> Result<Approval> {
    let target: Vec<Approval> = store::approvals(c, dialogue)?
        .into_iter()
        .filter(|approval| {
            approval.addendum_id == decision.addendum_id && approval.outcome != ApprovalOutcome::Replaced
        })
        .filter(|approval| approval.addendum_id.is_some() || approval.text_version == row.text_version)
        .collect();
    match &decision.who {
        Who::Me => target
            .into_iter()
            .find(|known| known.person_id.as_ref() == Some(&ctx.actor.person_id) && known.side == ctx.scope.side())
            .ok_or_else(|| Refusal::rule("rule-minutes-not-named")),
        Who::Recorded { approval_id, .. } => {
            let found = target.into_iter().find(|known| known.id == *approval_id).ok_or(Refusal::NotFound)?;
            if found.person_id.is_some() && found.addendum_id.is_none() {
                return Err(Refusal::rule_with("rule-minutes-has-account", &[("name", found.name)]));
            }
            Ok(found)
        }
    }
}

/// The row as it stands after the answer.
fn answered(ctx: &Ctx, before: &Approval, decision: &Decision, sha256: String) -> Result<Approval> {
    let mut checks = Checks::default();
    let (channel, recorded_by_name, recorded_note) = match &decision.who {
        Who::Me if ctx.actor.via == crate::access::Via::Web => (ApprovalChannel::Web, None, None),
        Who::Me => (ApprovalChannel::Api, None, None),
        Who::Recorded { channel, note, .. } => {
            checks.that(channel.recorded(), "channel", "error-choice");
            let note = checks.required("recorded_note", note);
            checks.longest("recorded_note", &note, MAX_RECORDED);
            (*channel, Some(ctx.actor.name.clone()), Some(note))
        }
    };
    let (outcome, objection) = match &decision.verdict {
        Verdict::Approve { objection } => (ApprovalOutcome::Approved, objection.as_deref().and_then(text::non_empty)),
        Verdict::Object { text } => (ApprovalOutcome::Objected, Some(checks.required("objection", text))),
    };
    checks.longest("objection", objection.as_deref().unwrap_or_default(), MAX_OBJECTION);
    checks.done()?;
    let objected_at = if objection.is_some() { Some(ctx.instant()) } else { before.objected_at };
    // What was said first is never written over.
    let objection = match (&before.objection, objection) {
        (Some(first), Some(more)) if *first != more => Some(format!("{first}\n\n{more}")),
        (first, more) => first.clone().or(more),
    };
    Ok(Approval {
        outcome,
        sha256: Some(sha256),
        decided_at: Some(ctx.instant()),
        channel: Some(channel),
        recorded_by_name,
        recorded_note,
        objected_at: objection.as_ref().and(objected_at),
        objection,
        ..before.clone()
    })
}

/// Makes the minutes approved once everybody who was asked on both sides has approved.
fn settle(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, row: MinutesRow) -> Result<MinutesRow> {
    let answers: Vec<(Side, ApprovalOutcome)> = store::approvals(c, dialogue)?
        .iter()
        .filter(|approval| approval.addendum_id.is_none() && approval.text_version == row.text_version)
        .map(|approval| (approval.side, approval.outcome))
        .collect();
    if row.state != MinutesState::Sent || !rules::approved_by_both(&answers) {
        return Ok(row);
    }
    let after = MinutesRow { state: MinutesState::Approved, approved_at: Some(ctx.instant()), ..row.clone() };
    let saved = store::save_row(c, after)?;
    let entry = audit::Entry::new("approve", "minutes", &saved.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .change(&row, &saved);
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)?;
    jobs::tell(c, ctx, dialogue, jobs::News::Approved, "")?;
    Ok(saved)
}

/// A meeting whose minutes, or a correction of them, wait for the answer of whoever asks.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Asking {
    pub dialogue_id: Id,
    pub held_on: NaiveDate,
    pub contract_reference: String,
}

/// The meetings that `waiting` is about, the earliest first.
pub fn asking(c: &mut Db, ctx: &Ctx) -> Result<Vec<Asking>> {
    let ids: Vec<Id> = waiting(c, ctx)?.into_iter().map(|approval| approval.dialogue_id).collect();
    let meetings = store::meetings(c, &ctx.scope, &ids)?;
    let asking = |(dialogue_id, held_on, contract_reference)| Asking { dialogue_id, held_on, contract_reference };
    Ok(meetings.into_iter().map(asking).collect())
}

/// What waits for the answer of whoever asks, the longest first: for start pages and reminders.
pub fn waiting(c: &mut Db, ctx: &Ctx) -> Result<Vec<Approval>> {
    store::waiting_for(c, &ctx.scope, &ctx.actor.person_id)
}

/// Fills in which text a recorded answer is about: the addendum that its place belongs to, or the minutes, as they stand.
/// Errors: NotFound, `rule-minutes-tampered`.
pub fn address(c: &mut Db, ctx: &Ctx, id: &Id, decision: &mut Decision) -> Result<()> {
    let Who::Recorded { approval_id, .. } = &decision.who else { return Ok(()) };
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    let place = store::approvals(c, &dialogue)?.into_iter().find(|known| known.id == *approval_id);
    let place = place.ok_or(Refusal::NotFound)?;
    decision.sha256 = match &place.addendum_id {
        None => intact(&dialogue)?,
        Some(addendum) => super::keeping::intact_addendum(c, &dialogue, addendum)?,
    };
    decision.addendum_id = place.addendum_id;
    Ok(())
}
