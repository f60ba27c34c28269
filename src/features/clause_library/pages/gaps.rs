//! What one contract lacks of today's library: why it is asked for, what the contract could say, and when.

use super::{legal_lines, values};
use crate::access::Permission;
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::features::clause_library::actions::{self, OwnCheckInput};
use crate::features::clause_library::review::{self, Gap, GapList};
use crate::features::clause_library::rules::ClauseStanding;
use crate::features::clause_library::store;
use crate::features::clause_library::views::{GapRow, GapsPage, OwnGapRow};
use crate::features::contracts::{ContractTop, InContract, contract_crumbs, contract_head, contract_top};
use crate::features::vendors::Tab;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

crate::text_enum! {
    /// Which part of the list is shown.
    pub enum Part {
        Gaps => "gaps", Unchecked => "unchecked", Own => "own",
    }
}

/// How many clauses a page of the list has.
const PAGE: i64 = 20;

/// What is asked for: the part (None: the first that has something) and its page.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    part: Option<Part>,
    page: PageRequest,
}

impl Asked {
    /// The whole of a part, as it is shown again after a refused form.
    pub(super) fn whole(part: Option<Part>) -> Asked {
        Asked { part, page: PageRequest::new(None, Some(PageRequest::MAX_SIZE)) }
    }
}

/// The page of a list that is held whole, and what stands on its other pages.
fn apart<T>(all: Vec<T>, request: PageRequest) -> (Page<T>, Vec<T>) {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let first = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    let (mut here, mut others) = (Vec::new(), Vec::new());
    for (place, one) in all.into_iter().enumerate() {
        let on_page = place >= first && place < first.saturating_add(size);
        if on_page { here.push(one) } else { others.push(one) }
    }
    (Page::new(here, total, request), others)
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let page = PageRequest::new(Some(query.page().number), Some(PAGE));
    let asked = Asked { part: query.parsed::<Part>("show")?, page };
    render(&web, StatusCode::OK, id.into_inner(), asked, FormState::default(), None).await
}

/// The page again after a refused form: of the package, or of one of the organisation's own clauses.
pub(super) async fn render(
    web: &Web,
    status: StatusCode,
    id: Id,
    asked: Asked,
    form: FormState,
    refused: Option<(Id, FormState)>,
) -> Answer {
    let (top, list, states) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let top = contract_top(c, ctx, &id)?;
            let list = review::gap_list(c, ctx, &top.contract, top.vendor.tier, &top.lines)?;
            Ok((top, list, store::legal_states(c, &ctx.scope)?))
        })
        .await?;
    let language = web.language();
    let own = own_rows(&list, refused.as_ref(), language);
    let (lacking, unchecked): (Vec<Gap>, Vec<Gap>) = list.gaps.into_iter().partition(|gap| gap.standing.is_gap());
    let part = asked.part.unwrap_or(if lacking.is_empty() { Part::Unchecked } else { Part::Gaps });
    let tab = |which: Part, count: usize| Tab {
        label: web.word(&format!("library-gaps-show-{which}")),
        href: format!("/contracts/{}/gaps?show={which}", top.contract.id),
        current: which == part,
        count: i64::try_from(count).ok(),
    };
    let mut tabs = vec![tab(Part::Gaps, lacking.len()), tab(Part::Unchecked, unchecked.len())];
    if !own.is_empty() {
        tabs.push(tab(Part::Own, own.len()));
    }
    let row = |gap: &Gap| GapRow {
        code: gap.entry.code.clone(),
        title: gap.entry.content.title(language).to_string(),
        standing: gap.standing,
        tone: gap.standing.tone(),
        is_gap: gap.standing.is_gap(),
        text: gap.entry.content.text(language),
        rationale: gap.entry.content.rationale(language).to_string(),
        legal: legal_lines(&gap.entry.content.legal_refs, &states),
        tiers: gap.entry.content.tiers.clone(),
    };
    let (rows, others) = match part {
        Part::Gaps => apart(lacking, asked.page),
        Part::Unchecked => apart(unchecked, asked.page),
        Part::Own => apart(Vec::new(), asked.page),
    };
    let (own, _) = if part == Part::Own { apart(own, asked.page) } else { apart(Vec::new(), asked.page) };
    let page = GapsPage {
        head: contract_head(web, &top, "gaps"),
        tier: top.vendor.tier,
        next: list.next,
        tally: list.tally,
        coverage: list.tally.coverage(),
        form,
        part: part.as_str(),
        tabs,
        pager: if part == Part::Own { Pager::from(&own) } else { Pager::from(&rows) },
        rows: rows.items.iter().map(row).collect(),
        others: others.iter().map(row).collect(),
        own: own.items,
        in_contract: InContract::ALL.iter().map(|state| state.as_str()).collect(),
        can_prepare: web.can(Permission::ClauseEdit),
    };
    let title = title(web, &top);
    web.page_titled(status, "pages/clauses/gaps", title, contract_crumbs(web, &top.contract), &page)
}

fn title(web: &Web, top: &ContractTop) -> String {
    web.word_with("library-gaps-title", &[("reference", top.contract.reference.clone())])
}

fn own_rows(list: &GapList, refused: Option<&(Id, FormState)>, language: crate::base::Language) -> Vec<OwnGapRow> {
    let row = |gap: &Gap| {
        let id = gap.entry.own_id()?.clone();
        let check = gap.check.as_ref();
        let stored = values(&[
            ("in_contract", check.map(|row| row.in_contract.to_string()).unwrap_or_default()),
            ("section", check.and_then(|row| row.section.clone()).unwrap_or_default()),
            ("note", check.and_then(|row| row.note.clone()).unwrap_or_default()),
        ]);
        let form = refused.filter(|(refused, _)| *refused == id).map_or(stored, |(_, form)| form.clone());
        Some(OwnGapRow {
            code: gap.entry.code.clone(),
            title: gap.entry.content.title(language).to_string(),
            standing: gap.standing,
            tone: ClauseStanding::tone(gap.standing),
            version: check.map_or(0, |row| row.version),
            form,
            id,
        })
    };
    list.own.iter().filter_map(row).collect()
}

fn input(fields: &Fields) -> Result<OwnCheckInput> {
    let in_contract = fields.required::<InContract>("in_contract", "error-choice");
    Ok(OwnCheckInput {
        in_contract: in_contract.map_err(|error| Refusal::Invalid(vec![error]))?,
        section: fields.optional("section"),
        note: fields.optional("note"),
    })
}

/// Whether the contract holds one of the organisation's own clauses.
pub async fn check(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, own_id)) = (form, path.into_inner());
    let (contract, own, version) = (id.clone(), own_id.clone(), fields.version());
    // The checklist has the same form, and is come back to.
    let to = match fields.text("back").as_str() {
        "clauses" => format!("/contracts/{id}/clauses#own-{own_id}"),
        _ => format!("/contracts/{id}/gaps?show=own"),
    };
    let saved = match input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::check_own(c, ctx, &contract, &own, version, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(to, "ok", "library-check-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = (own_id, web.form_with(&fields, &errors));
            let asked = Asked::whole(Some(Part::Own));
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, asked, FormState::default(), Some(refused)).await
        }
        Err(other) => Err(other),
    }
}
