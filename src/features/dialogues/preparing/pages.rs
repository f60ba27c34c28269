//! The prepare view of each side.

use super::actions::{self, NewProposal};
use super::reading::{self, Preparation};
use super::records::PreparedAnswer;
use super::store;
use super::views::{
    ActionLine, AnswerLine, EndingLine, FindingLine, PortalPreparePage, PrepareItem, ProposalView, RegionPreparePage,
    WaitingAssessment,
};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::contracts;
use crate::features::dialogues::decisions::views::DecisionView;
use crate::features::dialogues::model::{DialogueStatus, ItemKind, Section};
use crate::features::dialogues::pages::period_words;
use crate::features::dialogues::records::DialogueItem;
use crate::features::dialogues::snapshot::Change;
use crate::features::dialogues::store as dialogue_store;
use crate::features::dialogues::views::{Difference, Head, OwnAction, title_of};
use crate::features::findings::{self, Responsible};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

pub async fn region(web: Web, id: Path<Id>) -> Answer {
    for_region(&web, id.into_inner(), StatusCode::OK, None).await
}

/// `refused` is the form of declining a proposal.
async fn for_region(web: &Web, id: Id, status: StatusCode, refused: Option<(Id, FormState)>) -> Answer {
    let found = web.read(move |c, ctx| reading::preparation(c, ctx, &id)).await?;
    let language = web.language();
    let args = [("period", period_words(web, &found.dialogue.period)), ("reference", found.contract.reference.clone())];
    let title = web.word_with("meetings-prepare-title", &args);
    let crumbs = vec![
        (web.word("nav-dialogues"), "/dialogues".to_string()),
        (period_words(web, &found.dialogue.period), format!("/dialogues/{}", found.dialogue.id)),
    ];
    let Preparation { dialogue, contract, vendor_name, items, .. } = &found;
    let head = Head::of(dialogue, contract, vendor_name, items);
    let answers = items
        .iter()
        .filter_map(|item| found.answers.get(&item.id).map(|answer| (item, answer)))
        .filter(|(_, answer)| !answer.answer.is_empty())
        .map(|(item, answer)| AnswerLine {
            title: title_of(item, language),
            answer: answer.answer.clone(),
            author: answer.written_by_name.clone(),
            at: answer.updated_at,
        })
        .collect();
    let vendor_id = dialogue.vendor_id.clone();
    let today = web.ctx()?.today();
    let plain = |action| ActionLine::of(action, Vec::new());
    let page = RegionPreparePage {
        head,
        findings: found
            .findings
            .into_iter()
            .map(|finding| FindingLine { id: finding.id, number: finding.number, title: finding.title })
            .collect(),
        changed: found
            .changed
            .into_iter()
            .map(|changed| ActionLine::of(changed.action, differences(web, changed.changes)))
            .collect(),
        overdue: found.overdue.into_iter().map(plain).collect(),
        unverified: found.unverified.into_iter().map(plain).collect(),
        assessments: found
            .assessments
            .into_iter()
            .map(|(id, submitted_at)| WaitingAssessment { id, submitted_at })
            .collect(),
        ending: found
            .ending
            .into_iter()
            .map(|end| EndingLine {
                kind: end.kind,
                href: match end.kind {
                    "contract" => format!("/contracts/{}", end.id),
                    _ => format!("/vendors/{vendor_id}/certificates/{}", end.id),
                },
                title: end.title,
                ends_on: end.ends_on,
            })
            .collect(),
        decisions: found.decisions.into_iter().map(|row| DecisionView::of(row, language, today)).collect(),
        answers,
        proposals: found
            .proposals
            .into_iter()
            .map(|row| {
                let form = refused.as_ref().filter(|(id, _)| *id == row.id).map(|(_, form)| form.clone());
                ProposalView::of(row, form.unwrap_or_default())
            })
            .collect(),
        can_edit: web.can(Permission::DialogueEdit),
    };
    web.page_titled(status, "pages/preparing/region", title, crumbs, &page)
}

fn differences(web: &Web, changes: Vec<Change>) -> Vec<Difference> {
    let worded = |field: &str, value: Option<String>| match field {
        "status" => value.map(|status| web.word(&format!("dialogue-action-status-{status}"))),
        "responsible" => value.map(|side| web.word(&format!("dialogue-side-{side}"))),
        _ => value,
    };
    changes
        .into_iter()
        .map(|change| Difference {
            label: web.word(&format!("dialogue-changed-{}", change.field)),
            old: worded(&change.field, change.from),
            new: worded(&change.field, change.to),
        })
        .collect()
}

pub async fn accept(id: Path<Id>, form: Posted) -> Answer {
    let (id, web, version) = (id.into_inner(), form.web, form.fields.version());
    let row = web.write(move |c, ctx| actions::accept_proposal(c, ctx, &id, Some(version))).await?;
    let to = format!("/dialogues/{}/prepare", row.dialogue_id);
    web.redirect_saying(to, "ok", "meetings-proposal-accepted-text", &[])
}

pub async fn decline(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let done = web.write(move |c, ctx| actions::decline_proposal(c, ctx, &key, Some(version), &reason)).await;
    match done {
        Ok(row) => {
            let to = format!("/dialogues/{}/prepare", row.dialogue_id);
            web.redirect_saying(to, "ok", "meetings-proposal-declined-text", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let key = id.clone();
            let row = web.read(move |c, ctx| store::find_proposal(c, &ctx.scope, &key)).await?;
            let form = web.form_with(&fields, &errors);
            for_region(&web, row.dialogue_id, StatusCode::UNPROCESSABLE_ENTITY, Some((id, form))).await
        }
        Err(other) => Err(other),
    }
}

/// What the vendor typed and was refused.
#[derive(Default)]
struct Typed {
    proposal: Option<FormState>,
    item: Option<(Id, FormState)>,
    /// The text that is stored, when somebody else wrote meanwhile.
    stored: Option<String>,
}

pub async fn vendor(web: Web, id: Path<Id>) -> Answer {
    for_vendor(&web, id.into_inner(), StatusCode::OK, Typed::default()).await
}

async fn for_vendor(web: &Web, id: Id, status: StatusCode, typed: Typed) -> Answer {
    let (dialogue, contract, items, answers, proposals, actions) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let dialogue = dialogue_store::find(c, &ctx.scope, &id)?;
            let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
            let items = dialogue_store::items(c, &dialogue)?;
            let ids: Vec<Id> =
                items.iter().filter(|i| i.kind == ItemKind::Action).filter_map(|i| i.object_id.clone()).collect();
            let actions = findings::actions_by_ids(c, &ctx.scope, &ids)?;
            let answers = store::answers(c, &dialogue)?;
            let proposals = store::proposals(c, &dialogue)?;
            Ok((dialogue, contract, items, answers, proposals, actions))
        })
        .await?;
    let open = matches!(dialogue.status, DialogueStatus::Planned | DialogueStatus::Held);
    let args = [("period", period_words(web, &dialogue.period)), ("reference", contract.reference.clone())];
    let title = web.word_with("meetings-prepare-title", &args);
    let crumbs = vec![
        (web.word("nav-dialogues"), "/portal/dialogues".to_string()),
        (period_words(web, &dialogue.period), format!("/portal/dialogues/{}", dialogue.id)),
    ];
    let own = actions.into_iter().filter(|action| action.responsible == Responsible::Vendor && action.is_open());
    let page = PortalPreparePage {
        id: dialogue.id,
        held_on: dialogue.held_on,
        status: dialogue.status,
        contract_reference: contract.reference,
        contract_title: contract.title,
        actions: own
            .map(|a| OwnAction {
                id: a.id,
                number: a.number,
                title: a.title,
                status: a.status,
                due_on: a.due_on,
                slips: a.slips,
            })
            .collect(),
        items: reading::to_answer(&items).map(|item| prepare_item(web, item, &answers, &typed)).collect(),
        proposals: proposals.into_iter().map(|row| ProposalView::of(row, FormState::default())).collect(),
        sections: Section::ALL.to_vec(),
        form: typed.proposal.unwrap_or_default(),
        can_edit: open && web.can(Permission::DialoguePrepare),
    };
    web.page_titled(status, "pages/preparing/vendor", title, crumbs, &page)
}

fn prepare_item(web: &Web, item: &DialogueItem, answers: &BTreeMap<Id, PreparedAnswer>, typed: &Typed) -> PrepareItem {
    let stored = answers.get(&item.id);
    let refused = typed.item.as_ref().filter(|(id, _)| *id == item.id).map(|(_, form)| form);
    let conflict = match (refused, &typed.stored) {
        (Some(form), Some(text)) => vec![Difference {
            label: web.word("meetings-answer"),
            old: Some(text.clone()),
            new: Some(form.value("answer").to_string()),
        }],
        _ => Vec::new(),
    };
    let kept = || FormState::default().with("answer", stored.map(|row| row.answer.clone()).unwrap_or_default());
    let place = usize::try_from(item.section).ok().and_then(|n| n.checked_sub(1)).and_then(|n| Section::ALL.get(n));
    PrepareItem {
        id: item.id.clone(),
        section: place.copied().unwrap_or(Section::Opening),
        title: title_of(item, web.language()),
        standing: item.kind == ItemKind::Standing,
        version: stored.map_or(0, |row| row.version),
        form: refused.cloned().unwrap_or_else(kept),
        author: stored.map(|row| row.written_by_name.clone()),
        at: stored.map(|row| row.updated_at),
        conflict,
    }
}

pub async fn answer(path: Path<(Id, Id)>, form: Posted) -> Answer {
    let (id, item_id) = path.into_inner();
    let Posted { web, fields } = form;
    let (key, item, version, text) = (id.clone(), item_id.clone(), fields.version(), fields.text("answer"));
    let saved: Result<PreparedAnswer> =
        web.write(move |c, ctx| actions::prepare_answer(c, ctx, (&key, &item), version, &text)).await;
    match saved {
        Ok(row) if web.is_autosave() => web.saved(row.version),
        Ok(_) => {
            let to = format!("/portal/dialogues/{id}/prepare#item-{item_id}");
            web.redirect_saying(to, "ok", "meetings-answer-saved", &[])
        }
        Err(Refusal::Invalid(errors)) if !web.is_autosave() => {
            let typed = Typed { item: Some((item_id, web.form_with(&fields, &errors))), ..Typed::default() };
            for_vendor(&web, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        // Both texts are shown, and what was typed stays in its field.
        Err(Refusal::Conflict(stored)) if !web.is_autosave() => {
            let typed = Typed {
                item: Some((item_id, fields.state())),
                stored: Some(stored.get("answer").cloned().unwrap_or_default()),
                ..Typed::default()
            };
            for_vendor(&web, id, StatusCode::CONFLICT, typed).await
        }
        Err(other) => Err(other),
    }
}

pub async fn propose(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let made = match fields.required::<Section>("section", "error-choice") {
        Ok(section) => {
            let new = NewProposal { section, title: fields.text("title"), explanation: fields.optional("explanation") };
            let key = id.clone();
            web.write(move |c, ctx| actions::propose_item(c, ctx, &key, &new)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match made {
        Ok(_) => {
            let to = format!("/portal/dialogues/{id}/prepare#proposals");
            web.redirect_saying(to, "ok", "meetings-proposal-made", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let typed = Typed { proposal: Some(web.form_with(&fields, &errors)), ..Typed::default() };
            for_vendor(&web, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        Err(other) => Err(other),
    }
}

pub async fn withdraw(id: Path<Id>, form: Posted) -> Answer {
    let (id, web, version) = (id.into_inner(), form.web, form.fields.version());
    let row = web.write(move |c, ctx| actions::withdraw_proposal(c, ctx, &id, Some(version))).await?;
    let to = format!("/portal/dialogues/{}/prepare#proposals", row.dialogue_id);
    web.redirect_saying(to, "ok", "meetings-proposal-taken-back", &[])
}
