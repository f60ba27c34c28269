//! The vendor's pages: when the next dialogue is, what it will take up, and the minutes of those
//! that are locked.

use super::{period_words, send_pdf};
use crate::base::{Id, PageRequest};
use crate::features::contracts;
use crate::features::dialogues::Minutes;
use crate::features::dialogues::minutes::approving;
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::dialogues::minutes::records::Call;
use crate::features::dialogues::minutes::store as meeting;
use crate::features::dialogues::minutes::verify::{Stored, verify};
use crate::features::dialogues::model::{DialogueStatus, ItemKind, Section};
use crate::features::dialogues::store::{self, Filter, Order};
use crate::features::dialogues::views::{
    OwnAction, PortalListPage, PortalRecordPage, PortalShowPage, RecordView, TitleSection, title_of,
};
use crate::features::findings::{self, Responsible};
use crate::kit::web::{Answer, Web};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    pub page: Option<i64>,
}

pub async fn list(web: Web, asked: Query<Asked>) -> Answer {
    let request = PageRequest::new(asked.page, None);
    let (upcoming, locked, asking) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let of = |locked| Filter { locked: Some(locked), ..Filter::default() };
            let first = PageRequest::new(None, Some(PageRequest::MAX_SIZE));
            let upcoming = store::list(c, &ctx.scope, &of(false), Order::Soonest, first)?;
            let locked = store::list(c, &ctx.scope, &of(true), Order::Latest, request)?;
            Ok((upcoming, locked, approving::asking(c, ctx)?))
        })
        .await?;
    let page = PortalListPage { asking, upcoming: upcoming.items, pager: Pager::from(&locked), locked: locked.items };
    web.page("pages/portal_dialogues/list", "nav-dialogues", &page)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (dialogue, contract, items, actions, faults, call) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let dialogue = store::find(c, &ctx.scope, &id)?;
            let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
            let items = store::items(c, &dialogue)?;
            let ids: Vec<Id> =
                items.iter().filter(|i| i.kind == ItemKind::Action).filter_map(|i| i.object_id.clone()).collect();
            let actions = findings::actions_by_ids(c, &ctx.scope, &ids)?;
            let stored = Stored::load(c, dialogue.clone())?;
            let faults = verify(c, ctx, &stored)?;
            let call = match dialogue.status {
                DialogueStatus::Planned => meeting::calls(c, &dialogue)?.pop().map(Call::as_mailed),
                _ => None,
            };
            Ok((dialogue, contract, items, actions, faults, call))
        })
        .await?;
    let crumbs = vec![(web.word("nav-dialogues"), "/portal/dialogues".to_string())];
    let args =
        |period: &str, reference: &str| [("period", period_words(&web, period)), ("reference", reference.to_string())];
    if dialogue.status == DialogueStatus::Locked {
        // What cannot be read has been changed by somebody: that page names the part.
        let Some(minutes) = Minutes::readable(&dialogue) else {
            return web.redirect(format!("/portal/dialogues/{}/minutes", dialogue.id));
        };
        let title = web.word_with("dialogue-title", &args(&minutes.period, &minutes.contract.reference));
        let sha256 = dialogue.sha256.clone().unwrap_or_default();
        let page = PortalRecordPage {
            id: dialogue.id.clone(),
            record: RecordView::of(minutes, &sha256, web.language()),
            faults: faults.into_iter().map(Into::into).collect(),
        };
        return web.page_titled(StatusCode::OK, "pages/portal_dialogues/locked", title, crumbs, &page);
    }
    let sections = Section::ALL
        .iter()
        .zip(1..)
        .map(|(section, number)| TitleSection {
            number,
            section: *section,
            titles: items
                .iter()
                .filter(|item| item.section == number && item.kind != ItemKind::Standing)
                .map(|item| title_of(item, web.language()))
                .collect(),
        })
        .collect();
    let own = actions.into_iter().filter(|action| action.responsible == Responsible::Vendor && action.is_open());
    let page = PortalShowPage {
        number: dialogue.number,
        held_on: dialogue.held_on,
        status: dialogue.status,
        contract_reference: contract.reference.clone(),
        contract_title: contract.title.clone(),
        chair_name: dialogue.chair_name.clone(),
        cancelled: call.as_ref().is_some_and(|call| call.kind == CallKind::Cancelled),
        call: call.map(Into::into),
        sections,
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
    };
    let title = web.word_with("dialogue-title", &args(&dialogue.period, &contract.reference));
    web.page_titled(StatusCode::OK, "pages/portal_dialogues/show", title, crumbs, &page)
}

pub async fn report(web: Web, id: Path<Id>, asked: Query<super::show::Asked>) -> Answer {
    let id = id.into_inner();
    let dialogue = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            store::find(c, &ctx.scope, &id)
        })
        .await?;
    let language = asked.lang.unwrap_or(web.language());
    send_pdf(&web, dialogue, language).await
}
