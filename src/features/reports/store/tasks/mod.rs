//! What waits for a person, by list: only lists that the role may do something about, and of them only what
//! this person may do. Each list tells how many there are in all, and gives one page of them.

mod cases;
mod chains;
mod contracting;
mod portal;
mod risks;
mod services;

use crate::access::{Permission, Role, Scope};
use crate::base::{Id, Instant, Language, Page, PageRequest, Result, clock};
use crate::features::reports::views::Row;
use crate::features::subcontractors::ReviewKind;
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

/// Tells beside each row how many there are in all, so that one query gives both.
const IN_ALL: &str = "COUNT(*) OVER ()";

/// Rows of a page, each with how many there are in all.
type Counted<R> = Vec<(i64, R)>;

/// Who asks what waits.
pub struct Asker {
    scope: Scope,
    me: Id,
    role: Role,
    today: NaiveDate,
    now: Instant,
    language: Language,
    /// The vendors that a contract manager follows up, also through a contract; None asks for everybody's.
    vendors: Option<Vec<Id>>,
}

impl Asker {
    /// One query for a contract manager, none for the others.
    pub fn of(c: &mut Db, ctx: &Ctx) -> Result<Asker> {
        let me = &ctx.actor.person_id;
        let own = if ctx.actor.role == Role::ContractManager { Some(followed_by(c, &ctx.scope, me)?) } else { None };
        Ok(Asker {
            scope: ctx.scope.clone(),
            me: me.clone(),
            role: ctx.actor.role,
            today: ctx.today(),
            now: ctx.instant(),
            language: ctx.language,
            vendors: own,
        })
    }

    /// Whether every vendor's tasks are asked for, not only those of `vendors`.
    fn sees_all(&self) -> bool {
        self.vendors.is_none()
    }

    fn vendors(&self) -> &[Id] {
        self.vendors.as_deref().unwrap_or_default()
    }
}

fn followed_by(c: &mut Db, scope: &Scope, me: &Id) -> Result<Vec<Id>> {
    let through = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::manager_id.eq(me))
        .select(contracts::vendor_id);
    Ok(vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::manager_id.eq(me).or(vendors::deputy_id.eq(me)).or(vendors::id.eq_any(through)))
        .order(vendors::id)
        .limit(10_000)
        .select(vendors::id)
        .load(c)?)
}

/// A list on a start page.
pub struct TaskList {
    /// The word of its heading, and its name in addresses.
    pub key: &'static str,
    /// The word of the second column.
    pub whose: &'static str,
    /// The word of the date column.
    pub on: &'static str,
    /// True when the date is the day since when it has waited, or an end that nobody is late for.
    pub calm: bool,
    pub needs: Permission,
    pub find: fn(&mut Db, &Asker, PageRequest) -> Result<Page<Row>>,
}

impl TaskList {
    const fn new(
        key: &'static str,
        needs: Permission,
        whose: &'static str,
        find: fn(&mut Db, &Asker, PageRequest) -> Result<Page<Row>>,
    ) -> TaskList {
        TaskList { key, whose, on: "common-due", calm: false, needs, find }
    }

    /// The date is something else than a last day.
    const fn dated(self, on: &'static str) -> TaskList {
        TaskList { on, ..self }
    }

    /// The date has passed, and nobody is late for it.
    const fn passed(self, on: &'static str) -> TaskList {
        TaskList { on, calm: true, ..self }
    }

    const fn since(self) -> TaskList {
        self.passed("start-on-since")
    }
}

/// What waits on the region's side, the most urgent first.
pub const REGION: &[TaskList] = &[
    TaskList::new("start-case-emergency", Permission::SubcontractEmergency, VENDOR, cases::urgent)
        .dated("start-on-starts"),
    TaskList::new("start-case-completeness", Permission::SubcontractCompleteness, VENDOR, |c, a, asked| {
        cases::to_review(c, a, asked, ReviewKind::Completeness)
    }),
    TaskList::new("start-case-security", Permission::SubcontractSecurity, VENDOR, |c, a, asked| {
        cases::to_review(c, a, asked, ReviewKind::Security)
    }),
    TaskList::new("start-case-privacy", Permission::SubcontractPrivacy, VENDOR, |c, a, asked| {
        cases::to_review(c, a, asked, ReviewKind::Privacy)
    }),
    TaskList::new("start-case-legal", Permission::SubcontractLegal, VENDOR, |c, a, asked| {
        cases::to_review(c, a, asked, ReviewKind::Legal)
    }),
    TaskList::new("start-case-decide", Permission::SubcontractDecide, VENDOR, cases::to_decide),
    TaskList::new("start-case-completion", Permission::SubcontractApply, VENDOR, cases::to_complete),
    TaskList::new("start-contract-decision", Permission::RegisterEdit, VENDOR, contracting::decisions)
        .dated("start-on-decide"),
    TaskList::new("start-deviation-decide", Permission::DeviationDecide, BY, contracting::deviations).since(),
    TaskList::new("start-risk-accept", Permission::RiskAccept, BY, risks::to_accept).since(),
    TaskList::new("start-risk-lapsed", Permission::RiskEdit, VENDOR, risks::lapsed).since(),
    TaskList::new("start-risk-rate", Permission::RiskEdit, VENDOR, risks::to_rate).since(),
    TaskList::new("start-risk-agree", Permission::RiskEdit, VENDOR, risks::to_agree).since(),
    TaskList::new("start-analysis-decide", Permission::ServiceApprove, CAMPAIGN, services::to_decide),
    TaskList::new("start-analysis-own", Permission::ServiceEdit, CAMPAIGN, services::own_analyses),
    TaskList::new("start-service-lowering", Permission::ServiceApprove, BY, services::lowerings).since(),
    TaskList::new("start-service-publication", Permission::ServiceApprove, BY, services::publications).since(),
    TaskList::new("start-service-exception", Permission::ServiceApprove, BY, services::exceptions)
        .passed("start-on-ended"),
    TaskList::new("start-tier-proposal", Permission::Categorise, "start-cause", chains::tier_proposals).since(),
    TaskList::new("start-model-publish", Permission::ModelPublish, BY, chains::models).since(),
    TaskList::new("start-chain-correction", Permission::ChainEdit, BY, chains::corrections).since(),
    TaskList::new("start-chain-unanswered", Permission::CampaignRun, "start-contract", chains::unanswered),
];

/// What waits on the vendor's side.
pub const PORTAL: &[TaskList] = &[
    TaskList::new("start-portal-sections", Permission::AnswerEdit, CLIENT, portal::sections),
    TaskList::new("start-portal-completion", Permission::SubcontractApply, CLIENT, portal::to_complete),
    TaskList::new("start-portal-chain", Permission::ChainConfirm, CLIENT, portal::confirmations),
    TaskList::new("start-portal-follow-ups", Permission::ChainConfirm, CLIENT, portal::follow_ups),
    TaskList::new("start-portal-conditions", Permission::SubcontractApply, CLIENT, portal::conditions)
        .passed("start-on-until"),
];

const VENDOR: &str = "start-vendor";
const CLIENT: &str = "start-client";
const BY: &str = "start-by";
const CAMPAIGN: &str = "start-campaign";

/// A condition that always holds, or never: joined by `or`, it leaves everything or narrows nothing more.
fn when(holds: bool) -> diesel::internal::derives::as_expression::Bound<Nullable<Bool>, Option<bool>> {
    diesel::IntoSql::into_sql::<Nullable<Bool>>(Some(holds))
}

/// Rows with the whole number beside each, as a page.
fn paged<T>(found: Vec<(i64, T)>, asked: PageRequest, row: impl Fn(T) -> Row) -> Page<Row> {
    let total = found.first().map_or(0, |(total, _)| *total);
    Page::new(found.into_iter().map(|(_, one)| row(one)).collect(), total, asked)
}

fn day(at: Instant) -> NaiveDate {
    clock::swedish_date(at.utc())
}
