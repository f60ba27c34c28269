//! Last month's minutes on their whole way: approved by both sides with an objection, registered, corrected. Those of the
//! month before wait for the vendor.

use super::people::{People, Who};
use super::story::Story;
use crate::access::Side;
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues;
use crate::features::dialogues::minutes::approving::{self, Decision, Request, Verdict, Who as Whose};
use crate::features::dialogues::minutes::keeping;

/// Lets it happen to the dialogue that was locked last.
pub fn approve(story: &Story<'_>, people: &People, locked: &Id) -> Result<()> {
    let (eva, lena) = (&people.eva, &people.lena);
    let last = send(story, people, locked)?;
    answer(story, eva, locked, &last, None)?;
    let objection = "Vi delar inte bilden av varför skanningen blev sen. I övrigt godkänner vi.";
    answer(story, lena, locked, &last, Some(objection))?;
    story.act(eva, |c, ctx| keeping::register(c, ctx, locked, None, "HSN 2026/412"))?;
    let correction = "Under åtgärdsplanen står åtta veckor. Rätt är tio veckor från beställning.";
    story.act(lena, |c, ctx| keeping::add_addendum(c, ctx, locked, correction))?;
    let before = story.act(eva, |c, ctx| Ok(dialogues::find(c, &ctx.scope, locked)?.previous_id))?;
    if let Some(before) = before {
        let sha256 = send(story, people, &before)?;
        answer(story, eva, &before, &sha256, None)?;
    }
    Ok(())
}

/// Sends the minutes to Eva and Lena; gives the fingerprint that they answer about.
fn send(story: &Story<'_>, people: &People, id: &Id) -> Result<String> {
    let (eva, lena) = (&people.eva.person.name, &people.lena.person.name);
    let request =
        Request { approvers: vec![(Side::Region, eva.clone()), (Side::Vendor, lena.clone())], reply_by: None };
    story.act(&people.eva, |c, ctx| {
        approving::send(c, ctx, id, None, &request)?;
        dialogues::find(c, &ctx.scope, id)?.sha256.ok_or(Refusal::NotFound)
    })
}

fn answer(story: &Story<'_>, who: &Who, id: &Id, sha256: &str, objection: Option<&str>) -> Result<()> {
    let decision = Decision {
        who: Whose::Me,
        verdict: Verdict::Approve { objection: objection.map(ToString::to_string) },
        sha256: sha256.to_string(),
        addendum_id: None,
    };
    story.act(who, |c, ctx| approving::decide(c, ctx, id, &decision)).map(drop)
}
