//! Telling a person something: a row in the transaction that changed it. How it reaches them (inbox, digest, a mail at
//! once) and what they may read of it, the feature `notices` knows; any feature may tell.

use crate::base::{Id, Instant, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::{notice_preferences, notices};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// What a notice is about. Each kind has its line in `seed-data/models/notices-*.toml` and its words.
    pub enum NoticeKind {
        /// An action comes to its day.
        Action => "action",
        /// A contract ends.
        ContractEnd => "contract_end",
        /// The last day to give notice of a contract.
        ContractNotice => "contract_notice",
        /// The last day to use a right to extend a contract.
        ContractOption => "contract_option",
        Certificate => "certificate",
        /// Evidence in a vendor's own library.
        Evidence => "evidence",
        /// An approved subcontractor's time runs out.
        Approval => "approval",
        /// An accepted risk's time runs out.
        Acceptance => "acceptance",
        /// A vendor has not confirmed its chain.
        Confirmation => "confirmation",
        /// A service's classification is twelve months old.
        Classification => "classification",
        /// An exception from a rule of a platform ends.
        Exception => "exception",
        /// A tier that somebody has decided by hand ends.
        TierOverride => "tier_override",
        Dialogue => "dialogue",
        /// An action was reported done, and nobody has verified it.
        ReportedAction => "reported_action",
        /// It is to be seen whether a verified action still works.
        EffectCheck => "effect_check",
        /// The last day of a decided step of the ladder.
        EscalationStep => "escalation_step",
        /// Minutes wait for the answer of somebody who was asked.
        MinutesApproval => "minutes_approval",
        /// An activity of a contract's follow-up plan.
        FollowUpLine => "follow_up_line",
        /// Something that has happened in a matter of one's own; mails that were sent at once are kept as such.
        Event => "event",
    }
}

crate::text_enum! {
    /// How a person wants to be told of a kind.
    pub enum Way { InApp => "in_app", Digest => "digest", AtOnce => "at_once", Off => "off" }
}

crate::text_enum! {
    /// Whether a mail of the notice is still to be sent, has been, or is not wanted.
    pub enum MailState { Pending => "pending", Sent => "sent", None => "none" }
}

/// A notice as stored: ids alone, so that it never tells more than its reader may see when it is read.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
pub struct Notice {
    pub id: Id,
    /// Whose object it is.
    pub organisation_id: Id,
    /// For which organisation the person acts.
    pub home_id: Id,
    pub person_id: Id,
    pub kind: NoticeKind,
    /// The mail that has said it, or what happened: `notices-event-<event>`.
    pub event: Option<String>,
    pub object_type: String,
    pub object_id: String,
    pub due_on: Option<NaiveDate>,
    /// Days from the due day.
    pub step: Option<i32>,
    #[serde(skip_serializing)]
    pub key: String,
    pub mail: MailState,
    pub digest_id: Option<Id>,
    pub created_at: Instant,
    pub read_at: Option<Instant>,
}

/// What somebody is to be told.
#[derive(Debug, Clone)]
pub struct News<'a> {
    pub person_id: &'a Id,
    /// The person's own organisation, of either side.
    pub home_id: &'a Id,
    /// The organisation whose object it is.
    pub organisation_id: &'a Id,
    pub kind: NoticeKind,
    /// The ending of a word `notices-event-...`; only for `NoticeKind::Event`.
    pub event: Option<&'a str>,
    /// An object type that the inbox knows (`notices/store/subjects`), and its id.
    pub object: (&'a str, &'a Id),
    pub due_on: Option<NaiveDate>,
    /// The same thing told again has the same key.
    pub key: &'a str,
}

/// Tells a person, unless they have been told or have turned the kind off. True when a notice was made.
pub fn tell(c: &mut Db, ctx: &Ctx, news: &News<'_>) -> Result<bool> {
    let way: Option<Way> = notice_preferences::table
        .filter(notice_preferences::organisation_id.eq(news.home_id))
        .filter(notice_preferences::person_id.eq(news.person_id))
        .filter(notice_preferences::kind.eq(news.kind))
        .select(notice_preferences::way)
        .first(c)
        .optional()?;
    let told: i64 = notices::table
        .filter(notices::person_id.eq(news.person_id))
        .filter(notices::home_id.eq(news.home_id))
        .filter(notices::key.eq(news.key))
        .count()
        .get_result(c)?;
    if told > 0 || way == Some(Way::Off) {
        return Ok(false);
    }
    let row = Notice {
        id: ctx.new_id(),
        organisation_id: news.organisation_id.clone(),
        home_id: news.home_id.clone(),
        person_id: news.person_id.clone(),
        kind: news.kind,
        event: news.event.map(ToString::to_string),
        object_type: news.object.0.to_string(),
        object_id: news.object.1.to_string(),
        due_on: news.due_on,
        step: None,
        key: news.key.to_string(),
        mail: MailState::Pending,
        digest_id: None,
        created_at: ctx.instant(),
        read_at: None,
    };
    diesel::insert_into(notices::table).values(&row).execute(c)?;
    Ok(true)
}
