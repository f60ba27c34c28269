//! One step of a case at a time: a review, or one of the things that are decided.

use super::show::{proposal_view, verdict_lines};
use super::{base, claim_rows, head, open, review_rows, side, tier_lines};
use crate::access::{Permission, Side};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::chains::Orphans;
use crate::features::subcontractors::actions::{self, EndInput, Judged, ReviewInput, Ruled, SameAs};
use crate::features::subcontractors::effect;
use crate::features::subcontractors::model::{
    ChangeCause, CriteriaModel, Decision, ObjectionGround, Remedy, ReviewKind, ReviewOutcome, Verdict,
};
use crate::features::subcontractors::records::texts;
use crate::features::subcontractors::rules;
use crate::features::subcontractors::store;
use crate::features::subcontractors::views::{ReviewPage, StepPage};
use crate::features::tiering;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// The steps that have a form, and what each asks of the role: the last segments of their addresses.
const STEPS: &[(&str, Permission)] = &[
    ("completion", Permission::SubcontractCompleteness),
    ("propose", Permission::SubcontractReview),
    ("decide", Permission::SubcontractDecide),
    ("object", Permission::SubcontractDecide),
    ("emergency", Permission::SubcontractEmergency),
    ("change", Permission::SubcontractApply),
    ("end", Permission::SubcontractDecide),
    ("revoke", Permission::SubcontractDecide),
];

/// Which step an address names.
fn step_of(web: &Web) -> Result<&'static str> {
    let last = web.path.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    STEPS.iter().find(|(step, _)| *step == last).map(|(step, _)| *step).ok_or(Refusal::NotFound)
}

async fn step_with(web: Web, id: Id, step: &'static str, status: StatusCode, form: Option<FormState>) -> Answer {
    let side = side(&web)?;
    let loaded = web
        .read(move |c, ctx| {
            let open = open(c, ctx, &id)?;
            let region = ctx.scope.side() == Side::Region;
            let case = &open.case;
            let decides = region && matches!(step, "decide" | "propose" | "emergency");
            let folded = text::fold(&case.name);
            let effect = if decides { Some(effect::of(c, ctx, case)?) } else { None };
            let known = effect.as_ref().is_none_or(|effect| effect.existing.is_some()) || case.link_id.is_some();
            let named = if known || case.facts().org_number.is_some() || !decides {
                Vec::new()
            } else {
                store::namesakes(c, &ctx.scope, &folded)?
            };
            Ok((
                if region { store::reviews(c, &ctx.scope, case)? } else { Vec::new() },
                if region { store::proposal(c, &ctx.scope, case)? } else { None },
                if region { Some(tiering::models(c, &ctx.scope)?) } else { None },
                effect,
                named,
                open,
            ))
        })
        .await?;
    let (reviews, proposal, models, effect, named, open) = loaded;
    let ctx = web.ctx()?;
    let terms = CriteriaModel::named(&open.case.criteria_version).terms;
    let today = ctx.today();
    let from = open.case.starts_on.map_or(today, |day| day.max(today));
    let longest = match step {
        "decide" | "propose" => Some(rules::longest_validity(from, &terms)),
        "emergency" => Some(rules::plus_days(today, terms.emergency_days)),
        _ => None,
    };
    let fresh = || {
        let form = FormState::default().with("version", open.case.version);
        let form = match (step, &proposal) {
            ("decide" | "propose", Some(said)) => form
                .with("decision", said.decision)
                .with("reason", &said.reason)
                .with("conditions", texts(&said.conditions).join("\n"))
                .with("valid_until", said.valid_until.map(|day| day.to_string()).unwrap_or_default()),
            ("decide" | "propose" | "emergency", _) => {
                form.with("valid_until", longest.map(|day| day.to_string()).unwrap_or_default())
            }
            _ => form,
        };
        form.with("ended_on", today)
    };
    let decisions: Vec<&'static str> =
        [Decision::Approved, Decision::Conditional, Decision::Refused].iter().map(|d| d.as_str()).collect();
    let mut namesakes: Vec<Choice> = named
        .into_iter()
        .map(|(id, name, number)| {
            let number = crate::features::vendors::shown_number(number.as_deref());
            Choice::new(id, number.map_or_else(|| name.clone(), |number| format!("{name}, {number}")))
        })
        .collect();
    if !namesakes.is_empty() {
        namesakes.push(Choice::new("another", web.word("subcontracts-same-another")));
    }
    let tiers = match (&effect, &models) {
        (Some(effect), Some(models)) => tier_lines(&web, effect, models)?,
        _ => Vec::new(),
    };
    let body = StepPage {
        step,
        form: form.unwrap_or_else(fresh),
        decisions,
        grounds: ObjectionGround::ALL,
        remedies: Remedy::ALL,
        causes: ChangeCause::ALL,
        orphans: Orphans::ALL,
        namesakes,
        tiers,
        reviews: review_rows(ctx, &open.case, &reviews),
        proposal: proposal.map(proposal_view).filter(|_| step == "decide"),
        certified: open.files.iter().any(|file| file.part == actions::DELETION),
        longest,
        head: head(&web, side, &open),
    };
    let title = web.word(&format!("subcontracts-do-{step}"));
    let crumbs = vec![
        (web.word("subcontracts-title"), base(side).to_string()),
        (super::show::title(&web, &open.case), body.head.href.clone()),
    ];
    web.page_titled(status, "pages/subcontracts/step", title, crumbs, &body)
}

/// `/subcontracts/{id}/<step>`, and `/portal/subcontracts/{id}/change`.
pub async fn step(web: Web, id: Path<Id>) -> Answer {
    let step = step_of(&web)?;
    step_with(web, id.into_inner(), step, StatusCode::OK, None).await
}

fn lines(fields: &Fields, name: &str) -> Vec<String> {
    fields.text(name).lines().filter_map(text::non_empty).collect()
}

fn ruled(fields: &Fields, checks: &mut Checks, decision: Option<Decision>) -> Ruled {
    let same_as = match fields.optional("same_as").as_deref() {
        None => SameAs::Unsaid,
        Some("another") => SameAs::Another,
        Some(_) => checks.keep(fields.id("same_as")).flatten().map_or(SameAs::Unsaid, SameAs::Node),
    };
    Ruled {
        decision: decision
            .or_else(|| checks.keep(fields.required("decision", "error-choice")))
            .unwrap_or(Decision::Refused),
        reason: fields.text("reason"),
        conditions: lines(fields, "conditions"),
        valid_until: checks.keep(fields.date("valid_until")).flatten(),
        diary_number: fields.optional("diary_number"),
        same_as,
    }
}

/// Takes the step; gives the address to go on to.
async fn take(web: &Web, id: &Id, step: &'static str, fields: &Fields) -> Result<String> {
    let (key, version) = (id.clone(), Some(fields.version()));
    let mut checks = Checks::default();
    let home = format!("{}/{id}", base(side(web)?));
    match step {
        "completion" => {
            let asked = fields.text("text");
            web.write(move |c, ctx| actions::ask_completion(c, ctx, &key, version, &asked)).await?;
        }
        "propose" => {
            let mut said = ruled(fields, &mut checks, None);
            checks.done()?;
            said.valid_until = said.valid_until.filter(|_| said.decision != Decision::Refused);
            web.write(move |c, ctx| actions::propose(c, ctx, &key, version, &said)).await?;
        }
        "decide" | "emergency" => {
            let hurry = step == "emergency";
            let mut said = ruled(fields, &mut checks, hurry.then_some(Decision::Temporary));
            checks.done()?;
            // The form suggests a last day; a refusal has none.
            said.valid_until = said.valid_until.filter(|_| said.decision != Decision::Refused);
            web.write(move |c, ctx| {
                if hurry {
                    actions::emergency(c, ctx, &key, version, &said)
                } else {
                    actions::decide(c, ctx, &key, version, &said)
                }
            })
            .await?;
        }
        "object" => {
            let ground: Option<ObjectionGround> = checks.keep(fields.required("ground", "error-choice"));
            let remedy: Option<Remedy> = checks.keep(fields.required("remedy", "error-choice"));
            checks.done()?;
            let (Some(ground), Some(remedy)) = (ground, remedy) else { return Err(Refusal::NotFound) };
            let said = fields.text("text");
            web.write(move |c, ctx| actions::object(c, ctx, &key, version, (ground, remedy, &said))).await?;
        }
        "revoke" => {
            let reason = fields.text("reason");
            web.write(move |c, ctx| actions::revoke(c, ctx, &key, version, &reason)).await?;
        }
        "end" => {
            let input = end_input(web, fields, &mut checks, id).await?;
            checks.done()?;
            web.write(move |c, ctx| actions::end(c, ctx, &key, version, &input)).await?;
        }
        _ => {
            let cause: Option<ChangeCause> = checks.keep(fields.required("cause", "error-choice"));
            checks.done()?;
            let cause = cause.ok_or(Refusal::NotFound)?;
            let note = fields.text("change_note");
            let made = web.write(move |c, ctx| actions::change(c, ctx, &key, cause, &note)).await?;
            return Ok(format!("{}/{}/edit", base(side(web)?), made.id));
        }
    }
    Ok(home)
}

async fn end_input(web: &Web, fields: &Fields, checks: &mut Checks, id: &Id) -> Result<EndInput> {
    let key = id.clone();
    let case = web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    Ok(EndInput {
        ended_on: checks.keep(fields.required("ended_on", "error-date")).unwrap_or_default(),
        reason: fields.text("reason"),
        certificate_missing: fields.checked("certificate_missing"),
        orphans: checks.keep(fields.parsed::<Orphans>("orphans", "error-choice")).flatten(),
        finding_title: web.word_with("subcontracts-finding-title", &[("name", case.name)]),
    })
}

pub async fn take_step(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let step = step_of(&web)?;
    match take(&web, &id, step, &fields).await {
        Ok(next) => web.redirect_saying(next, "ok", &format!("subcontracts-done-{step}"), &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            step_with(web, id, step, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}

async fn review_with(web: Web, id: Id, kind: ReviewKind, status: StatusCode, form: Option<FormState>) -> Answer {
    if !web.can(actions::permission(kind)) {
        return Err(Refusal::NotFound);
    }
    let (open, verdicts, reviews, effect, models) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let open = open(c, ctx, &id)?;
            let verdicts = store::verdicts(c, &ctx.scope, &open.case)?;
            let reviews = store::reviews(c, &ctx.scope, &open.case)?;
            let gated = open.case.name.is_empty();
            let effect = if gated { None } else { Some(effect::of(c, ctx, &open.case)?) };
            Ok((open, verdicts, reviews, effect, tiering::models(c, &ctx.scope)?))
        })
        .await?;
    let given = reviews.iter().find(|review| review.kind == kind).ok_or(Refusal::NotFound)?;
    let claims = claim_rows(&web, Side::Region, &open, false);
    let mut criteria = verdict_lines(&open.case, claims, &verdicts);
    criteria.retain(|line| line.reviewer == kind);
    let fresh = || {
        let form = FormState::default()
            .with("version", open.case.version)
            .with("outcome", given.outcome.map(ReviewOutcome::as_str).unwrap_or_default())
            .with("comment", given.comment.clone().unwrap_or_default());
        criteria.iter().fold(form, |form, line| {
            form.with(&line.verdict_field, line.verdict.map(Verdict::as_str).unwrap_or_default())
                .with(&line.verdict_note_field, line.note.clone().unwrap_or_default())
        })
    };
    let tiers = effect.as_ref().map(|effect| tier_lines(&web, effect, &models)).transpose()?.unwrap_or_default();
    let body = ReviewPage {
        kind,
        form: form.unwrap_or_else(fresh),
        verdicts: Verdict::ALL,
        outcomes: ReviewOutcome::ALL,
        tiers: if kind == ReviewKind::Security { tiers } else { Vec::new() },
        head: head(&web, Side::Region, &open),
        criteria,
    };
    let title = web.word(&format!("subcontracts-review-{kind}"));
    let crumbs = vec![
        (web.word("subcontracts-title"), base(Side::Region).to_string()),
        (super::show::title(&web, &open.case), body.head.href.clone()),
    ];
    web.page_titled(status, "pages/subcontracts/review", title, crumbs, &body)
}

fn kind_of(text: &str) -> Result<ReviewKind> {
    text.parse().map_err(|_| Refusal::NotFound)
}

pub async fn review(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, kind) = path.into_inner();
    review_with(web, id, kind_of(&kind)?, StatusCode::OK, None).await
}

pub async fn save_review(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (Posted { web, fields }, (id, kind)) = (form, path.into_inner());
    let kind = kind_of(&kind)?;
    if !web.can(actions::permission(kind)) {
        return Err(Refusal::NotFound);
    }
    let mut checks = Checks::default();
    let mut verdicts = Vec::new();
    for criterion in &CriteriaModel::versions().newest().criteria {
        let (verdict, note) = (format!("verdict_{}", criterion.number), format!("note_{}", criterion.number));
        if fields.get(&verdict).is_some() || fields.get(&note).is_some() {
            let verdict = checks.keep(fields.parsed(&verdict, "error-choice")).flatten();
            verdicts.push(Judged { criterion: criterion.number, verdict, note: fields.optional(&note) });
        }
    }
    let outcome = checks.keep(fields.parsed("outcome", "error-choice")).flatten();
    let input = ReviewInput { verdicts, outcome, comment: fields.optional("comment") };
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::review(c, ctx, &key, Some(version), kind, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/subcontracts/{id}"), "ok", "subcontracts-reviewed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            review_with(web, id, kind, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}
