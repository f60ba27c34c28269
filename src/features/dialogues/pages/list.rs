//! The list of dialogues, and the form that starts a series.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, PageRequest, Refusal};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::store::{self, Filter, Order};
use crate::features::dialogues::views::{ListPage, NewPage, Tab};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    pub contract_id: Option<String>,
    pub vendor_id: Option<String>,
    pub status: Option<String>,
    pub mine: Option<String>,
    /// `locked` shows the minutes, anything else what lies ahead.
    pub show: Option<String>,
    pub page: Option<i64>,
}

impl Asked {
    fn locked(&self) -> bool {
        self.show.as_deref() == Some("locked")
    }

    fn filter(&self, person: &Id) -> Filter {
        let id = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        Filter {
            contract_id: id(&self.contract_id),
            vendor_id: id(&self.vendor_id),
            status: self.status.as_deref().and_then(|text| text.parse().ok()).filter(|_| !self.locked()),
            locked: Some(self.locked()),
            manager_id: self.mine.as_deref().filter(|mine| !mine.is_empty()).map(|_| person.clone()),
        }
    }

    /// The same filter with the other tab chosen.
    fn href(&self, show: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("contract_id", &self.contract_id), ("vendor_id", &self.vendor_id), ("mine", &self.mine)]
        {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                query.append_pair(name, value);
            }
        }
        query.append_pair("show", show);
        format!("/dialogues?{}", query.finish())
    }
}

pub async fn list(web: Web, asked: Query<Asked>) -> Answer {
    let asked = asked.into_inner();
    let filter = asked.filter(&web.ctx()?.actor.person_id);
    let request = PageRequest::new(asked.page, None);
    let (locked, now) = (asked.locked(), filter.clone());
    let (page, other, contracts) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let order = if locked { Order::Latest } else { Order::Soonest };
            let page = store::list(c, &ctx.scope, &now, order, request)?;
            let other = store::count(c, &ctx.scope, &Filter { locked: Some(!locked), status: None, ..now })?;
            Ok((page, other, store::contracts_with_series(c, &ctx.scope)?))
        })
        .await?;
    let (ahead, behind) = if locked { (other, page.total) } else { (page.total, other) };
    let tab = |key: &str, show: &str, current, count| Tab {
        label: web.word(key),
        href: asked.href(show),
        current,
        count: Some(count),
    };
    let form = FormState::default()
        .with("contract_id", asked.contract_id.clone().unwrap_or_default())
        .with("status", asked.status.clone().unwrap_or_default())
        .with("mine", asked.mine.clone().unwrap_or_default())
        .with("show", if locked { "locked" } else { "" });
    let shown = ListPage {
        tabs: vec![
            tab("dialogue-tab-ahead", "ahead", !locked, ahead),
            tab("dialogue-tab-locked", "locked", locked, behind),
        ],
        form,
        contracts: contracts
            .into_iter()
            .map(|(id, reference, vendor)| Choice::new(id, format!("{vendor}, {reference}")))
            .collect(),
        statuses: vec![DialogueStatus::Planned, DialogueStatus::Held],
        pager: Pager::from(&page),
        rows: page.items,
        locked,
        can_edit: web.can(Permission::DialogueEdit),
    };
    web.page("pages/dialogues/list", "nav-dialogues", &shown)
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Chosen {
    pub contract_id: Option<String>,
}

pub async fn new(web: Web, chosen: Query<Chosen>) -> Answer {
    let form = FormState::default()
        .with("contract_id", chosen.into_inner().contract_id.unwrap_or_default())
        .with("held_on", web.ctx()?.today());
    show_new(&web, StatusCode::OK, form).await
}

async fn show_new(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let contracts = web.read(|c, ctx| store::contracts_to_start(c, &ctx.scope)).await?;
    let contracts = contracts
        .into_iter()
        .map(|(id, reference, title, vendor)| Choice::new(id, format!("{vendor}: {reference}, {title}")))
        .collect();
    let crumbs = vec![(web.word("nav-dialogues"), "/dialogues".to_string())];
    web.page_titled(status, "pages/dialogues/new", web.word("dialogue-new-title"), crumbs, &NewPage { form, contracts })
}

/// The form of `/dialogues/new`, where the contract is chosen.
pub async fn create(form: Posted) -> Answer {
    let contract = form.fields.required::<Id>("contract_id", "error-choice");
    begin(form, contract).await
}

/// The same from a contract's own page.
pub async fn create_for(contract: Path<Id>, mut form: Posted) -> Answer {
    let contract = contract.into_inner();
    form.fields.0.retain(|(name, _)| name != "contract_id");
    form.fields.0.push(("contract_id".to_string(), contract.to_string()));
    begin(form, Ok(contract)).await
}

async fn begin(form: Posted, contract: Result<Id, FieldError>) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let contract = checks.keep(contract);
    let held_on = checks.keep(fields.required::<NaiveDate>("held_on", "error-date"));
    let outcome = match (contract, held_on, checks.done()) {
        (Some(contract), Some(held_on), Ok(())) => {
            web.write(move |c, ctx| crate::features::dialogues::start_series(c, ctx, &contract, held_on)).await
        }
        (_, _, Err(refusal)) => Err(refusal),
        _ => Err(Refusal::invalid("", "error-form-unreadable")),
    };
    match outcome {
        Ok(dialogue) => web.redirect_saying(format!("/dialogues/{}", dialogue.id), "ok", "dialogue-started", &[]),
        Err(Refusal::Invalid(errors)) => {
            show_new(&web, StatusCode::UNPROCESSABLE_ENTITY, web.form_with(&fields, &errors)).await
        }
        Err(other) => Err(other),
    }
}
