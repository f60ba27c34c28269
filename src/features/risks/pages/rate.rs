//! Lens A: one's own rating, and the value that is agreed when both are in.

use super::{band_texts, crumbs, levels};
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::risks::actions::{self, Agreed, Rated};
use crate::features::risks::model::ConsequenceCategory;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{Consequences, Rating, Risk};
use crate::features::risks::rules::table::{Span, Table};
use crate::features::risks::views::{CategoryField, RatePage, RatingRow};
use crate::features::risks::{store, tables};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// A rating as it is shown, when it may be.
pub fn rating_row(rating: &Rating, table: &Table) -> Result<RatingRow> {
    let consequences = rating.consequences()?;
    let worst = consequences.values().copied().max_by_key(|span| (span.high, span.low));
    Ok(RatingRow {
        rater_name: rating.rater_name.clone(),
        rated_at: rating.rated_at,
        likelihood: levels("S", rating.likelihood()),
        level: worst.and_then(|k| table.worst(rating.likelihood(), k)),
        consequences: consequences.into_iter().map(|(category, span)| (category, levels("K", span))).collect(),
        note: rating.note.clone(),
    })
}

struct Loaded {
    risk: Risk,
    table: Table,
    ratings: Vec<Rating>,
    count: usize,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id, agreeing: bool) -> Result<Loaded> {
    let risk = store::find(c, &ctx.scope, id)?;
    let (ratings, count) = actions::shown_ratings(c, ctx, &risk)?;
    // What is agreed is judged by the table that the ratings were made with.
    let table = match ratings.first().filter(|_| agreeing) {
        Some(rating) => tables::named(c, ctx, &rating.table_version)?,
        None => tables::current(c, ctx)?,
    };
    Ok(Loaded { risk, table, ratings, count })
}

/// What each level of a consequence means, beside its letter.
fn level_choices(web: &Web, table: &Table, category: ConsequenceCategory) -> Vec<Choice> {
    let model = RiskModel::current();
    let anchors = model.anchors.iter().find(|anchors| anchors.category == category);
    // The anchors are written for the model's own steps.
    let texts = anchors.map(|a| a.texts(web.language())).filter(|texts| texts.len() == table.size());
    (1..=table.top())
        .map(|level| {
            let at = usize::try_from(level - 1).ok();
            let text = texts.and_then(|texts| texts.get(at?));
            let label = text.map_or_else(|| format!("K{level}"), |text| format!("K{level} · {text}"));
            Choice::new(level, label)
        })
        .collect()
}

fn fields_of(rating: &Rating) -> Result<FormState> {
    let form = FormState::default()
        .with("likelihood_low", rating.likelihood_low)
        .with("likelihood_high", rating.likelihood_high)
        .with("note", rating.note.clone().unwrap_or_default());
    Ok(rating.consequences()?.into_iter().fold(form, |form, (category, span)| {
        form.with(&format!("{category}_low"), span.low).with(&format!("{category}_high"), span.high)
    }))
}

/// The span that holds both ratings: where the discussion begins.
fn widest(ratings: &[Rating]) -> Result<FormState> {
    let mut form = FormState::default();
    let spans = ratings.iter().map(Rating::likelihood).reduce(Span::with);
    if let Some(span) = spans {
        form = form.with("likelihood_low", span.low).with("likelihood_high", span.high);
    }
    for category in ConsequenceCategory::ALL {
        let mut both = None::<Span>;
        for rating in ratings {
            if let Some(span) = rating.consequences()?.get(category) {
                both = Some(both.map_or(*span, |known| known.with(*span)));
            }
        }
        if let Some(span) = both {
            form = form.with(&format!("{category}_low"), span.low).with(&format!("{category}_high"), span.high);
        }
    }
    Ok(form)
}

/// How far apart the two are: steps of likelihood, and the most steps of any consequence.
fn spread(web: &Web, ratings: &[Rating]) -> Result<Option<String>> {
    let [first, second] = ratings else { return Ok(None) };
    let apart = |a: Span, b: Span| (a.high - b.high).abs().max((a.low - b.low).abs());
    let (one, other) = (first.consequences()?, second.consequences()?);
    let consequence = one.iter().filter_map(|(key, span)| Some(apart(*span, *other.get(key)?))).max().unwrap_or(0);
    let likelihood = apart(first.likelihood(), second.likelihood());
    let key = if likelihood + consequence == 0 { "risks-spread-none" } else { "risks-spread" };
    let args = [("likelihood", likelihood.to_string()), ("consequence", consequence.to_string())];
    Ok(Some(web.word_with(key, &args)))
}

async fn page_with(web: Web, id: Id, agreeing: bool, status: StatusCode, form: Option<FormState>) -> Answer {
    let own_id = web.ctx()?.actor.person_id.clone();
    let l = web.read(move |c, ctx| load(c, ctx, &id, agreeing)).await?;
    if agreeing && l.count < 2 {
        return Err(Refusal::rule_with("rule-risk-two-ratings", &[("count", l.count.to_string())]));
    }
    if !agreeing && l.count >= 2 {
        return Err(Refusal::rule("rule-risk-both-rated"));
    }
    let form = match form {
        Some(form) => form,
        None if agreeing => widest(&l.ratings)?,
        None => match l.ratings.iter().find(|rating| rating.rater_id == own_id) {
            Some(own) => fields_of(own)?,
            None => FormState::default(),
        },
    };
    let form = if form.values.contains_key("version") { form } else { form.with("version", l.risk.version) };
    let mut categories = Vec::new();
    for category in ConsequenceCategory::ALL {
        let mut said = Vec::new();
        for rating in l.ratings.iter().filter(|_| agreeing) {
            let span = rating.consequences()?.get(category).map(|span| levels("K", *span));
            said.push(format!("{}: {}", rating.rater_name, span.unwrap_or_else(|| web.word("risks-not-judged"))));
        }
        categories.push(CategoryField {
            category: *category,
            own: *category == l.risk.category,
            low_field: format!("{category}_low"),
            high_field: format!("{category}_high"),
            choices: level_choices(&web, &l.table, *category),
            said,
        });
    }
    categories.sort_by_key(|field| !field.own);
    let rows: Result<Vec<RatingRow>> = l.ratings.iter().map(|rating| rating_row(rating, &l.table)).collect();
    let bands = (1..).zip(band_texts(&web, &l.table)).map(|(n, text)| Choice::new(n, format!("S{n} · {text}")));
    let body = RatePage {
        form,
        agreeing,
        bands: bands.collect(),
        categories,
        spread: spread(&web, &l.ratings)?,
        ratings: if agreeing { rows? } else { Vec::new() },
        table_version: l.table.version.clone(),
        risk_title: l.risk.title.clone(),
        threat: l.risk.threat.clone(),
        asset: l.risk.asset.clone(),
        risk_id: l.risk.id.clone(),
    };
    let title = web.word(if agreeing { "risks-agree" } else { "risks-rate" });
    web.page_titled(status, "pages/risks/rate", title, crumbs(&web, &l.risk), &body)
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    page_with(web, id.into_inner(), false, StatusCode::OK, None).await
}

pub async fn agree_form(web: Web, id: Path<Id>) -> Answer {
    page_with(web, id.into_inner(), true, StatusCode::OK, None).await
}

/// Both ends of a span; one that is given alone is both.
fn span(fields: &Fields, name: &str, checks: &mut Checks) -> Option<Span> {
    let mut end = |end: &str| checks.keep(fields.parsed::<i32>(&format!("{name}_{end}"), "error-choice")).flatten();
    let (low, high) = (end("low"), end("high"));
    low.or(high).zip(high.or(low)).map(|(low, high)| Span { low, high })
}

fn read(fields: &Fields, checks: &mut Checks) -> (Span, Consequences) {
    let likelihood = span(fields, "likelihood", checks);
    if likelihood.is_none() {
        checks.add(FieldError::new("likelihood_low", "error-choice"));
    }
    let all = ConsequenceCategory::ALL.iter();
    let consequences = all.filter_map(|category| Some((*category, span(fields, category.as_str(), checks)?))).collect();
    (likelihood.unwrap_or(Span { low: 1, high: 1 }), consequences)
}

pub async fn rate(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (likelihood, consequences) = read(&fields, &mut checks);
    let rated = Rated { likelihood, consequences, note: fields.optional("note") };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::rate(c, ctx, &key, &rated)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#lens-a"), "ok", "risks-rated", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, id, false, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn agree(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (likelihood, consequences) = read(&fields, &mut checks);
    let agreed = Agreed { likelihood, consequences, reason: fields.text("reason") };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::agree(c, ctx, &key, Some(version), &agreed)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#lens-a"), "ok", "risks-agreed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, id, true, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
