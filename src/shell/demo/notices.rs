//! What time tells people this morning: reminders in everybody's inbox, the day's mail in the mailbox, and one who wants
//! it otherwise.

use super::people::People;
use super::story::Story;
use crate::base::{Language, Result};
use crate::features::notices::{self, Choices};
use crate::kit::notices::{NoticeKind, Way};
use std::collections::BTreeMap;

/// Omar, who travels, wants English mails and to know of dialogues at once; then the morning comes.
pub fn arrive(story: &Story<'_>, people: &People) -> Result<()> {
    let choices = Choices {
        language: Some(Language::En),
        quiet_from: "19:00".to_string(),
        quiet_to: "07:30".to_string(),
        mail: true,
        ways: BTreeMap::from([(NoticeKind::Dialogue, Way::AtOnce), (NoticeKind::Certificate, Way::InApp)]),
    };
    story.act(&people.omar, |c, ctx| notices::choose(c, ctx, None, &choices))?;
    notices::sweep(story.app, story.now())
}
