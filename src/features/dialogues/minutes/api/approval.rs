//! Minutes after the lock. A vendor's token reads the same without anybody's address, and answers where it was named.

use crate::access::Side;
use crate::base::{Id, Instant, Refusal};
use crate::features::dialogues::minutes::Minutes;
use crate::features::dialogues::minutes::approving::{self, Decision, Request, Verdict, Who};
use crate::features::dialogues::minutes::model::{ApprovalChannel, ApprovalOutcome, MinutesPart, MinutesStage};
use crate::features::dialogues::minutes::paper::{Changed, Difference};
use crate::features::dialogues::minutes::records::{Addendum, Approval};
use crate::features::dialogues::minutes::rules;
use crate::features::dialogues::minutes::verify::{Fault, Stored, verify};
use crate::features::dialogues::minutes::{drafting, keeping};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::store as dialogues;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far the minutes have come, what was said of them, and whether what is stored fits together.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesJson {
    /// `called` is a planned meeting, whether or not the invitation has been sent.
    pub stage: MinutesStage,
    /// Of the locked record: what an answer must name.
    pub sha256: Option<String>,
    /// The number of the text that is out, or was out last.
    pub text_version: Option<i32>,
    pub reply_by: Option<NaiveDate>,
    pub answers: Vec<MinutesAnswerJson>,
    pub addenda: Vec<MinutesAddendumJson>,
    pub approved_at: Option<Instant>,
    pub diary_number: Option<String>,
    pub archive_reference: Option<String>,
    /// Absent until the lock.
    pub difference: Option<MinutesDifferenceJson>,
    /// Parts that do not fit together; none when all is well.
    pub faults: Vec<MinutesFaultJson>,
    /// For `If-Match` of the chair's steps; 0 before the minutes were first sent.
    pub version: i32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesAnswerJson {
    pub id: Id,
    pub text_version: i32,
    pub side: Side,
    pub name: String,
    /// Without an account the chair records the answer; on an addendum also with one.
    pub has_account: bool,
    pub outcome: ApprovalOutcome,
    pub sha256: Option<String>,
    pub decided_at: Option<Instant>,
    pub channel: Option<ApprovalChannel>,
    pub recorded_by: Option<String>,
    pub recorded_note: Option<String>,
    pub objection: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesAddendumJson {
    pub id: Id,
    pub number: i32,
    pub body: String,
    pub sha256: String,
    pub author: String,
    pub side: Side,
    pub added_at: Instant,
    pub approved_at: Option<Instant>,
    pub answers: Vec<MinutesAnswerJson>,
}

/// Actions since the minutes before, by number.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesDifferenceJson {
    pub new: Vec<i32>,
    pub closed: Vec<i32>,
    pub moved: Vec<i32>,
    pub overdue: Vec<i32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesFaultJson {
    pub part: MinutesPart,
    /// A name or a number that tells it from others of its kind.
    pub which: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesApproverJson {
    pub side: Side,
    pub name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesSendJson {
    /// Participants, at least one of each side.
    pub approvers: Vec<MinutesApproverJson>,
    pub reply_by: Option<NaiveDate>,
}

/// What is said of a text.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MinutesVerdictJson {
    Approve,
    Object,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesAnswerBodyJson {
    pub verdict: MinutesVerdictJson,
    /// Of the text that was read.
    pub sha256: String,
    pub addendum_id: Option<Id>,
    /// Needed to object; with an approval it is kept and printed.
    pub objection: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesRecordJson {
    /// The id of an answer that waits.
    pub approval_id: Id,
    /// `phone` or `paper`.
    pub channel: ApprovalChannel,
    /// When and how it was said.
    pub recorded_note: String,
    pub verdict: MinutesVerdictJson,
    pub sha256: String,
    pub addendum_id: Option<Id>,
    pub objection: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesTakeBackJson {
    pub reason: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesRegisterJson {
    pub diary_number: String,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesArchiveJson {
    pub reference: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesAddendumBodyJson {
    pub body: String,
}

impl From<&Approval> for MinutesAnswerJson {
    fn from(known: &Approval) -> Self {
        MinutesAnswerJson {
            id: known.id.clone(),
            text_version: known.text_version,
            side: known.side,
            name: known.name.clone(),
            has_account: known.person_id.is_some(),
            outcome: known.outcome,
            sha256: known.sha256.clone(),
            decided_at: known.decided_at,
            channel: known.channel,
            recorded_by: known.recorded_by_name.clone(),
            recorded_note: known.recorded_note.clone(),
            objection: known.objection.clone(),
        }
    }
}

fn addendum_json(stored: &Stored, row: &Addendum) -> MinutesAddendumJson {
    let own = stored.approvals.iter().filter(|known| known.addendum_id.as_ref() == Some(&row.id));
    MinutesAddendumJson {
        id: row.id.clone(),
        number: row.number,
        body: row.body.clone(),
        sha256: row.sha256.clone(),
        author: row.author_name.clone(),
        side: row.author_side,
        added_at: row.added_at,
        approved_at: row.approved_at,
        answers: own.map(Into::into).collect(),
    }
}

fn numbers(changed: &[Changed]) -> Vec<i32> {
    changed.iter().map(|action| action.number).collect()
}

fn whole(stored: &Stored, faults: Vec<Fault>) -> MinutesJson {
    let row = stored.row.as_ref();
    // A record that somebody has spoilt cannot be read: the faults say so.
    let difference = Minutes::readable(&stored.dialogue).map(|minutes| Difference::of(&minutes));
    MinutesJson {
        stage: rules::stage(stored.dialogue.status, row.map(|row| row.state)),
        sha256: stored.dialogue.sha256.clone(),
        text_version: row.map(|row| row.text_version),
        reply_by: row.and_then(|row| row.reply_by),
        answers: stored.approvals.iter().filter(|known| known.addendum_id.is_none()).map(Into::into).collect(),
        addenda: stored.addenda.iter().map(|addendum| addendum_json(stored, addendum)).collect(),
        approved_at: row.and_then(|row| row.approved_at),
        diary_number: row.and_then(|row| row.diary_number.clone()),
        archive_reference: row.and_then(|row| row.archive_reference.clone()),
        difference: difference.map(|all| MinutesDifferenceJson {
            new: numbers(&all.new),
            closed: numbers(&all.closed),
            moved: numbers(&all.moved),
            overdue: numbers(&all.overdue),
        }),
        faults: faults.into_iter().map(|fault| MinutesFaultJson { part: fault.part, which: fault.which }).collect(),
        version: row.map_or(0, |row| row.version),
    }
}

/// The minutes as they stand now.
async fn answered(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (stored, faults) = web
        .read(move |c, ctx| {
            let dialogue = dialogues::find(c, &ctx.scope, &id)?;
            // Until the lock, what was noted is the region's own.
            if ctx.scope.side() == Side::Vendor && dialogue.status != DialogueStatus::Locked {
                return Err(Refusal::NotFound);
            }
            let stored = Stored::load(c, dialogue)?;
            let faults = verify(c, ctx, &stored)?;
            Ok((stored, faults))
        })
        .await?;
    let body = whole(&stored, faults);
    web.json_object(status, body.version, &body)
}

fn decision(
    who: Who,
    verdict: MinutesVerdictJson,
    objection: Option<String>,
    sha256: String,
    addendum_id: Option<Id>,
) -> Decision {
    let verdict = match verdict {
        MinutesVerdictJson::Approve => Verdict::Approve { objection },
        MinutesVerdictJson::Object => Verdict::Object { text: objection.unwrap_or_default() },
    };
    Decision { who, verdict, sha256, addendum_id }
}

/// A meeting whose minutes, or a correction of them, wait for the answer of whoever's token it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesWaitingJson {
    pub dialogue_id: Id,
    pub held_on: NaiveDate,
    pub contract_reference: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesWaitingListJson {
    pub items: Vec<MinutesWaitingJson>,
}

/// The minutes that wait for the answer of whoever's token it is, the earliest meeting first.
#[utoipa::path(get, path = "/api/v1/minutes/waiting", tag = "minutes",
    responses((status = 200, description = "Meetings", body = MinutesWaitingListJson)))]
pub async fn waiting(web: Web) -> Answer {
    let asking = web.read(approving::asking).await?;
    let one = |asking: approving::Asking| MinutesWaitingJson {
        dialogue_id: asking.dialogue_id,
        held_on: asking.held_on,
        contract_reference: asking.contract_reference,
    };
    web.json(StatusCode::OK, &MinutesWaitingListJson { items: asking.into_iter().map(one).collect() })
}

/// How far the minutes have come, what was said, and whether the stored parts fit together.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/minutes", tag = "minutes", params(("id" = Id, Path)),
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 404, description = "Missing or hidden")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    answered(&web, StatusCode::OK, id.into_inner()).await
}

/// The meeting is over: held becomes draft. `If-Match` is the dialogue's version.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/end", tag = "minutes", params(("id" = Id, Path)),
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 409, description = "A rule says no"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn end(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let target = id.clone();
    web.write(move |c, ctx| drafting::end_meeting(c, ctx, &target, Some(version))).await?;
    answered(&web, StatusCode::OK, id).await
}

/// Sends locked minutes to those who are to approve them; again, to ask others.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/send", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesSendJson,
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 409, description = "Not locked, or approved"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn send(web: Web, id: Path<Id>, body: ApiBody<MinutesSendJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let approvers = body.approvers.into_iter().map(|one| (one.side, one.name)).collect();
    let request = Request { approvers, reply_by: body.reply_by };
    let target = id.clone();
    web.write(move |c, ctx| approving::send(c, ctx, &target, Some(version), &request)).await?;
    answered(&web, StatusCode::OK, id).await
}

/// The answer of whoever's token it is, about the text with that fingerprint.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/answer", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesAnswerBodyJson,
    responses((status = 200, description = "The minutes", body = MinutesJson),
        (status = 409, description = "Not named, another text, or decided"), (status = 422, description = "Fields")))]
pub async fn answer(web: Web, id: Path<Id>, body: ApiBody<MinutesAnswerBodyJson>) -> Answer {
    let (id, body) = (id.into_inner(), body.0);
    let decision = decision(Who::Me, body.verdict, body.objection, body.sha256, body.addendum_id);
    let target = id.clone();
    web.write(move |c, ctx| approving::decide(c, ctx, &target, &decision)).await?;
    answered(&web, StatusCode::OK, id).await
}

/// The chair writes down what somebody without an account said by telephone or on paper; about an addendum, what anybody
/// said who was asked.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/record", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesRecordJson,
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 404, description = "Nobody was asked by that id"),
        (status = 409, description = "Has an account, another text, or decided"), (status = 422, description = "Fields")))]
pub async fn record(web: Web, id: Path<Id>, body: ApiBody<MinutesRecordJson>) -> Answer {
    let (id, body) = (id.into_inner(), body.0);
    let who = Who::Recorded { approval_id: body.approval_id, channel: body.channel, note: body.recorded_note };
    let decision = decision(who, body.verdict, body.objection, body.sha256, body.addendum_id);
    let target = id.clone();
    web.write(move |c, ctx| approving::decide(c, ctx, &target, &decision)).await?;
    answered(&web, StatusCode::OK, id).await
}

/// Takes locked minutes back to draft, before both sides have approved them.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/take-back", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesTakeBackJson,
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 409, description = "Approved, or the next meeting has begun"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn take_back(web: Web, id: Path<Id>, body: ApiBody<MinutesTakeBackJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let target = id.clone();
    web.write(move |c, ctx| drafting::take_back(c, ctx, &target, Some(version), &body.reason)).await?;
    answered(&web, StatusCode::OK, id).await
}

/// Writes the diary number of approved minutes down.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/register", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesRegisterJson,
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 409, description = "Not approved, or archived"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn register(web: Web, id: Path<Id>, body: ApiBody<MinutesRegisterJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let target = id.clone();
    web.write(move |c, ctx| keeping::register(c, ctx, &target, Some(version), &body.diary_number)).await?;
    answered(&web, StatusCode::OK, id).await
}

/// Notes that registered minutes are in the archive.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/archive", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesArchiveJson,
    responses((status = 200, description = "The minutes", body = MinutesJson), (status = 409, description = "Not registered"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn archive(web: Web, id: Path<Id>, body: ApiBody<MinutesArchiveJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let target = id.clone();
    web.write(move |c, ctx| keeping::archive(c, ctx, &target, Some(version), body.reference.as_deref())).await?;
    answered(&web, StatusCode::OK, id).await
}

/// A correction of approved minutes, as a text of its own.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/minutes/addenda", tag = "minutes", params(("id" = Id, Path)), request_body = MinutesAddendumBodyJson,
    responses((status = 201, description = "The minutes", body = MinutesJson), (status = 409, description = "Not approved, or not named"),
        (status = 422, description = "Fields")))]
pub async fn add(web: Web, id: Path<Id>, body: ApiBody<MinutesAddendumBodyJson>) -> Answer {
    let (id, body) = (id.into_inner(), body.0);
    let target = id.clone();
    web.write(move |c, ctx| keeping::add_addendum(c, ctx, &target, &body.body)).await?;
    answered(&web, StatusCode::CREATED, id).await
}
