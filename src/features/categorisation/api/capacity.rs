//! `/api/v1/capacity`.

use crate::base::Id;
use crate::base::refusal::Refusal;
use crate::features::categorisation::pages::capacity::{model_of, simulate};
use crate::features::categorisation::rules::{self, AimFit, Load};
use crate::features::categorisation::store;
use crate::features::tiering::Criterion;
use crate::kit::web::{Answer, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use serde::Serialize;

/// One tier in hours.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TierBody {
    tier: u8,
    vendors: u64,
    hours_each: u32,
    hours: u64,
    /// Tenths of a percent of the vendors that have a tier.
    share_per_mille: u64,
    aim_low: Option<u32>,
    aim_high: Option<u32>,
    fit: AimFit,
}

/// The portfolio in hours.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LoadBody {
    tiers: Vec<TierBody>,
    vendors: u64,
    hours: u64,
    staff_hours: u64,
    enough: bool,
}

impl From<Load> for LoadBody {
    fn from(load: Load) -> Self {
        let enough = load.left().1;
        let tiers = load.tiers.into_iter().map(|t| TierBody {
            tier: t.tier,
            vendors: t.vendors,
            hours_each: t.each,
            hours: t.hours,
            share_per_mille: t.share,
            aim_low: t.aim.map(|(low, _)| low),
            aim_high: t.aim.map(|(_, high)| high),
            fit: t.fit,
        });
        LoadBody {
            tiers: tiers.collect(),
            vendors: load.vendors,
            hours: load.hours,
            staff_hours: load.staff_hours,
            enough,
        }
    }
}

/// The portfolio as it stands, and as it would be.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CapacityBody {
    model_version: String,
    now: LoadBody,
    simulated: LoadBody,
    /// How many vendors would change tier, and how many nobody has judged.
    moved: usize,
    unjudged: usize,
}

/// Vendors per tier times hours per tier against the hours there are; with other numbers, another model, one rule changed.
#[utoipa::path(get, path = "/api/v1/capacity", tag = "capacity",
    params(("model" = Option<String>, Query, description = "A draft's id or a version; without it the one in force"),
        ("staff_hours" = Option<u32>, Query),
        ("hours_1" = Option<u32>, Query, description = "Hours a year for a vendor of tier 1; also hours_2 to hours_4, aim_low_1 to aim_high_4 (percent)"),
        ("rule" = Option<String>, Query, description = "A rule of the model that is changed"),
        ("rule_to" = Option<String>, Query, description = "The tier that it leads to, or none")),
    responses((status = 200, description = "The hours", body = CapacityBody), (status = 422, description = "A number that nobody can plan by")))]
pub async fn show(web: Web, params: Query<Params>) -> Answer {
    let params = params.into_inner();
    let (s, errors) = web.read(move |c, ctx| simulate(c, ctx, &params)).await?;
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let body = CapacityBody {
        model_version: s.model.version,
        now: s.now.into(),
        simulated: s.then.into(),
        moved: s.run.moves.len(),
        unjudged: s.run.unjudged,
    };
    web.json(StatusCode::OK, &body)
}

/// A vendor that changes place within its tier.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MoverBody {
    vendor_id: Id,
    vendor_name: String,
    tier: u8,
    from: usize,
    to: usize,
}

/// One weight moved by 0.1, the others in proportion.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShiftBody {
    criterion: Criterion,
    up: bool,
    /// Percent.
    weight_before: u64,
    weight_after: u64,
    moved: usize,
    of: usize,
    /// Those that move furthest.
    movers: Vec<MoverBody>,
}

/// Whether the order within the tiers changes when a weight moves by 0.1.
#[utoipa::path(get, path = "/api/v1/capacity/sensitivity", tag = "capacity",
    params(("model" = Option<String>, Query, description = "A draft's id or a version; without it the one in force")),
    responses((status = 200, description = "Each weight up and down", body = [ShiftBody]), (status = 422, description = "No such model")))]
pub async fn sensitivity(web: Web, params: Query<Params>) -> Answer {
    let asked = params.text("model");
    let (model, standings) =
        web.read(move |c, ctx| Ok((model_of(c, ctx, asked.as_deref())?, store::standings(c, &ctx.scope)?))).await?;
    let mover = |m: rules::Mover| {
        let standing = standings.get(m.at)?;
        let (vendor_id, vendor_name) = (standing.vendor_id.clone(), standing.name.clone());
        Some(MoverBody { vendor_id, vendor_name, tier: m.tier, from: m.from, to: m.to })
    };
    let items: Vec<ShiftBody> = rules::sensitivity(&model, &standings)
        .into_iter()
        .map(|shift| ShiftBody {
            criterion: shift.criterion,
            up: shift.up,
            weight_before: shift.before,
            weight_after: shift.after,
            moved: shift.moved,
            of: shift.of,
            movers: shift.movers.into_iter().filter_map(mover).collect(),
        })
        .collect();
    let total = items.len();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items, "next": null, "total": total }))
}
