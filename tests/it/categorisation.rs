//! Categorisation in depth: triggers, proposals, models of one's own, campaigns, capacity.

use super::vendors::new_vendor;
use tillit::access::Role;
use tillit::features::categorisation;
use tillit::features::tiering::{Criteria, Criterion, Trigger};
use tillit::features::vendors::{self, NewVendor, Vendor};

use super::support::{Browser, Harness};

/// D V O A C S; a dash is unknown.
fn levels(text: &str) -> Criteria {
    let mut digits = text.chars().map(|c| c.to_digit(10).map(|d| d as u8));
    let mut next = || digits.next().flatten();
    Criteria {
        data_class: next(),
        data_subjects: next(),
        criticality: next(),
        access: next(),
        chain: next(),
        substitution: next(),
    }
}

/// A vendor of this person's, judged.
fn judged(t: &Harness, who: &Browser, name: &str, text: &str) -> Vendor {
    let ctx = who.ctx.clone().unwrap();
    t.write(|c| {
        let manager_id = Some(ctx.actor.person_id.clone());
        let vendor = vendors::add(c, &ctx, &NewVendor { manager_id, ..new_vendor(name, None) })?;
        vendors::categorise_vendor(c, &ctx, &vendor.id, &levels(text), None)
    })
}

both! {
    async fn a_fact_that_makes_a_vendor_more_critical_counts_at_once(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = judged(t, &karin, "Husläkarna AB", "322111");
        assert_eq!(vendor.tier, Some(3));
        t.advance_days(1);
        let tell = |floors: &[(Criterion, u8)], cause| t.write(|c| {
            let mut later = ctx.clone();
            later.now = t.now();
            categorisation::trigger(c, &later, &vendor.id, cause, floors)
        });
        // A chain that is no worse than what was stated changes nothing.
        tell(&[(Criterion::Chain, 1)], Trigger::ChainChanged);
        let unchanged = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((unchanged.tier, unchanged.version), (vendor.tier, vendor.version));
        // A third country far down does: tier 1 by class 3, at least 1 000 people, chain 4.
        tell(&[(Criterion::Chain, 9)], Trigger::NewCountry);
        let raised = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((raised.tier, raised.tier_preliminary), (Some(1), true));
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &vendor.id)).unwrap();
        assert_eq!((latest.cause, latest.automatic, latest.chain), (Some(Trigger::NewCountry), true, Some(4)));
        // Told twice, nothing more happens.
        tell(&[(Criterion::Chain, 4)], Trigger::NewCountry);
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).version, raised.version);
        // An unknown vendor and another organisation's are no error and no change.
        let nobody = tillit::base::Id::new(t.now());
        t.write(|c| categorisation::trigger(c, &ctx, &nobody, Trigger::Incident, &[]));
        let (_, stranger) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.write(|c| categorisation::trigger(c, &stranger, &vendor.id, Trigger::Incident, &[(Criterion::Access, 4)]));
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).version, raised.version);
    }
}
