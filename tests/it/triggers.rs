//! What makes a vendor's tier be looked at again (domain.md 4.2): a certificate that has lapsed, an action that failed.

use super::categorisation::judged;
use super::support::{Browser, Harness};
use tillit::access::Role;
use tillit::base::{Id, PageRequest};
use tillit::features::categorisation::{self, Decision, Proposal, ProposalFilter};
use tillit::features::findings::{self, NewAction, Responsible};
use tillit::features::tiering::Trigger;
use tillit::features::vendors::{self, CertificateKind, NewCertificate, Vendor, VendorStatus};
use tillit::kit::Ctx;

fn certificate(t: &Harness, ctx: &Ctx, vendor: &Id, kind: CertificateKind, edition: Option<&str>, last: &str) {
    let new = NewCertificate {
        kind,
        edition: edition.map(ToString::to_string),
        issuer: "Intygsbolaget AB".to_string(),
        accreditation_body: None,
        accredited: false,
        scope: "Drift".to_string(),
        valid_from: None,
        valid_to: last.parse().ok(),
        note: None,
        internal_note: None,
    };
    t.write(|c| vendors::add_certificate(c, ctx, vendor, &new));
}

/// The proposals with this cause, the newest first.
fn proposals(t: &Harness, ctx: &Ctx, cause: Trigger) -> Vec<Proposal> {
    let filter = ProposalFilter { cause: Some(cause), ..ProposalFilter::default() };
    t.read(|c| categorisation::proposals(c, &ctx.scope, &filter, PageRequest::new(None, None))).items
}

fn later(t: &Harness, karin: &Browser) -> Ctx {
    let mut ctx = karin.ctx.clone().unwrap();
    ctx.now = t.now();
    ctx
}

both! {
    async fn a_certificate_that_has_lapsed_is_proposed_once(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let [lost, renewed, ended] = ["Nordlänk AB", "Sydlänk AB", "Västlänk AB"].map(|name| judged(t, &karin, name, "322111"));
        for vendor in [&lost, &renewed, &ended] {
            certificate(t, &ctx, &vendor.id, CertificateKind::Iso9001, None, "2026-12-31");
        }
        certificate(t, &ctx, &renewed.id, CertificateKind::Iso9001, None, "2029-12-31");
        let gone = Vendor { status: VendorStatus::Ended, version: ended.version + 1, ..ended };
        t.write(|c| vendors::save(c, &ctx.scope, &gone));
        let sweep = || categorisation::sweep(&t.app, t.now()).unwrap();
        let found = || proposals(t, &ctx, Trigger::CertificateExpired);
        sweep();
        assert!(found().is_empty(), "it counts to its last day");
        t.advance_days(60);
        sweep();
        sweep();
        let all = found();
        assert_eq!(all.iter().map(|p| &p.vendor_id).collect::<Vec<_>>(), [&lost.id]);
        // It changes no tier by itself.
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &lost.id)).tier, lost.tier);
        crate::categorisation::again(t, &karin).get("/tier-proposals").await.expect(200).has(&["Nordlänk AB"]).lacks(&["Sydlänk AB", "Västlänk AB"]);
        t.write(|c| categorisation::decide(c, &later(t, &karin), &all[0].id, Some(all[0].version), Decision::Dismiss, "Nytt intyg är på väg."));
        t.advance_days(1);
        sweep();
        assert_eq!(found().len(), 1, "what was decided is not asked again");
        // An edition that has ended counts for nothing either, and is news.
        certificate(t, &later(t, &karin), &renewed.id, CertificateKind::Iso27001, Some("2013"), "2029-12-31");
        sweep();
        sweep();
        assert_eq!(found().len(), 2);
        let (_, stranger) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        assert!(proposals(t, &stranger, Trigger::CertificateExpired).is_empty());
    }

    async fn an_action_that_failed_at_the_vendor_is_proposed(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = judged(t, &karin, "Husläkarna AB", "322111");
        let fail = |responsible| {
            let new = NewAction {
                vendor_id: vendor.id.clone(),
                contract_id: None,
                finding_id: None,
                title: "Förläng lagringen".to_string(),
                description: None,
                responsible,
                owner_id: None,
                owner_name: None,
                due_on: "2026-12-20".parse().unwrap(),
                focus: None,
                internal_note: None,
            };
            t.write(|c| {
                let action = findings::open_action(c, &ctx, &new)?;
                findings::report_done(c, &ctx, &action.id, None, "Klart")?;
                findings::verify(c, &ctx, &action.id, None, false, "Testmiljön saknas")
            });
            t.drain();
            proposals(t, &ctx, Trigger::FailedAction).len()
        };
        assert_eq!(fail(Responsible::Region), 0, "the region's own failure says nothing of the vendor");
        assert_eq!(fail(Responsible::Vendor), 1);
        assert_eq!(fail(Responsible::Vendor), 1, "one proposal waits");
    }
}
