//! Proposals: what facts, time and campaigns suggest, beside what is decided.

use super::{crumbs, level_text, people, reasons};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::categorisation::actions::{self, Decision};
use crate::features::categorisation::records::{Proposal, ProposalStatus};
use crate::features::categorisation::rules;
use crate::features::categorisation::store::{self, ProposalFilter};
use crate::features::categorisation::views::{ComparedRow, Outcome, ProposalPage, ProposalRow, ProposalsPage};
use crate::features::tiering::{self, Criterion, Models, Trigger};
use crate::features::vendors::{self, CategorisationRecord, Vendor};
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// `state` is open (the list's own choice), decided or all.
pub const STATES: &[&str] = &["open", "decided", "all"];

pub fn filter(params: &Params, otherwise: &str) -> Result<ProposalFilter> {
    let asked = params.text("state").unwrap_or_else(|| otherwise.to_string());
    Ok(ProposalFilter {
        open: match asked.as_str() {
            "open" => Some(true),
            "decided" => Some(false),
            "all" => None,
            _ => return Err(Refusal::invalid("state", "error-choice")),
        },
        cause: params.parsed::<Trigger>("cause")?,
        vendor_id: params.parsed("vendor_id")?,
        manager_id: params.parsed("manager_id")?,
    })
}

/// Where a proposal stands; one that a person's own judgement has overtaken waits for nobody.
pub fn state_of(proposal: &Proposal, open: bool) -> &'static str {
    match proposal.status {
        ProposalStatus::Open if open => "open",
        ProposalStatus::Open => "overtaken",
        ProposalStatus::Accepted => "accepted",
        ProposalStatus::Dismissed => "dismissed",
    }
}

fn row(proposal: &Proposal, vendor_name: String, open: bool) -> ProposalRow {
    ProposalRow {
        id: proposal.id.clone(),
        vendor_id: proposal.vendor_id.clone(),
        vendor_name,
        cause: proposal.cause,
        from_tier: proposal.from_tier,
        tier: proposal.tier,
        preliminary: proposal.preliminary,
        applied: proposal.applied,
        state: state_of(proposal, open),
        raised_by_name: proposal.raised_by_name.clone(),
        created_at: proposal.created_at,
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let wanted = filter(&params, "open")?;
    let asked = params.page_or_file();
    let (page, waiting, names, managers) = web
        .read(move |c, ctx| {
            let page = store::proposals(c, &ctx.scope, &wanted, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|p| p.vendor_id.clone()).collect();
            let waiting = store::waiting_among(c, &ctx.scope, &ids)?;
            let names = vendors::names(c, &ctx.scope, &ids)?;
            Ok((page, waiting, names, people(c, ctx)?))
        })
        .await?;
    let mut form = params.state();
    form.values.entry("state".to_string()).or_insert_with(|| "open".to_string());
    let body = ProposalsPage {
        form,
        pager: Pager::from(&page),
        rows: page
            .items
            .iter()
            .map(|p| row(p, names.get(&p.vendor_id).cloned().unwrap_or_default(), waiting.contains(&p.id)))
            .collect(),
        states: STATES,
        causes: Trigger::ALL,
        managers,
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    let crumbs = crumbs(&web, &[]);
    web.page_titled(
        StatusCode::OK,
        "pages/categorisation/proposals",
        web.word("categorisation-proposals"),
        crumbs,
        &body,
    )
}

fn file(web: &Web, params: &Params, rows: &[ProposalRow], total: i64) -> Answer {
    let columns = [
        ("categorisation-vendor", 36, ColumnKind::Text),
        ("categorisation-cause", 30, ColumnKind::Text),
        ("categorisation-decided-tier", 10, ColumnKind::Whole),
        ("categorisation-proposed-tier", 10, ColumnKind::Whole),
        ("common-status", 24, ColumnKind::Text),
        ("categorisation-raised", 12, ColumnKind::Date),
        ("categorisation-raised-by", 26, ColumnKind::Text),
    ];
    let cells = |row: &ProposalRow| {
        vec![
            Cell::text(&row.vendor_name),
            Cell::text(web.word(&format!("tiering-cause-{}", row.cause))),
            Cell::maybe_count(row.from_tier),
            Cell::count(row.tier),
            Cell::text(web.word(&format!("categorisation-state-{}", row.state))),
            Cell::day(row.created_at),
            Cell::text(&row.raised_by_name),
        ]
    };
    export_list(web, params, "categorisation-proposals", &columns, rows.iter().map(cells).collect(), total)
}

struct Loaded {
    proposal: Proposal,
    open: bool,
    vendor: Vendor,
    latest: Option<CategorisationRecord>,
    models: Models,
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let l = web
        .read(move |c, ctx| {
            let proposal = store::find_proposal(c, &ctx.scope, &id)?;
            Ok(Loaded {
                open: store::is_open(c, &ctx.scope, &proposal)?,
                vendor: vendors::find(c, &ctx.scope, &proposal.vendor_id)?,
                latest: vendors::latest_categorisation(c, &ctx.scope, &proposal.vendor_id)?,
                models: tiering::models(c, &ctx.scope)?,
                proposal,
            })
        })
        .await?;
    let today = web.ctx()?.today();
    let waits = l.open && l.proposal.status == ProposalStatus::Open;
    let now_criteria = l.latest.as_ref().map(CategorisationRecord::criteria);
    // What is decided already is shown as it was then.
    let (left, right, model) = if waits {
        let merged =
            rules::merged(now_criteria.as_ref(), l.proposal.criteria_before().as_ref(), &l.proposal.criteria());
        let left = if l.proposal.applied { l.proposal.criteria_before() } else { now_criteria };
        (left, merged, l.models.on(today))
    } else {
        (l.proposal.criteria_before(), l.proposal.criteria(), l.models.find(&l.proposal.model_version)?)
    };
    let outcome = |criteria: &tiering::Criteria| {
        let result = tiering::categorise(&model, criteria);
        Outcome {
            tier: Some(i32::from(result.tier)),
            preliminary: result.preliminary,
            reasons: reasons(&web, &model, &result),
            order_value: i32::try_from(result.order_value).ok(),
            model_version: Some(model.version.clone()),
            who: None,
            at: None,
        }
    };
    let nothing = Outcome {
        tier: None,
        preliminary: false,
        reasons: Vec::new(),
        order_value: None,
        model_version: None,
        who: None,
        at: None,
    };
    let decided = l.latest.as_ref().filter(|_| waits && !l.proposal.applied);
    let now = Outcome {
        who: decided.map(|latest| latest.decided_by_name.clone()),
        at: decided.map(|latest| latest.decided_at),
        ..left.as_ref().map_or(nothing, &outcome)
    };
    let unjudged = web.word("categorisation-unjudged");
    let criteria = Criterion::ALL
        .iter()
        .map(|criterion| ComparedRow {
            label: tiering::model_text(&web, &model, criterion.as_str()),
            now: left.as_ref().map_or_else(|| unjudged.clone(), |all| level_text(&web, &model, *criterion, all)),
            proposed: level_text(&web, &model, *criterion, &right),
            changed: left.as_ref().is_none_or(|all| all.get(*criterion) != right.get(*criterion)),
        })
        .collect();
    let calculated = l.latest.as_ref().map(|latest| latest.tier);
    let body = ProposalPage {
        row: row(&l.proposal, l.vendor.legal_name.clone(), waits),
        now,
        proposed: outcome(&right),
        moved_to: l.vendor.tier.filter(|shown| waits && calculated.is_some_and(|tier| tier != *shown)),
        criteria,
        note: l.proposal.note.clone(),
        decided_by_name: l.proposal.decided_by_name.clone(),
        decided_at: l.proposal.decided_at,
        form,
        version: l.proposal.version,
        can_decide: waits && web.can(Permission::Categorise),
    };
    let title = web.word_with("categorisation-proposal-title", &[("name", l.vendor.legal_name.clone())]);
    let crumbs = crumbs(&web, &[("categorisation-proposals", "/tier-proposals")]);
    web.page_titled(status, "pages/categorisation/proposal", title, crumbs, &body)
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    let done = match fields.required::<Decision>("decision", "error-choice") {
        Ok(decision) => web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), decision, &note)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(proposal) => {
            let said = if proposal.status == ProposalStatus::Accepted {
                "categorisation-accepted"
            } else {
                "categorisation-dismissed"
            };
            web.redirect_saying("/tier-proposals", "ok", said, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(refusal) => Err(refusal),
    }
}
