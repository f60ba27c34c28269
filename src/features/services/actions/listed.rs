//! A list from outside lands: platforms, services and their classes, as `features/exchange` has planned it.

use super::classify::{self, next_number, replace_current};
use super::services::{add_row, save_row};
use super::{Asked, raise};
use crate::base::Result;
use crate::features::services::catalogue::ClassModel;
use crate::features::services::records::{Platform, Service};
use crate::features::services::{feed, store};
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// One thing that a list brings about; steps are taken in order.
#[derive(Debug)]
pub enum ListedStep {
    AddPlatform(Box<Platform>),
    /// `classified`: some level stands in the list.
    Add {
        service: Box<Service>,
        classified: bool,
    },
    Change {
        before: Box<Service>,
        after: Box<Service>,
        classified: bool,
    },
}

/// Takes the steps, tells the vendors' tiers, and opens findings for what stands above its ceiling.
pub fn take_listed(c: &mut Db, ctx: &Ctx, steps: &[ListedStep]) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    let mut entries = Vec::new();
    let mut touched = std::collections::BTreeSet::new();
    for step in steps {
        match step {
            ListedStep::AddPlatform(row) => {
                store::insert_platform(c, row)?;
                entries.push(Entry::new("create", "platform", &row.id).named(&row.name).after(row));
            }
            ListedStep::Add { service, classified } => {
                add_row(c, ctx, service)?;
                entries.push(Entry::new("create", "service", &service.id).named(&service.name).after(service));
                if *classified {
                    entries.push(classification(c, ctx, service)?);
                }
                touched.extend(service.platform_id.clone());
            }
            ListedStep::Change { before, after, classified } => {
                let mut after = after.clone();
                after.version = before.version + 1;
                after.updated_at = ctx.instant();
                save_row(c, ctx, &after)?;
                entries.push(Entry::new("update", "service", &after.id).named(&after.name).change(before, &after));
                if *classified {
                    entries.push(classification(c, ctx, &after)?);
                }
                touched.extend(after.platform_id.clone());
            }
        }
    }
    audit::record_all(c, ctx, entries)?;
    for platform_id in &touched {
        feed::tell_vendor(c, ctx, Some(platform_id))?;
    }
    raise(c, ctx, None, Asked::Change).map(drop)
}

fn classification(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<Entry> {
    let earlier = store::classifications(c, &ctx.scope, &service.id)?;
    replace_current(c, ctx, &earlier)?;
    let reason = ClassModel::on(ctx.today()).listed_reason(ctx.language).to_string();
    let row = classify::of(ctx, service, service.class(), reason, next_number(&earlier));
    store::insert_classification(c, &row)?;
    Ok(Entry::new("classify", "service", &service.id).named(&service.name).after(&row))
}
