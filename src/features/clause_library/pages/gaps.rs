//! What one contract lacks of today's library: why it is asked for, what the contract could say, and when.

use super::{legal_lines, values};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::clause_library::actions::{self, OwnCheckInput};
use crate::features::clause_library::review::{self, Gap, GapList};
use crate::features::clause_library::rules::ClauseStanding;
use crate::features::clause_library::store;
use crate::features::clause_library::views::{GapRow, GapsPage, OwnGapRow};
use crate::features::contracts::{ContractTop, InContract, contract_crumbs, contract_head, contract_top};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), FormState::default(), None).await
}

/// The page again after a refused form: of the package, or of one of the organisation's own clauses.
pub(super) async fn render(
    web: &Web,
    status: StatusCode,
    id: Id,
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
    let page = GapsPage {
        head: contract_head(web, &top, "gaps"),
        tier: top.vendor.tier,
        next: list.next,
        tally: list.tally,
        coverage: list.tally.coverage(),
        form,
        rows: list.gaps.iter().map(row).collect(),
        own: own_rows(&list, refused.as_ref(), language),
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
    let saved = match input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::check_own(c, ctx, &contract, &own, version, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/gaps#own"), "ok", "library-check-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = (own_id, web.form_with(&fields, &errors));
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, FormState::default(), Some(refused)).await
        }
        Err(other) => Err(other),
    }
}
