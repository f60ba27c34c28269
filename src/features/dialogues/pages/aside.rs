//! What stands beside an item in meeting mode, and both texts when two people noted the same item.

use super::{Loaded, first_untouched};
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues::agendas::SECURITY;
use crate::features::dialogues::decisions::views::DecisionView;
use crate::features::dialogues::decisions::{self, MeetingDecision};
use crate::features::dialogues::model::{ItemKind, ItemStatus};
use crate::features::dialogues::preparing::{self, PreparedAnswer};
use crate::features::dialogues::views::{Difference, MeetingAside, PreparedView, SecurityLine};
use crate::kit::Ctx;
use crate::kit::web::{Fields, Web};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// What was read for one item: at most two queries, however long the agenda is.
pub struct Aside {
    pub item_id: Option<Id>,
    prepared: Option<PreparedAnswer>,
    decision: Option<MeetingDecision>,
}

/// For the chosen item, or else the first that nobody has touched.
pub fn read(c: &mut Db, ctx: &Ctx, loaded: &Loaded, chosen: Option<&Id>) -> Result<Aside> {
    let chosen = chosen.and_then(|id| loaded.items.iter().find(|item| item.id == *id));
    let Some(item) = chosen.or_else(|| first_untouched(&loaded.items)) else {
        return Ok(Aside { item_id: None, prepared: None, decision: None });
    };
    let prepared = preparing::answer_of(c, item)?.filter(|row| !row.answer.is_empty());
    let decision = match &item.object_id {
        Some(id) if item.kind == ItemKind::Decision => match decisions::find_decision(c, &ctx.scope, id) {
            Ok(decision) => Some(decision),
            // An item that was put off has that item as its object.
            Err(Refusal::NotFound) => None,
            Err(other) => return Err(other),
        },
        _ => None,
    };
    Ok(Aside { item_id: Some(item.id.clone()), prepared, decision })
}

impl Aside {
    pub fn view(self, web: &Web, loaded: &Loaded) -> Result<MeetingAside> {
        let line = |item: &crate::features::dialogues::DialogueItem| {
            let standing = item.standing();
            let section = standing.section.filter(|section| SECURITY.contains(section))?;
            (standing.kind == ItemKind::Standing).then(|| SecurityLine {
                id: item.id.clone(),
                section,
                status: item.status,
            })
        };
        let security: Vec<SecurityLine> = loaded.items.iter().filter_map(line).collect();
        let (language, today) = (web.language(), web.ctx()?.today());
        Ok(MeetingAside {
            security_done: security.iter().all(|line| line.status != ItemStatus::Untouched),
            security,
            prepared: self.prepared.map(|row| PreparedView {
                answer: row.answer,
                author: row.written_by_name,
                at: row.updated_at,
            }),
            carried: self.decision.as_ref().map_or(0, |row| row.age_in_meetings(loaded.dialogue.number)),
            decision: self.decision.map(|row| DecisionView::of(row, language, today)),
        })
    }
}

/// The fields that differ: what is stored now, and what was typed.
pub fn conflict(web: &Web, fields: &Fields, stored: &BTreeMap<String, String>) -> Vec<Difference> {
    let worded = |name: &str, text: String| match name {
        "status" if text.is_empty() => None,
        "status" => Some(web.word(&format!("dialogue-item-{text}"))),
        _ => Some(text),
    };
    [("status", "dialogue-item-status"), ("note", "common-note"), ("decision", "dialogue-decision")]
        .into_iter()
        .filter_map(|(name, label)| {
            let (old, new) = (stored.get(name).cloned().unwrap_or_default(), fields.text(name));
            let same = old == new;
            (!same).then(|| Difference { label: web.word(label), old: worded(name, old), new: worded(name, new) })
        })
        .collect()
}
