//! Findings that a contract's clauses suggest, and the one click that makes one.

use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language};
use crate::features::contracts::{self, Contract, ContractClause};
use crate::features::controls::{Clause, catalogue};
use crate::features::findings::records::{Finding, FindingOrigin};
use crate::features::findings::views::{Linked, SuggestedPage, SuggestedRow};
use crate::features::findings::{actions, rules, store};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use actix_web::web::{Path, Query};

fn load(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<(Contract, Vec<ContractClause>, Vec<Finding>)> {
    ctx.scope.client()?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let states = store::clause_states(c, &ctx.scope, &contract)?;
    let open = store::findings_of_origin(c, &ctx.scope, FindingOrigin::Clause, contract_id)?;
    Ok((contract, states, open))
}

/// `/findings/suggested?contract_id=`: the clauses that are missing or not met, the worst first.
pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let contract_id: Id = query.parsed("contract_id")?.ok_or(Refusal::NotFound)?;
    let (contract, states, open) = web.read(move |c, ctx| load(c, ctx, &contract_id)).await?;
    let today = crate::base::clock::swedish_date(web.visitor.now);
    let edition = catalogue().clauses_on(today);
    let mut rows: Vec<SuggestedRow> =
        states.iter().filter_map(|state| row(&web, edition.find(&state.clause_id)?, state, &open)).collect();
    rows.sort_by(|a, b| (b.severity, &a.clause_id).cmp(&(a.severity, &b.clause_id)));
    let body = SuggestedPage {
        title: contract.title,
        contract: Linked { id: contract.id, name: contract.reference },
        rows,
        can_edit: web.can(Permission::FindingEdit),
    };
    web.page("pages/findings/suggested", "findings-suggested", &body)
}

fn row(web: &Web, clause: &Clause, state: &ContractClause, open: &[Finding]) -> Option<SuggestedRow> {
    let severity = rules::clause_severity(state.in_contract, Some(state.met), actions::is_critical(clause))?;
    let finding = open.iter().find(|f| f.origin_part.as_deref() == Some(clause.id.as_str()));
    let title = if web.language() == Language::Sv { &clause.title_sv } else { &clause.title_en };
    Some(SuggestedRow {
        clause_id: clause.id.clone(),
        title: title.clone(),
        requirement: clause.requirement_sv.clone(),
        severity,
        in_contract: web.word(&format!("findings-in-contract-{}", state.in_contract.map_or("unknown", |s| s.as_str()))),
        met: web.word(&format!("findings-met-{}", state.met)),
        finding: finding.map(|f| Linked { id: f.id.clone(), name: f.number.to_string() }),
    })
}

/// One click: the finding is made and shown, ready for its first action.
pub async fn create(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (contract_id, clause_id) = path.into_inner();
    let web = form.web;
    let finding = web.write(move |c, ctx| actions::finding_of_clause(c, ctx, &contract_id, &clause_id)).await?;
    web.redirect_saying(
        format!("/findings/{}", finding.id),
        "ok",
        "findings-created",
        &[("number", finding.number.to_string())],
    )
}
