//! The region's page of a case, and the letter for both sides.

use super::{
    base, claim_rows, facts, files_of, head, missing, open, review_rows, ruling_views, side, tier_lines, verdict_tone,
};
use crate::access::{Permission, Side};
use crate::base::{Id, Language, Refusal, Result};
use crate::features::subcontractors::effect;
use crate::features::subcontractors::letter;
use crate::features::subcontractors::model::{Authorisation, CaseState, CriteriaModel, Decision};
use crate::features::subcontractors::records::{Case, Proposal, Review, VerdictRow, texts};
use crate::features::subcontractors::rules::{self, Silent};
use crate::features::subcontractors::views::{ClaimRow, ProposalView, ShowPage, VerdictLine};
use crate::features::subcontractors::{actions, store};
use crate::features::tiering;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::kit::{Ctx, audit};
use crate::platform::view::{FormState, HistoryLine};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub(super) fn title(web: &Web, case: &Case) -> String {
    let number = ("number", case.number.to_string());
    if case.name.is_empty() {
        web.word_with("subcontracts-show-title-stopped", &[number])
    } else {
        web.word_with("subcontracts-show-title", &[number, ("name", case.name.clone())])
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, FormState::default(), None).await
}

/// The certificate's form was refused; each side on its own page.
pub(super) async fn upload_refused(web: Web, id: Id, form: FormState) -> Answer {
    match side(&web)? {
        Side::Vendor => super::portal::show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Side::Region => show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, form, None).await,
    }
}

async fn show_with(
    web: Web,
    id: Id,
    status: StatusCode,
    upload_form: FormState,
    terms_form: Option<FormState>,
) -> Answer {
    let loaded = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let open = open(c, ctx, &id)?;
            let case = &open.case;
            let shown = case.state.is_open() || case.state == CaseState::Draft;
            let effect = if shown && !case.name.is_empty() { Some(effect::of(c, ctx, case)?) } else { None };
            Ok((
                store::verdicts(c, &ctx.scope, case)?,
                store::reviews(c, &ctx.scope, case)?,
                store::proposal(c, &ctx.scope, case)?,
                store::objections(c, case)?,
                store::closure(c, case)?,
                store::terms(c, &case.contract_id)?,
                audit::history(c, ctx, &case.id)?,
                tiering::models(c, &ctx.scope)?,
                effect,
                open,
            ))
        })
        .await?;
    let (verdicts, reviews, proposal, objections, closure, terms, events, models, effect, open) = loaded;
    let ctx = web.ctx()?;
    let case = &open.case;
    let claims = claim_rows(&web, Side::Region, &open, false);
    let criteria = verdict_lines(case, claims, &verdicts);
    let asked: Vec<ClaimRow> = criteria.iter().filter(|line| line.asked).map(|line| line.claim.clone()).collect();
    let editable = case.by_phone && case.state.is_editable() && ctx.can(Permission::SubcontractApply);
    let mut tiers = effect.as_ref().map(|effect| tier_lines(&web, effect, &models)).transpose()?.unwrap_or_default();
    let mut tier_model = effect.as_ref().and_then(|e| e.main()).map(|main| main.model_version.clone());
    if tiers.is_empty()
        && let Some(ruling) = open.rulings.first()
    {
        let reasons: Option<Vec<tiering::Reason>> = serde_json::from_str(&ruling.tier_reasons).unwrap_or_default();
        let model = models.on(crate::base::clock::swedish_date(ruling.decided_at.utc()));
        tier_model = Some(model.version.clone());
        tiers.push(crate::features::subcontractors::views::TierLine {
            vendor_id: case.vendor_id.clone(),
            vendor_name: open.vendor_name.clone(),
            before: ruling.tier_before,
            after: ruling.tier_after,
            preliminary: false,
            raised: ruling.tier_before.zip(ruling.tier_after).is_some_and(|(before, after)| after < before),
            reasons: reasons
                .unwrap_or_default()
                .iter()
                .map(|reason| tiering::reason_text(&web, &model, reason))
                .collect(),
        });
    }
    let known = Silent {
        authorisation: case.authorisation,
        tier: effect
            .as_ref()
            .and_then(|effect| effect.main())
            .and_then(|main| main.before.zip(main.after).map(|(before, after)| before.min(after))),
        data_class: case.facts().data_class,
        third_country: super::is_third(case),
        care: case.is_care,
        patient_data: case.facts().patient_data,
        objected: !objections.is_empty(),
    };
    let model = CriteriaModel::named(&case.criteria_version);
    let rows = review_rows(ctx, case, &reviews);
    let body = ShowPage {
        actions: possible(ctx, case, &reviews),
        can_begin: case.state == CaseState::Submitted && ctx.can(Permission::SubcontractCompleteness),
        editable,
        can_attach_certificate: ctx.can(Permission::SubcontractApply)
            && (case.state.is_allowed() || case.state == CaseState::Revoked),
        can_terms: ctx.can(Permission::ChainEdit),
        terms_form: terms_form.unwrap_or_else(|| {
            let now = terms.as_ref().map_or(Authorisation::Specific, |terms| terms.authorisation);
            FormState::default().with("authorisation", now)
        }),
        terms_version: terms.as_ref().map_or(0, |terms| terms.version),
        authorisations: Authorisation::ALL,
        claims_missing: missing(&asked),
        facts: if case.name.is_empty() { Vec::new() } else { facts(&web, &open) },
        criteria: if case.name.is_empty() { Vec::new() } else { criteria },
        reviews: rows,
        tiers,
        tier_model,
        silence_counts: rules::silence_approves(&known, &model.silence),
        silence_passed: case.silence_at.is_some(),
        proposal: proposal.map(proposal_view),
        rulings: ruling_views(&open.rulings),
        objections,
        closure,
        certificate: files_of(&open, Side::Region, actions::DELETION),
        history: events.into_iter().map(|event| history_line(&web, event)).collect(),
        upload_form,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        head: head(&web, Side::Region, &open),
    };
    let title = title(&web, case);
    let crumbs = vec![(web.word("subcontracts-title"), base(Side::Region).to_string())];
    web.page_titled(status, "pages/subcontracts/show", title, crumbs, &body)
}

pub(super) fn verdict_lines(case: &Case, claims: Vec<ClaimRow>, verdicts: &[VerdictRow]) -> Vec<VerdictLine> {
    let model = CriteriaModel::named(&case.criteria_version);
    let criteria = model.of(case.is_care, case.is_processor);
    criteria
        .zip(claims)
        .map(|(criterion, claim)| {
            let found = verdicts.iter().find(|row| row.criterion == criterion.number);
            let verdict = found.map(|row| row.verdict);
            VerdictLine {
                asked: criterion.asked,
                reviewer: criterion.reviewer,
                verdict,
                tone: verdict_tone(verdict),
                note: found.and_then(|row| row.note.clone()),
                judged_by_name: found.map(|row| row.judged_by_name.clone()),
                verdict_field: format!("verdict_{}", criterion.number),
                verdict_note_field: claim.note_field.clone(),
                claim,
            }
        })
        .collect()
}

pub(super) fn proposal_view(proposal: Proposal) -> ProposalView {
    ProposalView {
        decision: proposal.decision,
        conditions: texts(&proposal.conditions),
        reason: proposal.reason,
        valid_until: proposal.valid_until,
        proposed_by_name: proposal.proposed_by_name,
        proposed_at: proposal.proposed_at,
    }
}

/// The steps that this person can take now, as the last segments of their addresses.
fn possible(ctx: &Ctx, case: &Case, reviews: &[Review]) -> Vec<&'static str> {
    use crate::features::subcontractors::rules::Step;
    let reviewed = reviews.iter().all(|review| review.done_at.is_some());
    let can = |step: Step| rules::next(case.state, step).is_ok();
    let in_notice = case.authorisation == Authorisation::General
        && case.state.is_open()
        && case.notice_until.is_some_and(|until| ctx.today() <= until);
    let decides = reviewed && can(Step::Decide(Decision::Approved));
    let all = [
        ("completion", can(Step::AskCompletion), Permission::SubcontractCompleteness),
        ("propose", decides, Permission::SubcontractReview),
        ("decide", decides, Permission::SubcontractDecide),
        ("object", in_notice, Permission::SubcontractDecide),
        ("emergency", can(Step::Emergency), Permission::SubcontractEmergency),
        ("change", can(Step::Change), Permission::SubcontractApply),
        ("end", can(Step::End), Permission::SubcontractDecide),
        ("revoke", can(Step::Revoke), Permission::SubcontractDecide),
    ];
    all.into_iter().filter(|(_, open, permission)| *open && ctx.can(*permission)).map(|(step, ..)| step).collect()
}

fn history_line(web: &Web, event: audit::Event) -> HistoryLine {
    HistoryLine {
        at: event.at,
        who: web.who(&event),
        text: web.word(&format!("subcontracts-history-{}", event.verb)),
        note: None,
        tone: match event.verb.as_str() {
            "subcontract_decide" => "ok",
            "subcontract_stop" | "subcontract_revoke" => "serious",
            "return" | "subcontract_object" | "subcontract_silence" => "attention",
            _ => "neutral",
        },
    }
}

pub async fn begin(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::begin(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/subcontracts/{id}/case-reviews/completeness"), "ok", "subcontracts-begun", &[])
}

/// What the contract says; posted from the page of a case, which it leads back to.
pub async fn terms(form: Posted, contract_id: Path<Id>) -> Answer {
    let (Posted { web, fields }, contract_id) = (form, contract_id.into_inner());
    let back: Option<Id> = fields.id("case_id").ok().flatten();
    let (version, note) = (fields.version(), fields.optional("note"));
    let saved = match fields.required::<Authorisation>("authorisation", "error-choice") {
        Ok(authorisation) => {
            web.write(move |c, ctx| {
                actions::set_terms(c, ctx, &contract_id, Some(version), authorisation, note.as_deref())
            })
            .await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    let home = back.as_ref().map_or_else(|| "/subcontracts".to_string(), |id| format!("/subcontracts/{id}"));
    match (saved, back) {
        (Ok(_), _) => web.redirect_saying(home, "ok", "subcontracts-terms-saved", &[]),
        (Err(Refusal::Invalid(errors)), Some(id)) => {
            let form = web.form_with(&fields, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, FormState::default(), Some(form)).await
        }
        (Err(refusal), _) => Err(refusal),
    }
}

/// The letter of the latest decision, in the reader's language or the one asked for.
pub async fn letter(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let id = id.into_inner();
    let (case, ruling) = web
        .read(move |c, ctx| {
            let case = store::find(c, &ctx.scope, &id)?;
            let ruling = store::rulings(c, &case)?.into_iter().next().ok_or(Refusal::NotFound)?;
            Ok((case, ruling))
        })
        .await?;
    let app = web.app.clone();
    let bytes: Result<Vec<u8>> =
        tokio::task::spawn_blocking(move || letter::pdf(&app, &ruling, language)).await.map_err(Refusal::fault)?;
    web.download(&letter::file_name(&case, language), "application/pdf", bytes?)
}
