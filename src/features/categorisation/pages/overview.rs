//! Everything of categorisation on one page: how the portfolio stands, and what waits.

use super::round_row;
use crate::access::Permission;
use crate::base::{Page, PageRequest};
use crate::features::categorisation::actions::{cutoff, waiting};
use crate::features::categorisation::records::Round;
use crate::features::categorisation::rules;
use crate::features::categorisation::store;
use crate::features::categorisation::views::{Bar, ModelRow, OverviewPage};
use crate::features::tiering::{self, ModelStatus, TieringModel};
use crate::kit::web::{Answer, Web};
use std::collections::BTreeMap;
use std::sync::Arc;

type Counts = BTreeMap<(Option<i32>, bool), i64>;

/// Vendors by tier, tier 1 first, and how many have none.
pub(super) fn by_tier(counts: &Counts) -> ([u64; 4], i64) {
    let of = |tier: Option<i32>| counts.iter().filter(|((t, _), _)| *t == tier).map(|(_, n)| *n).sum::<i64>();
    ([1, 2, 3, 4].map(|tier| u64::try_from(of(Some(tier))).unwrap_or_default()), of(None))
}

struct Loaded {
    counts: Counts,
    waiting: i64,
    due: usize,
    model: Arc<TieringModel>,
    own: Page<tiering::ModelRecord>,
    rounds: Vec<Round>,
    progress: BTreeMap<crate::base::Id, store::Progress>,
}

pub async fn show(web: Web) -> Answer {
    let l = web
        .read(|c, ctx| {
            let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
            let cutoff = cutoff(ctx.today(), &model.capacity());
            let answered = store::renewals_answered(c, &ctx.scope, cutoff)?;
            let due = store::due_for_renewal(c, &ctx.scope, cutoff)?;
            let rounds = store::open_rounds(c, &ctx.scope)?;
            let ids: Vec<_> = rounds.iter().map(|round| round.id.clone()).collect();
            Ok(Loaded {
                counts: store::tier_counts(c, &ctx.scope)?,
                waiting: waiting(c, ctx)?,
                due: due.into_iter().filter(|id| !answered.contains(id)).count(),
                own: tiering::list_models(c, &ctx.scope, PageRequest::new(None, Some(200)))?,
                progress: store::progress(c, &ctx.scope, &ids)?,
                rounds,
                model,
            })
        })
        .await?;
    let (tiers, unjudged) = by_tier(&l.counts);
    let load = rules::load(tiers, &l.model.capacity());
    let preliminary = l.counts.iter().filter(|((_, p), _)| *p).map(|(_, n)| *n).sum();
    let bars = (1..=4)
        .zip(tiers)
        .map(|(tier, value): (u8, u64)| Bar {
            label: web.word(&format!("tiering-tier-{tier}")),
            value,
            of: load.vendors,
            tone: "accent",
            href: Some(format!("/vendors?tier={tier}")),
        })
        .collect();
    let (hours_left, enough) = load.left();
    let own = l.own.items.iter().find(|record| record.model_version == l.model.version);
    let body = OverviewPage {
        bars,
        unjudged,
        preliminary,
        waiting: l.waiting,
        due: l.due,
        model: ModelRow {
            id: own.map(|record| record.id.clone()),
            title: own.map(|record| record.title.clone()),
            version: l.model.version.clone(),
            base_version: None,
            status: ModelStatus::Published,
            valid_from: Some(l.model.valid_from),
            in_force: true,
            who: None,
            at: None,
        },
        drafts: l.own.items.iter().filter(|r| r.status == ModelStatus::Draft).map(|_| 1).sum(),
        rounds: l.rounds.iter().map(|round| round_row(round, &l.progress)).collect(),
        hours: load.hours,
        staff_hours: load.staff_hours,
        hours_left,
        enough,
        can_campaign: web.can(Permission::CampaignRun),
        can_model: web.can(Permission::ModelEdit),
    };
    web.page("pages/categorisation/overview", "nav-categorisation", &body)
}
