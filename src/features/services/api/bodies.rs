//! What the API says of a service: as a line of a list, and whole.

use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::model::{
    ApprovalState, Aspect, Audience, Channel, Class, ClassificationState, ServiceStatus, parts,
};
use crate::features::services::records::{Approval, Classification, Exception, Service};
use crate::features::services::rules::{self, Summary, Verdict};
use crate::features::services::views::Worth;
use crate::features::services::{actions, comparing, store};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;

/// A type or an aspect that stands against the platform.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VerdictBody {
    /// The gravest thing that is said.
    summary: Summary,
    /// Above the ceiling or against a "must not" rule.
    breach: bool,
    above: Vec<AboveBody>,
    /// Types that must not be handled there; no role may override it.
    forbidden: Vec<HitBody>,
    /// Types that should not, without a decision that holds.
    undecided: Vec<HitBody>,
    /// Types that should not, with a decision that holds.
    excepted: Vec<HitBody>,
    unclassified: bool,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AboveBody {
    /// c, i, a or t.
    aspect: Aspect,
    level: u8,
    ceiling: u8,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct HitBody {
    type_code: String,
    legal_source: Option<String>,
}

impl VerdictBody {
    pub fn of(verdict: &Verdict, has_platform: bool) -> VerdictBody {
        let hits = |hits: &[rules::RuleHit]| {
            let hit = |each: &rules::RuleHit| HitBody {
                type_code: each.type_code.clone(),
                legal_source: each.legal_source.clone(),
            };
            hits.iter().map(hit).collect()
        };
        VerdictBody {
            summary: verdict.summary(has_platform),
            breach: verdict.is_breach(),
            above: verdict
                .above
                .iter()
                .map(|each| AboveBody { aspect: each.aspect, level: each.level, ceiling: each.ceiling })
                .collect(),
            forbidden: hits(&verdict.forbidden),
            undecided: hits(&verdict.undecided),
            excepted: hits(&verdict.excepted),
            unclassified: verdict.unclassified,
        }
    }
}

/// A service as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ServiceLineBody {
    pub id: Id,
    pub name: String,
    pub platform_id: Option<Id>,
    pub administration: Option<String>,
    pub audience: Audience,
    pub users_per_day: Option<i32>,
    /// 0-3 for each aspect, or null.
    pub classification: Class,
    pub information_types: Vec<String>,
    pub classified_on: Option<NaiveDate>,
    /// What the classification is worth today.
    pub worth: Worth,
    /// The gravest thing that its platform says.
    pub summary: Summary,
    pub breach: bool,
    pub status: ServiceStatus,
    pub version: i32,
}

/// A classification, of now or of the past.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ClassificationBody {
    id: Id,
    number: i32,
    classification: Class,
    information_types: Vec<String>,
    /// What was suggested then, such as `K3 R2 T2 S3`.
    suggested: String,
    model_version: String,
    reason: String,
    /// `pending`: a lowering that waits for a second person.
    state: ClassificationState,
    valid_until: NaiveDate,
    decided_by_name: String,
    decided_at: Instant,
    second_by_name: Option<String>,
    second_note: Option<String>,
    second_at: Option<Instant>,
}

impl From<Classification> for ClassificationBody {
    fn from(row: Classification) -> Self {
        ClassificationBody {
            classification: row.class(),
            information_types: parts(&row.information_types),
            id: row.id,
            number: row.number,
            suggested: row.suggested,
            model_version: row.model_version,
            reason: row.reason,
            state: row.state,
            valid_until: row.valid_until,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            second_by_name: row.second_by_name,
            second_note: row.second_note,
            second_at: row.second_at,
        }
    }
}

/// A decision to handle a "should not" type for a time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ExceptionBody {
    id: Id,
    type_code: String,
    reason: String,
    /// Compensating measures.
    measures: String,
    ends_on: NaiveDate,
    decided_by_name: String,
    decided_at: Instant,
    ended_at: Option<Instant>,
    holds: bool,
}

impl ExceptionBody {
    fn of(row: Exception, today: NaiveDate) -> ExceptionBody {
        ExceptionBody {
            holds: row.holds(today),
            id: row.id,
            type_code: row.type_code,
            reason: row.reason,
            measures: row.measures,
            ends_on: row.ends_on,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            ended_at: row.ended_at,
        }
    }
}

/// Asking for a service to be published, and the answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublicationBody {
    id: Id,
    state: ApprovalState,
    note: Option<String>,
    asked_by_name: String,
    asked_at: Instant,
    decided_by_name: Option<String>,
    decision_note: Option<String>,
    decided_at: Option<Instant>,
}

impl From<Approval> for PublicationBody {
    fn from(row: Approval) -> Self {
        PublicationBody {
            id: row.id,
            state: row.state,
            note: row.note,
            asked_by_name: row.asked_by_name,
            asked_at: row.asked_at,
            decided_by_name: row.decided_by_name,
            decision_note: row.decision_note,
            decided_at: row.decided_at,
        }
    }
}

/// Why an aspect is suggested at a level.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SuggestionReasonBody {
    aspect: Aspect,
    level: u8,
    /// Null: the number of persons raises it.
    type_code: Option<String>,
    legal_basis: Option<String>,
    /// False: nobody has checked the law against its source.
    legal_verified: bool,
}

/// A service with everything that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ServiceBody {
    pub id: Id,
    pub name: String,
    pub platform_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub administration: Option<String>,
    pub audience: Audience,
    pub channels: Vec<Channel>,
    pub users_per_day: Option<i32>,
    pub persons: Option<i32>,
    pub affected_groups: Option<String>,
    pub fallback_routine: Option<String>,
    pub fallback_tested_on: Option<NaiveDate>,
    pub operating_hours: Option<String>,
    pub max_outage_hours: Option<i32>,
    pub owner_id: Option<Id>,
    pub information_types: Vec<String>,
    pub form_fields: Option<String>,
    pub classification: Class,
    pub classified_on: Option<NaiveDate>,
    pub worth: Worth,
    /// The least class that its types and persons ask for.
    pub suggested: Class,
    pub suggested_why: Vec<SuggestionReasonBody>,
    pub verdict: VerdictBody,
    /// Codes of what stands in the way of publishing.
    pub blockers: Vec<String>,
    pub classifications: Vec<ClassificationBody>,
    pub exceptions: Vec<ExceptionBody>,
    pub publications: Vec<PublicationBody>,
    pub status: ServiceStatus,
    /// Where people turn instead of a stopped service.
    pub alternative_channel: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

pub fn worth_of(service: &Service, today: NaiveDate) -> Worth {
    match service.classified_on {
        _ if !service.class().is_whole() => Worth::Unclassified,
        _ if service.reclassify => Worth::Changed,
        Some(on) if rules::is_old(ClassModel::on(today), on, today) => Worth::Old,
        _ => Worth::Whole,
    }
}

pub fn body_of(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<ServiceBody> {
    let s = store::find(c, &ctx.scope, id)?;
    let verdict = comparing::verdict_of(c, ctx, &s)?;
    let types = actions::catalogue(c, ctx)?;
    let suggestion = rules::suggest(ClassModel::on(ctx.today()), &types.of_codes(&s.type_codes()), s.persons);
    let why = |reason: rules::SuggestionReason| {
        let each = reason.type_code.as_deref().and_then(|code| types.find(code));
        SuggestionReasonBody {
            aspect: reason.aspect,
            level: reason.level,
            legal_basis: each.and_then(|t| t.legal_basis.clone()),
            legal_verified: each.is_some_and(|t| t.legal_verified),
            type_code: reason.type_code,
        }
    };
    let blockers = match s.status {
        ServiceStatus::Published => Vec::new(),
        _ => comparing::publication_blockers(c, ctx, &s)?,
    };
    let today = ctx.today();
    Ok(ServiceBody {
        worth: worth_of(&s, today),
        suggested: suggestion.class,
        suggested_why: suggestion.reasons.into_iter().map(why).collect(),
        verdict: VerdictBody::of(&verdict, s.platform_id.is_some()),
        blockers: blockers.into_iter().map(ToString::to_string).collect(),
        classifications: store::classifications(c, &ctx.scope, id)?.into_iter().map(Into::into).collect(),
        exceptions: store::exceptions(c, &ctx.scope, id)?.into_iter().map(|e| ExceptionBody::of(e, today)).collect(),
        publications: store::approvals(c, &ctx.scope, id)?.into_iter().map(Into::into).collect(),
        channels: s.channel_list(),
        information_types: s.type_codes(),
        classification: s.class(),
        id: s.id,
        name: s.name,
        platform_id: s.platform_id,
        contract_id: s.contract_id,
        administration: s.administration,
        audience: s.audience,
        users_per_day: s.users_per_day,
        persons: s.persons,
        affected_groups: s.affected_groups,
        fallback_routine: s.fallback_routine,
        fallback_tested_on: s.fallback_tested_on,
        operating_hours: s.operating_hours,
        max_outage_hours: s.max_outage_hours,
        owner_id: s.owner_id,
        form_fields: s.form_fields,
        classified_on: s.classified_on,
        status: s.status,
        alternative_channel: s.alternative_channel,
        created_at: s.created_at,
        updated_at: s.updated_at,
        version: s.version,
    })
}
