//! Templates are drafted, changed and published; an agenda is made from the one that holds for the vendor's tier.

use super::model::{Body, Point, TemplateState};
use super::records::{AgendaMade, AgendaTemplate};
use super::{rules, store};
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::dialogues::actions::MAX_TITLE;
use crate::features::dialogues::model::Section;
use crate::features::dialogues::store::sources::Line;
use crate::features::dialogues::{decisions, records::Dialogue};
use crate::features::vendors;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet};

/// A template as it is written. A point without an id is new.
#[derive(Debug, Clone, Default)]
pub struct TemplateEdit {
    pub name: String,
    pub tier: Option<i32>,
    pub sections: Vec<Section>,
    pub points: Vec<(Option<Id>, Section, String, String)>,
}

/// Starts a draft. Errors: at the fields.
pub fn draft_template(c: &mut Db, ctx: &Ctx, edit: &TemplateEdit) -> Result<AgendaTemplate> {
    ctx.require(Permission::ModelEdit)?;
    let body = checked(ctx, edit)?;
    let row = AgendaTemplate {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        tier: edit.tier,
        number: store::last_number(c, &ctx.scope)?.saturating_add(1),
        name: text::tidy(&edit.name),
        state: TemplateState::Draft,
        body: written(&body)?,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        published_by_name: None,
        published_at: None,
        version: 1,
    };
    store::insert(c, &ctx.scope, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "agenda_template", &row.id).named(&row.name).after(&row))?;
    Ok(row)
}

/// Changes a draft. Errors: at the fields, Conflict, `rule-agenda-published`.
pub fn change_template(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    edit: &TemplateEdit,
) -> Result<AgendaTemplate> {
    ctx.require(Permission::ModelEdit)?;
    let before = a_draft(c, ctx, id, version)?;
    let body = checked(ctx, edit)?;
    let after =
        AgendaTemplate { tier: edit.tier, name: text::tidy(&edit.name), body: written(&body)?, ..before.clone() };
    let saved = store::save(c, &ctx.scope, after)?;
    let entry = audit::Entry::new("update", "agenda_template", &saved.id).named(&saved.name).change(&before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// The draft holds from the next agenda on; what held before for the same tier is kept as retired.
/// Errors: Conflict, `rule-agenda-published`.
pub fn publish_template(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<AgendaTemplate> {
    ctx.require(Permission::ModelPublish)?;
    let before = a_draft(c, ctx, id, version)?;
    for row in store::published(c, &ctx.scope)?.into_iter().filter(|row| row.tier == before.tier) {
        let ended = store::save(c, &ctx.scope, AgendaTemplate { state: TemplateState::Retired, ..row.clone() })?;
        let entry = audit::Entry::new("end", "agenda_template", &ended.id).named(&ended.name).change(&row, &ended);
        audit::record(c, ctx, entry)?;
    }
    let after = AgendaTemplate {
        state: TemplateState::Published,
        published_by_name: Some(ctx.actor.name.clone()),
        published_at: Some(ctx.instant()),
        ..before.clone()
    };
    let saved = store::save(c, &ctx.scope, after)?;
    let entry = audit::Entry::new("publish", "agenda_template", &saved.id).named(&saved.name).change(&before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

fn a_draft(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<AgendaTemplate> {
    let row = store::find(c, &ctx.scope, id)?;
    refusal::check_version(version, row.version, || BTreeMap::from([("name".to_string(), row.name.clone())]))?;
    if row.state == TemplateState::Draft { Ok(row) } else { Err(Refusal::rule("rule-agenda-published")) }
}

fn written(body: &Body) -> Result<String> {
    serde_json::to_string(body).map_err(Refusal::fault)
}

/// The template without faults. Errors: `name`, `tier`, `sections` without a required heading, `points.<n>.<field>`.
fn checked(ctx: &Ctx, edit: &TemplateEdit) -> Result<Body> {
    let mut checks = Checks::default();
    checks.required("name", &edit.name);
    checks.longest("name", &edit.name, MAX_TITLE);
    checks.that(edit.tier.is_none_or(|tier| (1..=4).contains(&tier)), "tier", "error-choice");
    checks.that(rules::left_out(&edit.sections).is_empty(), "sections", "error-agenda-required");
    if edit.points.len() > rules::MAX_POINTS {
        checks.add(FieldError::new("points", "error-agenda-points").with("max", rules::MAX_POINTS));
    }
    for ((_, _, sv, en), place) in edit.points.iter().zip(0..) {
        let field = |name: &str| format!("points.{place}.{name}");
        checks.required(&field("title_sv"), sv);
        checks.longest(&field("title_sv"), sv, MAX_TITLE);
        checks.longest(&field("title_en"), en, MAX_TITLE);
    }
    checks.done()?;
    let mut seen = BTreeSet::new();
    let points = edit.points.iter().map(|(id, section, sv, en)| Point {
        // The same id twice would make two points one on the next agenda.
        id: id.clone().filter(|id| seen.insert(id.clone())).unwrap_or_else(|| ctx.new_id()),
        section: *section,
        title_sv: text::tidy(sv),
        title_en: text::non_empty(en).map_or_else(|| text::tidy(sv), |en| text::tidy(&en)),
    });
    let points = points.collect();
    let sections = Section::ALL.iter().copied().filter(|section| edit.sections.contains(section)).collect();
    Ok(Body { sections, points })
}

/// The lines of a new dialogue: with the decisions that are not carried out, in the shape of the template that holds
/// for the vendor's tier. Notes which template it was.
pub fn begin(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, lines: Vec<Line>) -> Result<Vec<Line>> {
    let tier = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?.tier;
    let published = store::published(c, &ctx.scope)?;
    let of_tier = published.iter().find(|row| row.tier.is_some() && row.tier == tier);
    let template = of_tier.or_else(|| published.iter().find(|row| row.tier.is_none()));
    let made = AgendaMade {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        template_id: template.map(|row| row.id.clone()),
    };
    store::note_made(c, &ctx.scope, &made)?;
    complete(c, ctx, dialogue, template, lines)
}

/// The lines of a dialogue that has an agenda already, in the shape of the template that it was made from.
pub fn renew(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, lines: Vec<Line>) -> Result<Vec<Line>> {
    let template = store::of_dialogue(c, &ctx.scope, &dialogue.id)?;
    complete(c, ctx, dialogue, template.as_ref(), lines)
}

fn complete(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    template: Option<&AgendaTemplate>,
    mut lines: Vec<Line>,
) -> Result<Vec<Line>> {
    lines.extend(decisions::carried(c, ctx, &dialogue.contract_id)?);
    let body = template.map(AgendaTemplate::read_body).transpose()?.unwrap_or_else(Body::shipped);
    Ok(rules::shape(lines, &body))
}
