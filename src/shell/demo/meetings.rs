//! The follow-up itself: a template for the critical ones, what the vendor has prepared for today, the plans of the
//! contracts, and last month's minutes as one ZIP.

use super::follow_up::FollowUp;
use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Language, Period, Result};
use crate::features::dialogues::{self, ItemKind, NewProposal, Section, TemplateEdit};
use crate::features::meetings;

pub fn prepare(story: &Story<'_>, people: &People, register: &Register, follow_up: &FollowUp) -> Result<()> {
    story.act(&people.omar, |c, ctx| {
        let edit = TemplateEdit {
            name: "Kritiska leverantörer".to_string(),
            tier: Some(1),
            sections: Section::ALL.to_vec(),
            points: vec![(
                None,
                Section::Vulnerabilities,
                "Kontroll utifrån sedan sist".to_string(),
                "Outside check since last time".to_string(),
            )],
        };
        let draft = dialogues::draft_template(c, ctx, &edit)?;
        dialogues::publish_template(c, ctx, &draft.id, None)
    })?;
    let proposed = story.act(&people.lena, |c, ctx| {
        let dialogue = dialogues::find(c, &ctx.scope, &follow_up.today)?;
        let items = dialogues::items(c, &dialogue)?;
        let about = items.iter().filter(|item| item.kind == ItemKind::Action).take(2);
        let texts = [
            "Flytten pågår. Två av tre lagringsytor är egna sedan i måndags.",
            "Rapporten finns att visa på plats. Vi går gärna igenom den.",
        ];
        for (item, text) in about.zip(texts) {
            dialogues::prepare_answer(c, ctx, (&dialogue.id, &item.id), 0, text)?;
        }
        let propose = |section, title: &str, explanation: &str| NewProposal {
            section,
            title: title.to_string(),
            explanation: Some(explanation.to_string()),
        };
        let first = propose(Section::Changes, "Ny driftchef från januari", "Hon vill presentera sig.");
        let declined = dialogues::propose_item(c, ctx, &dialogue.id, &first)?;
        let second = propose(Section::Continuity, "Övning i mars", "Vi föreslår en gemensam övning.");
        dialogues::propose_item(c, ctx, &dialogue.id, &second)?;
        Ok(declined)
    })?;
    story.act(&people.eva, |c, ctx| {
        let reason = "Det räcker att ni skriver vem hon är. Vi hälsar på vid nästa besök.";
        dialogues::decline_proposal(c, ctx, &proposed.id, None, reason)?;
        for contract in [&register.call_line, &register.archive, &register.gp] {
            meetings::make_plan(c, ctx, &contract.id)?;
        }
        let last_month = Period::of(story.today).plus(-1);
        meetings::start_run(c, ctx, last_month, Language::Sv)
    })?;
    story.act(&people.sara, |c, ctx| meetings::make_plan(c, ctx, &register.platform.id))?;
    Ok(())
}
