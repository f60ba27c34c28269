//! Attendance with the quorum, conflicts of interest, and invitations. All but what was mailed is the region's own.

use crate::access::Side;
use crate::base::{Id, Instant, Refusal};
use crate::features::contracts;
use crate::features::dialogues::minutes::attendance::{self, NewConflict};
use crate::features::dialogues::minutes::calling::{self, NewCall};
use crate::features::dialogues::minutes::facts::{Attending, Quorum};
use crate::features::dialogues::minutes::model::{AttendanceKind, CallKind, MeetingSeat, QuorumEffect};
use crate::features::dialogues::minutes::pages::calling::hour;
use crate::features::dialogues::minutes::records::{Call, ConflictRow};
use crate::features::dialogues::minutes::store;
use crate::features::dialogues::store as dialogues;
use crate::features::vendors;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How one participant took part.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingAttendingJson {
    pub side: Side,
    pub name: String,
    pub attendance: AttendanceKind,
    pub seat: MeetingSeat,
    /// Needed for a deputy.
    #[serde(default)]
    pub deputy_for: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingQuorumJson {
    pub met: bool,
    pub missing: Vec<MeetingSeat>,
    /// `hold` stops the lock, `warn` is only told.
    pub effect: QuorumEffect,
    /// The version of the rule.
    pub model: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingDeclaredJson {
    pub id: Id,
    pub item_id: Id,
    pub side: Side,
    pub name: String,
    pub reason: String,
    pub stepped_out: bool,
    pub declared_at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingAttendanceJson {
    pub attendance: Vec<MeetingAttendingJson>,
    pub quorum: MeetingQuorumJson,
    pub conflicts: Vec<MeetingDeclaredJson>,
    /// Of the dialogue.
    pub version: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingAttendanceBodyJson {
    pub attendance: Vec<MeetingAttendingJson>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingConflictJson {
    pub item_id: Id,
    pub side: Side,
    pub name: String,
    pub reason: String,
    #[serde(default)]
    pub stepped_out: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingRetractJson {
    pub conflict_id: Id,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingCallJson {
    pub id: Id,
    pub kind: CallKind,
    /// As calendars order them.
    pub sequence: i32,
    pub starts_at: Option<Instant>,
    pub length_minutes: Option<i32>,
    pub place: Option<String>,
    pub reason: Option<String>,
    pub sent_at: Instant,
    pub sent_by_name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingCallsJson {
    pub calls: Vec<MeetingCallJson>,
    /// How many meetings of the contract in a row were cancelled. Absent for a vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_in_row: Option<usize>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingNewCallJson {
    pub held_on: NaiveDate,
    /// In Sweden, `09:30`.
    pub time: String,
    pub minutes: Option<i32>,
    pub place: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingCancelJson {
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingCancelledJson {
    pub call: MeetingCallJson,
    /// The finding, when it was once too often in a row.
    pub finding_id: Option<Id>,
}

impl From<Call> for MeetingCallJson {
    fn from(call: Call) -> Self {
        MeetingCallJson {
            id: call.id,
            kind: call.kind,
            sequence: call.sequence,
            starts_at: call.starts_at,
            length_minutes: call.length_minutes,
            place: call.place,
            reason: call.reason,
            sent_at: call.sent_at,
            sent_by_name: call.sent_by_name,
        }
    }
}

impl From<ConflictRow> for MeetingDeclaredJson {
    fn from(row: ConflictRow) -> Self {
        MeetingDeclaredJson {
            id: row.id,
            item_id: row.item_id,
            side: row.side,
            name: row.name,
            reason: row.reason,
            stepped_out: row.stepped_out,
            declared_at: row.declared_at,
        }
    }
}

fn attendance_json(
    attending: Vec<Attending>,
    quorum: Quorum,
    conflicts: Vec<ConflictRow>,
    version: i32,
) -> MeetingAttendanceJson {
    MeetingAttendanceJson {
        attendance: attending
            .into_iter()
            .map(|seen| MeetingAttendingJson {
                side: seen.side,
                name: seen.name,
                attendance: seen.attendance,
                seat: seen.seat,
                deputy_for: seen.deputy_for,
            })
            .collect(),
        quorum: MeetingQuorumJson {
            met: quorum.met,
            missing: quorum.missing,
            effect: quorum.effect,
            model: quorum.model,
        },
        conflicts: conflicts.into_iter().map(Into::into).collect(),
        version,
    }
}

async fn answered(web: &Web, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let dialogue = dialogues::find(c, &ctx.scope, &id)?;
            let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
            let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
            let (attending, quorum) = attendance::standing(c, &dialogue, &contract, &vendor, ctx.today())?;
            let conflicts = store::conflicts(c, &dialogue)?;
            Ok(attendance_json(attending, quorum, conflicts, dialogue.version))
        })
        .await?;
    web.json_object(StatusCode::OK, body.version, &body)
}

/// Who took part and how, whether it was a quorum, and declared conflicts of interest.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/attendance", tag = "minutes", params(("id" = Id, Path)),
    responses((status = 200, description = "The attendance", body = MeetingAttendanceJson), (status = 404, description = "Missing or hidden")))]
pub async fn attendance(web: Web, id: Path<Id>) -> Answer {
    answered(&web, id.into_inner()).await
}

/// Notes how participants took part.
#[utoipa::path(put, path = "/api/v1/dialogues/{id}/attendance", tag = "minutes", params(("id" = Id, Path)), request_body = MeetingAttendanceBodyJson,
    responses((status = 200, description = "The attendance", body = MeetingAttendanceJson), (status = 409, description = "Locked"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn set_attendance(web: Web, id: Path<Id>, body: ApiBody<MeetingAttendanceBodyJson>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let seen = |one: MeetingAttendingJson| Attending {
        side: one.side,
        name: one.name,
        attendance: one.attendance,
        seat: one.seat,
        deputy_for: one.deputy_for,
    };
    let list: Vec<Attending> = body.0.attendance.into_iter().map(seen).collect();
    let target = id.clone();
    web.write(move |c, ctx| attendance::set_attendance(c, ctx, &target, Some(version), &list)).await?;
    answered(&web, id).await
}

/// Declares a participant's conflict of interest in an item.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/conflicts", tag = "minutes", params(("id" = Id, Path)), request_body = MeetingConflictJson,
    responses((status = 201, description = "The conflict", body = MeetingDeclaredJson), (status = 409, description = "Locked"),
        (status = 422, description = "Fields")))]
pub async fn declare(web: Web, id: Path<Id>, body: ApiBody<MeetingConflictJson>) -> Answer {
    let (id, one) = (id.into_inner(), body.0);
    let new = NewConflict {
        item_id: one.item_id,
        side: one.side,
        name: one.name,
        reason: one.reason,
        stepped_out: one.stepped_out,
    };
    let row = web.write(move |c, ctx| attendance::declare_conflict(c, ctx, &id, &new)).await?;
    web.json(StatusCode::CREATED, &MeetingDeclaredJson::from(row))
}

/// Takes a conflict away that was noted by mistake.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/conflicts/retract", tag = "minutes", params(("id" = Id, Path)), request_body = MeetingRetractJson,
    responses((status = 200, description = "The attendance", body = MeetingAttendanceJson), (status = 404, description = "Missing or hidden"),
        (status = 409, description = "Locked")))]
pub async fn retract(web: Web, id: Path<Id>, body: ApiBody<MeetingRetractJson>) -> Answer {
    let (id, conflict) = (id.into_inner(), body.0.conflict_id);
    let target = id.clone();
    web.write(move |c, ctx| attendance::retract_conflict(c, ctx, &target, &conflict)).await?;
    answered(&web, id).await
}

/// What was sent about the meeting, the first first. A vendor reads it for its own dialogues, as it was mailed.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/calls", tag = "minutes", params(("id" = Id, Path)),
    responses((status = 200, description = "Invitations, moves and cancellations", body = MeetingCallsJson), (status = 404, description = "Missing or hidden")))]
pub async fn calls(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (calls, cancelled_in_row) = web
        .read(move |c, ctx| {
            let dialogue = dialogues::find(c, &ctx.scope, &id)?;
            let calls = store::calls(c, &dialogue)?;
            Ok(match ctx.scope.side() {
                Side::Region => (calls, Some(store::cancelled_in_row(c, &ctx.scope, &dialogue.contract_id)?)),
                Side::Vendor => (calls.into_iter().map(Call::as_mailed).collect(), None),
            })
        })
        .await?;
    web.json(StatusCode::OK, &MeetingCallsJson { calls: calls.into_iter().map(Into::into).collect(), cancelled_in_row })
}

/// Invites the participants, or tells them of another time; each gets a calendar file by mail.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/calls", tag = "minutes", params(("id" = Id, Path)), request_body = MeetingNewCallJson,
    responses((status = 201, description = "What is sent", body = MeetingCallJson), (status = 409, description = "Not planned, or nobody has an address"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn call(web: Web, id: Path<Id>, body: ApiBody<MeetingNewCallJson>) -> Answer {
    let (id, version, one) = (id.into_inner(), web.if_match()?, body.0);
    let time = hour(&one.time).ok_or_else(|| Refusal::invalid("time", "error-call-hour"))?;
    let new = NewCall { held_on: one.held_on, time, minutes: one.minutes, place: one.place, reason: one.reason };
    let call = web.write(move |c, ctx| calling::call(c, ctx, &id, Some(version), &new)).await?;
    web.json(StatusCode::CREATED, &MeetingCallJson::from(call))
}

/// Cancels a planned meeting, with a reason.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/calls/cancel", tag = "minutes", params(("id" = Id, Path)), request_body = MeetingCancelJson,
    responses((status = 201, description = "What is sent", body = MeetingCancelledJson), (status = 409, description = "Not planned, or cancelled already"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn cancel(web: Web, id: Path<Id>, body: ApiBody<MeetingCancelJson>) -> Answer {
    let (id, version, reason) = (id.into_inner(), web.if_match()?, body.0.reason);
    let (call, finding) = web.write(move |c, ctx| calling::cancel(c, ctx, &id, Some(version), &reason)).await?;
    let body = MeetingCancelledJson { call: call.into(), finding_id: finding.map(|finding| finding.id) };
    web.json(StatusCode::CREATED, &body)
}
