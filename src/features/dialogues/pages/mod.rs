//! The region's pages.

pub mod aside;
pub mod close;
pub mod edit;
pub mod list;
pub mod meeting;
pub mod portal;
pub mod show;

use super::model::ItemStatus;
use super::records::{Dialogue, DialogueItem};
use super::store;
use super::views::{ActionView, Head, ItemView, title_of};
use crate::base::{Id, Language, Period, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::findings::{self, Action};
use crate::features::vendors::{self, Vendor};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// A dialogue with all that its pages show, in a constant number of queries.
pub struct Loaded {
    pub dialogue: Dialogue,
    pub contract: Contract,
    pub vendor: Vendor,
    pub items: Vec<DialogueItem>,
    pub actions: BTreeMap<Id, Action>,
    pub meetings: BTreeMap<Id, u32>,
}

/// For the region only: the vendor's side has pages of its own.
pub fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    ctx.scope.client()?;
    let dialogue = store::find(c, &ctx.scope, id)?;
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
    let items = store::items(c, &dialogue)?;
    let ids: Vec<Id> =
        items.iter().filter(|i| i.kind == super::model::ItemKind::Action).filter_map(|i| i.object_id.clone()).collect();
    let actions =
        findings::actions_by_ids(c, &ctx.scope, &ids)?.into_iter().map(|action| (action.id.clone(), action)).collect();
    let meetings = store::earlier_meetings(c, &dialogue.organisation_id, &dialogue.contract_id, dialogue.number, &ids)?;
    Ok(Loaded { dialogue, contract, vendor, items, actions, meetings })
}

impl Loaded {
    pub fn head(&self) -> Head {
        Head::of(&self.dialogue, &self.contract, &self.vendor.legal_name, &self.items)
    }

    pub fn item_view(&self, item: &DialogueItem, language: Language) -> ItemView {
        let action = item.object_id.as_ref().and_then(|id| self.actions.get(id));
        ItemView {
            id: item.id.clone(),
            title: title_of(item, language),
            kind: item.kind,
            standing: item.kind == super::model::ItemKind::Standing,
            status: item.status,
            note: item.note.clone(),
            decision: item.decision.clone(),
            action: action.map(|action| ActionView::of(action, self.meetings.get(&action.id).copied().unwrap_or(0))),
            finding_id: item.object_id.clone().filter(|_| item.kind == super::model::ItemKind::Finding),
        }
    }
}

/// "november 2026" in the reader's language; a stored period that cannot be read stays as it is.
pub fn period_words(web: &Web, period: &str) -> String {
    match period.parse::<Period>() {
        Ok(period) => format!("{} {}", web.word(&format!("month-{}", period.month())), period.year()),
        Err(()) => period.to_string(),
    }
}

/// The title of a dialogue's pages.
pub fn title(web: &Web, dialogue: &Dialogue, reference: &str) -> String {
    let args = [("period", period_words(web, &dialogue.period)), ("reference", reference.to_string())];
    web.word_with("dialogue-title", &args)
}

/// Breadcrumbs down to the dialogue itself.
pub fn crumbs(web: &Web, loaded: &Loaded, inside: bool) -> Vec<(String, String)> {
    let mut crumbs = vec![
        (web.word("nav-dialogues"), "/dialogues".to_string()),
        (loaded.contract.reference.clone(), format!("/dialogues?contract_id={}", loaded.contract.id)),
    ];
    if inside {
        crumbs.push((period_words(web, &loaded.dialogue.period), format!("/dialogues/{}", loaded.dialogue.id)));
    }
    crumbs
}

/// The first item that nobody has touched, or the first of all.
pub fn first_untouched(items: &[DialogueItem]) -> Option<&DialogueItem> {
    items.iter().find(|item| item.status == ItemStatus::Untouched).or_else(|| items.first())
}

/// The minutes as a file. Errors: NotFound while the dialogue is not locked.
pub async fn send_pdf(web: &Web, dialogue: Dialogue, language: Language) -> Answer {
    // A record that was changed is not printed as if it were the minutes.
    let name = super::minutes::file_name(&super::Minutes::intact(&dialogue)?, language);
    let app = web.app.clone();
    let stored = web.read(move |c, _| super::minutes::verify::Stored::load(c, dialogue)).await?;
    // Setting type takes a tenth of a second of computing: not on the threads that answer.
    let bytes = tokio::task::spawn_blocking(move || super::minutes::paper::pdf(&app, &stored, language))
        .await
        .map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
