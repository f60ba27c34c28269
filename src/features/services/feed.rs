//! What the class of services says of a vendor.

use super::store;
use crate::base::{Id, Result};
use crate::features::categorisation;
use crate::features::tiering::{Criterion, Trigger};
use crate::kit::Ctx;
use crate::platform::db::Db;

/// The highest confidentiality among the services on the vendor's platforms; `None` when nobody knows any.
pub fn highest_confidentiality(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<Option<u8>> {
    let mut highest = None;
    for platform in store::platforms_of_vendor(c, &ctx.scope, vendor_id)? {
        let lines = store::lines(c, &ctx.scope, Some(&platform.id))?;
        highest = highest.max(lines.iter().filter_map(|line| line.class().c).max());
    }
    Ok(highest)
}

/// Lets a changed class reach the tier of the platform's vendor.
pub fn tell_vendor(c: &mut Db, ctx: &Ctx, platform_id: Option<&Id>) -> Result<()> {
    let Some(platform_id) = platform_id else { return Ok(()) };
    let Some(vendor_id) = store::find_platform(c, &ctx.scope, platform_id)?.vendor_id else { return Ok(()) };
    match highest_confidentiality(c, ctx, &vendor_id)? {
        Some(level) => {
            let floors = [(Criterion::DataClass, level)];
            categorisation::trigger(c, ctx, &vendor_id, Trigger::ServiceClass, &floors)
        }
        None => Ok(()),
    }
}
