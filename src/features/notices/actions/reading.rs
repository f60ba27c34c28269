//! Reading one's notices: each says what its reader may see of its object now, and no more.

use super::collecting;
use crate::access::Side;
use crate::base::{Id, Language, Page, PageRequest, Result};
use crate::features::notices::model::Subject;
use crate::features::notices::store::{self, Filter, subjects};
use crate::kit::Ctx;
use crate::kit::notices::{Notice, NoticeKind};
use crate::platform::db::Db;
use crate::platform::view::Views;
use std::collections::BTreeSet;

/// A notice as its reader may see it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub notice: Notice,
    /// None: the reader may not see it any longer, or it is no single object.
    pub subject: Option<Subject>,
    /// Where it leads; None when there is nothing to be seen.
    pub href: Option<String>,
}

impl Shown {
    /// There is nothing that the reader may see: only the kind is said.
    pub fn is_hidden(&self) -> bool {
        self.href.is_none()
    }

    /// The key of the word of what it is about.
    pub fn word(&self, views: &Views) -> String {
        match (&self.notice.event, self.notice.kind) {
            (Some(event), NoticeKind::Event) if !self.is_hidden() => event_word(views, event),
            (_, kind) => format!("notices-kind-{kind}"),
        }
    }

    /// What its object is called; None when the reader may not see it.
    pub fn title(&self, views: &Views, language: Language) -> Option<String> {
        self.subject.as_ref().map(|subject| subject.called(|key| views.word_of(language, key, [])))
    }

    /// One line for a mail.
    pub fn worded(&self, views: &Views, language: Language) -> String {
        let mut line = views.word_of(language, &self.word(views), []);
        if let (Some(subject), Some(title)) = (&self.subject, self.title(views, language)) {
            line = format!("{line}: {title}");
            if let Some(whose) = &subject.whose {
                line = format!("{line} ({whose})");
            }
        }
        match self.notice.due_on {
            Some(day) => format!("{line}, {day}"),
            None => line,
        }
    }
}

/// The key of the word of an event; an event that nobody has given a word is only said to have happened.
pub fn event_word(views: &Views, event: &str) -> String {
    if has_word(views, event) { format!("notices-event-{event}") } else { "notices-event-other".to_string() }
}

/// Whether an event has a word of its own.
pub fn has_word(views: &Views, event: &str) -> bool {
    views.has_word(Language::Sv, &format!("notices-event-{event}"))
}

/// What the reader may see of some notices, in their order. One query for each type of object.
pub fn shown(c: &mut Db, ctx: &Ctx, notices: Vec<Notice>) -> Result<Vec<Shown>> {
    let wanted: BTreeSet<(String, String)> =
        notices.iter().map(|notice| (notice.object_type.clone(), notice.object_id.clone())).collect();
    let found = subjects::subjects(c, ctx, &wanted)?;
    // An object may be named by several notices.
    let subject_of = |notice: &Notice| {
        let key = (notice.object_type.clone(), notice.object_id.clone());
        found.get(&key).cloned()
    };
    let vendor_side = ctx.scope.side() == Side::Vendor;
    Ok(notices
        .into_iter()
        .map(|notice| {
            let subject = subject_of(&notice);
            let place = notice.event.as_deref().and_then(|event| collecting::place_of(event, vendor_side));
            let href = subject.as_ref().map(|subject| subject.href.clone()).or_else(|| place.map(ToString::to_string));
            Shown { notice, subject, href }
        })
        .collect())
}

/// The inbox of whoever asks.
pub fn inbox(c: &mut Db, ctx: &Ctx, filter: &Filter, asked: PageRequest) -> Result<Page<Shown>> {
    let page = store::list(c, &ctx.scope, &ctx.actor.person_id, filter, asked)?;
    let (total, number, size) = (page.total, page.number, page.size);
    Ok(Page { items: shown(c, ctx, page.items)?, total, number, size })
}

/// Opens one's own notice: it is read, and leads to its object when that may be seen.
pub fn open(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Option<String>> {
    let notice = store::find(c, &ctx.scope, &ctx.actor.person_id, id)?;
    if notice.read_at.is_none() {
        store::mark(c, &ctx.scope, &ctx.actor.person_id, id, Some(ctx.instant()))?;
    }
    Ok(shown(c, ctx, vec![notice])?.into_iter().find_map(|one| one.href))
}

/// Marks one's own notice as read, or as unread again.
pub fn mark(c: &mut Db, ctx: &Ctx, id: &Id, read: bool) -> Result<()> {
    store::find(c, &ctx.scope, &ctx.actor.person_id, id)?;
    store::mark(c, &ctx.scope, &ctx.actor.person_id, id, read.then(|| ctx.instant()))
}

/// Marks everything unread as read, of one kind or all. Gives how many.
pub fn mark_all(c: &mut Db, ctx: &Ctx, kind: Option<NoticeKind>) -> Result<usize> {
    store::mark_all(c, &ctx.scope, &ctx.actor.person_id, kind, ctx.instant())
}
