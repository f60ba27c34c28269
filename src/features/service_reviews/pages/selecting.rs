//! Which services: read from an address or a form, and shown with what it gives.

use crate::base::Id;
use crate::base::refusal::Result;
use crate::features::service_reviews::comparison::{self, Chosen};
use crate::features::service_reviews::model::{Selection, Which};
use crate::features::service_reviews::views::{SelectionView, TakenRow};
use crate::features::services::{self, Catalogue, Compared};
use crate::kit::Ctx;
use crate::kit::web::{Fields, Params};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};

/// How many are listed by name before the rest is only counted.
const SHOWN: usize = 200;

/// From an address. What cannot be read narrows nothing: old links still work.
pub fn of_params(params: &Params) -> Selection {
    Selection {
        platform_id: params.text("platform_id").and_then(|id| id.parse().ok()),
        administration: params.text("administration"),
        q: params.text("q"),
        which: params.text("which").and_then(|which| which.parse().ok()),
        service_ids: ids(params.text("service_ids").as_deref()),
    }
}

/// From a posted form.
pub fn of_fields(fields: &Fields) -> Selection {
    Selection {
        platform_id: fields.optional("platform_id").and_then(|id| id.parse().ok()),
        administration: fields.optional("administration"),
        q: fields.optional("q"),
        which: fields.optional("which").and_then(|which| which.parse().ok()),
        service_ids: ids(fields.optional("service_ids").as_deref()),
    }
}

fn ids(text: Option<&str>) -> Vec<Id> {
    text.unwrap_or_default().split([',', ' ']).filter_map(|id| id.parse().ok()).collect()
}

pub fn taken_row(each: &Compared, types: &Catalogue) -> TakenRow {
    TakenRow {
        id: each.line.id.clone(),
        name: each.line.name.clone(),
        administration: each.line.administration.clone(),
        class: each.line.class().letters(),
        breaches: comparison::breaches(&each.verdict, types),
    }
}

/// What the selection gives now.
pub fn view(c: &mut Db, ctx: &Ctx, selection: &Selection, otherwise: Which) -> Result<SelectionView> {
    let chosen: Chosen = comparison::choose(c, ctx, selection, otherwise)?;
    let basis = comparison::basis(c, ctx, selection, &chosen)?;
    let types = services::catalogue(c, ctx)?;
    let platforms = services::platform_choices(c, &ctx.scope)?;
    let administrations = services::administrations(c, &ctx.scope)?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let listed: Vec<String> = selection.service_ids.iter().map(ToString::to_string).collect();
    Ok(SelectionView {
        form: FormState::default()
            .with("platform_id", selection.platform_id.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("administration", text(&selection.administration))
            .with("q", text(&selection.q))
            .with("which", selection.which.unwrap_or(otherwise))
            .with("service_ids", listed.join(",")),
        platforms: platforms.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        administrations: administrations.into_iter().map(|name| Choice::new(&name, &name)).collect(),
        whiches: Which::ALL,
        share: basis.share(basis.breaches),
        basis,
        taken: chosen.taken.iter().take(SHOWN).map(|each| taken_row(each, &types)).collect(),
        more: chosen.taken.len().saturating_sub(SHOWN),
    })
}
