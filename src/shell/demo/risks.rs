//! The region's risks: rated by two, simulated, one accepted, one acceptance that went stale.

use super::people::{People, Who};
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Language, Result};
use crate::features::contracts::Contract;
use crate::features::risks::{
    self, AcceptanceAnswer, Agreed, ConsequenceCategory, ControlGroup, ControlInput, Proposal, Range, Rated, RiskInput,
    Span, StatedInputs, starters,
};
use crate::features::{chains, findings};
use chrono::Duration;
use std::collections::BTreeMap;

/// The scenarios' first lines, told short.
struct Told<'a> {
    key: &'static str,
    contract: &'a Contract,
    on_node: bool,
    /// What Eva, Omar and then both think: likelihood and consequence, from and to.
    eva: [i32; 4],
    omar: [i32; 4],
    agreed: [i32; 4],
    reason: &'static str,
}

fn add(story: &Story<'_>, who: &Who, told: &Told<'_>, node: Option<&Id>) -> Result<risks::Risk> {
    let starter = starters().iter().find(|starter| starter.key == told.key);
    let starter = starter.ok_or_else(|| crate::base::Refusal::fault("a demo scenario"))?;
    let text = starter.text(Language::Sv);
    let input = RiskInput {
        title: text.title.clone(),
        scenario: Some(told.key.to_string()),
        threat: text.threat.clone(),
        asset: text.asset.clone(),
        category: starter.category,
        vendor_id: Some(told.contract.vendor_id.clone()),
        contract_id: Some(told.contract.id.clone()),
        link_id: None,
        node_id: node.filter(|_| told.on_node).cloned(),
        service_id: None,
        owner_id: None,
        review_on: Some(story.today + Duration::days(120)),
        common_cause: false,
    };
    story.act(who, |c, ctx| risks::add(c, ctx, &input))
}

fn levels(category: ConsequenceCategory, [s1, s2, k1, k2]: [i32; 4]) -> (Span, BTreeMap<ConsequenceCategory, Span>) {
    (Span::new(s1, s2), BTreeMap::from([(category, Span::new(k1, k2))]))
}

fn rate(story: &Story<'_>, who: &Who, risk: &risks::Risk, said: [i32; 4], note: &str) -> Result<()> {
    let (likelihood, consequences) = levels(risk.category, said);
    let rated = Rated { likelihood, consequences, note: Some(note.to_string()) };
    story.act(who, |c, ctx| risks::rate(c, ctx, &risk.id, &rated)).map(drop)
}

fn agree(story: &Story<'_>, who: &Who, risk: &risks::Risk, said: [i32; 4], reason: &str) -> Result<()> {
    let (likelihood, consequences) = levels(risk.category, said);
    let agreed = Agreed { likelihood, consequences, reason: reason.to_string() };
    story.act(who, |c, ctx| risks::agree(c, ctx, &risk.id, None, &agreed)).map(drop)
}

fn estimate(
    story: &Story<'_>,
    who: &Who,
    risk: &risks::Risk,
    frequency: (f64, f64),
    loss: (f64, f64),
    persons: Option<(f64, f64)>,
    note: &str,
) -> Result<()> {
    let range = |(low, high): (f64, f64)| Range { low, high };
    let stated = StatedInputs { frequency: range(frequency), loss: range(loss), persons: persons.map(range) };
    story.act(who, |c, ctx| risks::state_intervals(c, ctx, &risk.id, None, &stated, note))?;
    story.act(who, |c, ctx| risks::simulate(c, ctx, &risk.id, None)).map(drop)
}

fn control(
    story: &Story<'_>,
    who: &Who,
    risk: &risks::Risk,
    id: &str,
    acts_by: ControlGroup,
    effect: (i32, i32),
    reduction: (i32, i32),
) -> Result<()> {
    let input = ControlInput { control_id: id.to_string(), acts_by, effect, reduction, note: None };
    story.act(who, |c, ctx| risks::put_control(c, ctx, &risk.id, None, &input)).map(drop)
}

fn accept(story: &Story<'_>, from: &Who, by: &[&Who], risk: &risks::Risk, reason: &str, reference: &str) -> Result<()> {
    let proposal = Proposal {
        reason: reason.to_string(),
        conditions: Some("Följs upp vid varje månadsdialog.".to_string()),
        reference: Some(reference.to_string()),
        valid_until: Some(story.today + Duration::days(180)),
        review_on: Some(story.today + Duration::days(90)),
    };
    let made = story.act(from, |c, ctx| risks::propose(c, ctx, &risk.id, None, &proposal))?;
    for who in by {
        story.act(who, |c, ctx| risks::answer(c, ctx, &risk.id, &made.id, None, AcceptanceAnswer::Accept, ""))?;
    }
    Ok(())
}

/// Tells of the risks and gives the id of the one that the tour stops at.
pub fn weigh(story: &Story<'_>, people: &People, register: &Register, storage: &Id) -> Result<Id> {
    let (eva, omar, asa) = (&people.eva, &people.omar, &people.asa);
    // The node that most contracts come together in, when the chain is drawn.
    let shared = story.act(eva, |c, ctx| chains::concentration(c, &ctx.scope, 1))?.into_iter().next();
    let node = shared.map(|row| row.node.id);
    let told = [
        Told {
            key: "exposed_storage",
            contract: &register.call_line,
            on_node: true,
            eva: [2, 3, 3, 4],
            omar: [3, 3, 4, 4],
            agreed: [2, 3, 4, 4],
            reason: "Lagringen är delad och ingen har kontrollerat den. Vi vet att samtal om hälsa ligger där.",
        },
        Told {
            key: "supplier_outage",
            contract: &register.call_line,
            on_node: false,
            eva: [3, 3, 2, 3],
            omar: [2, 3, 2, 3],
            agreed: [2, 2, 3, 3],
            reason: "Två avbrott på tre år, båda kortare än en timme. Reservnumret är övat.",
        },
        Told {
            key: "third_country_access",
            contract: &register.call_line,
            on_node: false,
            eva: [2, 2, 2, 2],
            omar: [2, 3, 3, 3],
            agreed: [2, 3, 2, 3],
            reason: "Nattpasset svarar från Thailand. Vilka uppgifter de når är inte klarlagt.",
        },
        Told {
            key: "credential_theft",
            contract: &register.archive,
            on_node: true,
            eva: [2, 3, 2, 3],
            omar: [2, 3, 3, 3],
            agreed: [2, 3, 3, 3],
            reason: "Fjärråtkomst finns, flerfaktor saknas i inspelningssystemet.",
        },
        Told {
            key: "lost_subprocessor",
            contract: &register.archive,
            on_node: true,
            eva: [2, 2, 2, 2],
            omar: [2, 2, 2, 3],
            agreed: [2, 2, 2, 2],
            reason: "Avtalet löper ut inom kort. Ersättare finns men flytten tar veckor.",
        },
    ];
    let mut made = Vec::new();
    for one in &told {
        let risk = add(story, eva, one, node.as_ref())?;
        rate(story, eva, &risk, one.eva, "Bygger på dialogerna i höst.")?;
        rate(story, omar, &risk, one.omar, "Bygger på granskningen av självskattningen.")?;
        agree(story, eva, &risk, one.agreed, one.reason)?;
        made.push(risk);
    }
    let [exposed, outage, abroad, theft, lost] = made.as_slice() else {
        return Err(crate::base::Refusal::fault("the demo's risks"));
    };
    control(story, omar, exposed, "A.8.9", ControlGroup::Prevent, (40, 80), (0, 0))?;
    control(story, omar, exposed, "A.8.16", ControlGroup::Detect, (0, 0), (10, 40))?;
    control(story, omar, theft, "A.8.5", ControlGroup::Prevent, (50, 80), (0, 0))?;
    control(story, omar, outage, "A.5.30", ControlGroup::Respond, (0, 0), (30, 60))?;
    let basis = "Tre kända fall i landet på tio år, och vår egen kostnad för utredning och information.";
    estimate(story, omar, exposed, (0.05, 0.5), (500_000.0, 20_000_000.0), Some((5_000.0, 900_000.0)), basis)?;
    let basis = "Driftstatistik för tre år.";
    estimate(story, omar, outage, (0.1, 0.8), (50_000.0, 1_500_000.0), None, basis)?;
    let basis = "Andra regioners erfarenhet.";
    estimate(story, omar, theft, (0.05, 0.4), (200_000.0, 8_000_000.0), None, basis)?;
    estimate(story, omar, lost, (0.05, 0.2), (300_000.0, 2_000_000.0), None, basis)?;
    let finding = story.act(eva, |c, ctx| findings::actions_of_finding(c, &ctx.scope, storage))?;
    for action in &finding {
        story.act(eva, |c, ctx| risks::link_action(c, ctx, &exposed.id, &action.id))?;
    }
    let reason = "Reservrutinen är övad och avbrotten har varit korta.";
    accept(story, eva, &[asa, omar], outage, reason, "HSN 2026/711")?;
    let reason = "Bara namn och telefonnummer når Nattpasset, enligt leverantören.";
    accept(story, eva, &[&people.birgitta], abroad, reason, "HSN 2026/698")?;
    // The dialogue showed that more than that is reached: rated anew, and the acceptance no longer fits.
    rate(story, eva, abroad, [2, 3, 3, 4], "Uppgifter om hälsa nås också.")?;
    rate(story, omar, abroad, [3, 3, 3, 4], "Uppgifter om hälsa nås också.")?;
    agree(story, eva, abroad, [2, 3, 3, 4], "Leverantören bekräftade vid dialogen att hela samtal nås.")?;
    let half = Told {
        key: "wrong_recipient",
        contract: &register.gp,
        on_node: false,
        eva: [3, 4, 1, 2],
        omar: [3, 4, 1, 2],
        agreed: [3, 4, 1, 2],
        reason: "",
    };
    let waiting = add(story, asa, &half, None)?;
    rate(story, asa, &waiting, half.eva, "Brev går fel ibland.")?;
    story.act(omar, |c, ctx| risks::ask_for_run(c, ctx, None))?;
    Ok(exposed.id.clone())
}
