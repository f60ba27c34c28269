//! Criterion 18: what the link would do to the tiers of the vendors above it (domain.md 9 and 4.2).
//! The region's own; never shown to a vendor.

use super::actions::tried;
use super::records::Case;
use crate::base::{FieldError, Id, Result};
use crate::features::chains::{self, Above};
use crate::features::tiering::{self, Criteria, Criterion, Reason};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::platform::db::Db;

/// What approving a case would mean.
#[derive(Debug, Clone)]
pub struct Effect {
    pub errors: Vec<FieldError>,
    /// The link that ties the two already.
    pub existing: Option<Id>,
    pub above: Vec<Above>,
    pub moved: Vec<Moved>,
}

/// One vendor above the link: its tier now, and with the link.
#[derive(Debug, Clone)]
pub struct Moved {
    pub vendor_id: Id,
    pub name: String,
    pub before: Option<i32>,
    pub after: Option<i32>,
    pub preliminary: bool,
    /// The rules that give the tier with the link.
    pub reasons: Vec<Reason>,
    pub model_version: String,
}

impl Effect {
    /// The contract's own vendor.
    pub fn main(&self) -> Option<&Moved> {
        self.moved.first()
    }
}

/// Reads what the link would do; changes nothing.
pub fn of(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<Effect> {
    let trial = chains::try_link(c, ctx, &tried(case))?;
    let models = tiering::models(c, &ctx.scope)?;
    let model = models.on(ctx.today());
    let mut moved = Vec::new();
    for above in &trial.above {
        let vendor = vendors::find(c, &ctx.scope, &above.vendor_id)?;
        let latest = vendors::latest_categorisation(c, &ctx.scope, &above.vendor_id)?;
        let mut floors = vec![(Criterion::Chain, above.chain.min(model.highest(Criterion::Chain)))];
        floors.extend(
            above.data_class.map(|class| (Criterion::DataClass, class.min(model.highest(Criterion::DataClass)))),
        );
        let judged = latest.as_ref().map(vendors::CategorisationRecord::criteria);
        let criteria = match judged {
            Some(judged) => judged.raised_to(&floors),
            None => floors.iter().fold(Criteria::default(), |mut all, (criterion, level)| {
                all.set(*criterion, Some(*level));
                all
            }),
        };
        let result = tiering::categorise(&model, &criteria);
        let calculated = i32::from(result.tier);
        // The rules raise at once and never lower by themselves.
        let after = vendor.tier.map_or(calculated, |tier| tier.min(calculated));
        moved.push(Moved {
            vendor_id: vendor.id,
            name: vendor.legal_name,
            before: vendor.tier,
            after: Some(after),
            preliminary: result.preliminary,
            reasons: result.reasons,
            model_version: result.model_version,
        });
    }
    Ok(Effect { errors: trial.errors, existing: trial.existing, above: trial.above, moved })
}
