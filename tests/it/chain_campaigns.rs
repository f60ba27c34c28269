//! Chain confirmation: who is asked, what the vendor says and proposes, and what silence leads to.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, PageRequest};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::chains::{
    self, Child, GdprRole, LinkFacts, LinkSource, NewLink, NewNode, NewProcessing, NodeKind,
};
use tillit::features::findings;
use tillit::kit::Ctx;

const SECRET: &str = "HEMLIGT-INTERNT";

pub struct World {
    pub ctx: Ctx,
    pub region: Browser,
    pub portal: Browser,
    pub vendor_token: String,
    pub vendor: Id,
    pub contract: Id,
}

pub fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let organisation = t.region.id.to_string();
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", organisation.as_str()),
            ("legal_name", "Vidlyssna Vårdlinje AB"),
            ("kind", "care_provider"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", ""),
            ("tier", "1"),
            ("vendor_organisation_id", home.id.as_str()),
        ],
    );
    let contract = insert(
        t,
        "contracts",
        &[
            ("organisation_id", organisation.as_str()),
            ("vendor_id", vendor.as_str()),
            ("reference", "2024-118"),
            ("title", "Rådgivning"),
        ],
    );
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let vendor_token = t.token_of(&lena, &home, Role::VendorAdmin);
    World {
        region: t.browser_for(&person, ctx.clone()),
        portal: t.browser_for(&lena, lena_ctx),
        vendor_token,
        ctx,
        vendor,
        contract,
    }
}

impl World {
    pub fn link(&self, t: &Harness, name: &str, visible: bool) -> chains::ChainLink {
        let new = NewLink {
            contract_id: self.contract.clone(),
            service_id: None,
            parent_node_id: None,
            child: Child::New(NewNode {
                kind: NodeKind::Subcontractor,
                name: name.into(),
                org_number: None,
                country: Some("SE".into()),
                location: None,
                shared_note: Some(SECRET.into()),
                internal_note: Some(SECRET.into()),
                is_another: true,
            }),
            source: LinkSource::Declared,
            facts: LinkFacts {
                task: format!("Drift av {name}"),
                data_class: Some(2),
                countries: vec!["SE".into()],
                vendor_visible: visible,
                internal_note: Some(SECRET.into()),
                processings: vec![NewProcessing {
                    purpose: "Drift".into(),
                    role: GdprRole::Processor,
                    legal_note: Some(SECRET.into()),
                }],
                ..LinkFacts::default()
            },
        };
        t.write(|c| chains::add_link(c, &self.ctx, &new))
    }

    /// Starts a round and gives where the vendor answers.
    pub async fn ask(&self, t: &Harness) -> String {
        let fields = [("title", "Hösten 2026"), ("due_on", "2026-12-15"), ("tier_1", "1")];
        self.region.post("/chains/rounds", &fields).await.expect(303);
        let ctx = self.portal.ctx.clone().unwrap();
        let asked = t.read(|c| chains::asked_of_vendor(c, &ctx.scope));
        format!("/portal/chain/{}", asked[0].confirmation.id)
    }

    async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.region.api(&self.vendor_token, method, path, body, &headers).await
    }
}

/// Follows a finding's source from its page; sessions have ended when days have passed, so somebody signs in anew.
async fn follow(t: &Harness, finding: &findings::Finding, source: &str) {
    let region = t.region_user(Role::Reader);
    let href = format!("{source}{}", finding.origin_object_id.as_ref().unwrap());
    region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&[&format!("href=\"{href}\"")]);
    region.get(&href).await.expect(200);
}

fn chain_findings(t: &Harness, w: &World) -> Vec<findings::Finding> {
    let mut all = t.read(|c| findings::findings_of_vendor(c, &w.ctx.scope, &w.vendor));
    all.retain(|finding| finding.origin == findings::FindingOrigin::Chain);
    all
}

both! {
    async fn the_vendor_confirms_corrects_and_adds_and_the_region_decides(t: &Harness) {
        let w = world(t);
        let kept = w.link(t, "Arkivhyllan", true);
        let gone = w.link(t, "Gamla Driften", true);
        let wrong = w.link(t, "Molnet", true);
        let place = w.ask(t).await;
        let mails = t.drain();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].text.contains("2024-118") && mails[0].text.contains("/portal/chain"), "{}", mails[0].text);
        w.portal.get("/portal/chain").await.expect(200).has(&["2024-118", "Att bekräfta", "2026-12-15"]);
        w.portal.get(&place).await.expect(200).has(&["Arkivhyllan", "Gamla Driften", "Personuppgiftsbiträde"]);
        let field = |id: &Id| format!("answer_{id}");
        let (first, second) = (field(&kept.id), field(&gone.id));
        // Every link is answered; what was chosen is kept when another is missing.
        let some = [("version", "1"), ("name", "Lena Sjö"), ("role", "Verksamhetschef"), (first.as_str(), "confirmed")];
        w.portal.post(&format!("{place}/sign"), &some).await.expect(422).has(&["föreslå en rättelse", "Verksamhetschef"]);
        let fix = [("link_id", wrong.id.as_str()), ("task", "Drift och säkerhetskopior"), ("countries", "SE, Norge"), ("data_class", "3")];
        w.portal.post(&format!("{place}/proposals"), &fix).await.expect(303);
        let new = [("node_kind", "storage"), ("name", "Nya Lagringen AB"), ("country", "Sverige"), ("task", "Lagring"), ("countries", "Sverige"), ("parent_node_id", kept.child_node_id.as_str())];
        w.portal.post(&format!("{place}/proposals"), &new).await.expect(303);
        w.portal.post(&format!("{place}/proposals"), &[("name", "X"), ("task", "Y"), ("countries", "Atlantis")]).await.expect(422).has(&["Atlantis"]);
        let all = [("version", "1"), ("name", "Lena Sjö"), ("role", "Verksamhetschef"), (first.as_str(), "confirmed"), (second.as_str(), "not_used")];
        w.portal.post(&format!("{place}/sign"), &all).await.expect(303);
        w.portal.post(&format!("{place}/sign"), &all).await.expect(409);
        w.portal.get(&place).await.expect(200).has(&["Lena Sjö", "Rättelse föreslagen", "Nya Lagringen AB"]);
        let confirmed = t.read(|c| chains::find_link(c, &w.ctx.scope, &kept.id));
        assert_eq!((confirmed.source, confirmed.confirmed_on), (LinkSource::Confirmed, Some(w.ctx.today())));
        // Nothing is changed until the region has decided.
        assert!(t.read(|c| chains::find_link(c, &w.ctx.scope, &gone.id)).is_active());
        w.region.get("/chains").await.expect(200).has(&["3 förslag väntar på beslut"]);
        let list = w.region.get("/chains/corrections").await.expect(200).has(&["Nya Lagringen AB", "Molnet", "Gamla Driften"]).text();
        let confirmation = format!("/chains/confirmations/{}", place.rsplit('/').next().unwrap());
        assert!(list.contains(&confirmation));
        let page = w.region.get(&confirmation).await.expect(200).has(&["Verksamhetschef", "Stämmer", "Ny part", "Rättelse"]).text();
        let decisions: Vec<String> = page.split("action=\"/chains/corrections/").skip(1).map(|rest| rest.split('/').next().unwrap().to_string()).collect();
        assert_eq!(decisions.len(), 3);
        w.region.post(&format!("/chains/corrections/{}/decide", decisions[0]), &[("version", "1"), ("state", "rejected")]).await.expect(422);
        for id in &decisions {
            w.region.post(&format!("/chains/corrections/{id}/decide"), &[("version", "1"), ("state", "accepted")]).await.expect(303);
        }
        w.region.post(&format!("/chains/corrections/{}/decide", decisions[0]), &[("version", "2"), ("state", "accepted")]).await.expect(409);
        assert!(!t.read(|c| chains::find_link(c, &w.ctx.scope, &gone.id)).is_active());
        let fixed = t.read(|c| chains::find_link(c, &w.ctx.scope, &wrong.id));
        assert_eq!((fixed.task.as_str(), fixed.countries(), fixed.approval, fixed.internal_note.as_deref()), ("Drift och säkerhetskopior", vec!["NO".to_string(), "SE".to_string()], chains::ApprovalState::Pending, Some(SECRET)));
        assert_eq!(t.read(|c| chains::processings_of_link(c, &w.ctx.scope, &wrong.id)).len(), 1);
        let links = t.read(|c| chains::links_of_contract(c, &w.ctx.scope, &w.contract));
        let added = links.iter().find(|link| link.task == "Lagring").expect("the new link");
        assert_eq!((added.source, added.approval, &added.parent_node_id), (LinkSource::Declared, chains::ApprovalState::Pending, &kept.child_node_id));
        let round = w.region.get("/chains/rounds").await.expect(200).has(&["Hösten 2026", "1 av 1"]).text();
        let round = round.split("href=\"/chains/rounds/").find(|rest| !rest.starts_with("new") && !rest.starts_with("<!")).unwrap().split('"').next().unwrap().to_string();
        w.region.get(&format!("/chains/rounds/{round}")).await.expect(200).has(&["Vidlyssna Vårdlinje AB", "Bekräftad"]);
        w.region.post(&format!("/chains/rounds/{round}/close"), &[("version", "1")]).await.expect(303);
        w.region.post(&format!("/chains/rounds/{round}/remind"), &[]).await.expect(409);
        t.drain();
    }

    async fn the_vendor_sees_its_own_chain_and_nothing_of_the_regions(t: &Harness) {
        let w = world(t);
        let seen = w.link(t, "Arkivhyllan", true);
        let hidden = w.link(t, "DOLD-PART", false);
        let place = w.ask(t).await;
        for mail in t.drain() {
            assert!(!mail.text.contains(SECRET) && !mail.text.contains("DOLD-PART"));
        }
        let id = place.rsplit('/').next().unwrap().to_string();
        let pages = [place.clone(), format!("{place}/proposals/new"), format!("{place}/proposals/new?link_id={}", seen.id), "/portal/chain".into(), "/portal/follow-ups".into()];
        for path in &pages {
            w.portal.get(path).await.expect(200).lacks(&[SECRET, "DOLD-PART", hidden.id.as_str()]);
        }
        for path in ["/api/v1/portal/confirmations".to_string(), format!("/api/v1/portal/confirmations/{id}"), "/api/v1/portal/follow-ups".into()] {
            w.api("GET", &path, Value::Null, None).await.expect(200).lacks(&[SECRET, "DOLD-PART", hidden.id.as_str()]);
        }
        // A hidden link can be neither corrected, followed up nor guessed.
        w.portal.get(&format!("{place}/proposals/new?link_id={}", hidden.id)).await.expect(404);
        w.portal.post(&format!("{place}/proposals"), &[("link_id", hidden.id.as_str()), ("task", "X")]).await.expect(404);
        let hidden_node = hidden.child_node_id.as_str();
        w.portal.post(&format!("{place}/proposals"), &[("parent_node_id", hidden_node), ("name", "A"), ("task", "X")]).await.expect(422).lacks(&["DOLD-PART"]);
        let follow = json!({ "link_id": hidden.id, "held_on": "2026-11-01", "method": "audit", "outcome": "good" });
        w.api("POST", "/api/v1/portal/follow-ups", follow, None).await.expect(422);
        for path in ["/chains", "/chains/rounds", &format!("/chains/links/{}", seen.id), &format!("/contracts/{}/chain", w.contract)] {
            assert!(matches!(w.portal.get(path).await.status, 403 | 404), "{path}");
        }
        // Another vendor finds nothing, and a member without the right cannot sign.
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let (nils, nils_ctx) = t.person(&other, Role::VendorAdmin, "Nils Ek");
        let stranger = t.browser_for(&nils, nils_ctx);
        stranger.get(&place).await.expect(404);
        stranger.post(&format!("{place}/sign"), &[("version", "1"), ("name", "N"), ("role", "R")]).await.expect(404);
        stranger.get("/portal/chain").await.expect(200).lacks(&["2024-118"]);
        // By the API: every link that is seen is answered, the hidden one is not asked about.
        let place = format!("/api/v1/portal/confirmations/{id}");
        let body = json!({ "name": "Lena Sjö", "role": "VD", "answers": {} });
        let missing = w.api("POST", &format!("{place}/sign"), body, Some("\"1\"")).await.expect(422).json();
        assert_eq!(missing["errors"][0]["code"], "error-chain-answer");
        let body = json!({ "name": "Lena Sjö", "role": "VD", "answers": { seen.id.as_str(): "confirmed" } });
        assert_eq!(w.api("POST", &format!("{place}/sign"), body, Some("\"1\"")).await.expect(200).json()["state"], "signed");
    }

    async fn silence_thirty_days_after_the_due_day_is_one_finding(t: &Harness) {
        let w = world(t);
        w.link(t, "Arkivhyllan", true);
        w.ask(t).await;
        t.drain();
        let sweep = || chains::sweep(&t.app, t.now()).unwrap();
        sweep();
        assert_eq!(t.drain().len(), 0, "it is too early to remind");
        t.advance_days(16);
        sweep();
        sweep();
        assert_eq!(t.drain().len(), 1, "one reminder, once");
        t.advance_days(36);
        sweep();
        assert!(chain_findings(t, &w).is_empty(), "the thirtieth day has not passed");
        t.advance_days(1);
        sweep();
        sweep();
        let found = chain_findings(t, &w);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].responsible, found[0].contract_id.as_ref()), (findings::Responsible::Vendor, Some(&w.contract)));
        follow(t, &found[0], "/chains/confirmations/").await;
        // Closed, it does not come back.
        let mut later = w.ctx.clone();
        later.now = t.now();
        t.write(|c| findings::close_finding(c, &later, &found[0].id, None, Some("Bekräftad per telefon.")));
        t.advance_days(3);
        sweep();
        assert_eq!(chain_findings(t, &w).len(), 1);
        t.drain();
    }

    async fn workers_at_the_same_time_remind_once(t: &Harness) {
        let w = world(t);
        w.link(t, "Arkivhyllan", true);
        w.ask(t).await;
        t.drain();
        let four = |days: i64| {
            t.advance_days(days);
            let door = std::sync::Barrier::new(4);
            std::thread::scope(|all| {
                for _ in 0..4 {
                    let (app, door, now) = (&**t.app, &door, t.now());
                    all.spawn(move || {
                        door.wait();
                        chains::sweep(app, now).unwrap();
                    });
                }
            });
        };
        four(16);
        assert_eq!(t.drain().len(), 1);
        four(37);
        assert_eq!(chain_findings(t, &w).len(), 1);
        t.drain();
    }

    async fn time_itself_asks_by_the_tiers_interval(t: &Harness) {
        let w = world(t);
        w.link(t, "Arkivhyllan", true);
        let sweep = || chains::sweep(&t.app, t.now()).unwrap();
        t.advance_days(140);
        sweep();
        assert_eq!(t.drain().len(), 0, "tier 1 is asked a month before half a year has gone");
        t.advance_days(15);
        sweep();
        sweep();
        assert_eq!(t.drain().len(), 1);
        let rounds = w.region_rounds(t);
        assert_eq!((rounds.len(), rounds[0].1), (1, 1));
    }

    async fn a_missing_follow_up_of_ones_own_subcontractors_is_a_finding(t: &Harness) {
        let w = world(t);
        let link = w.link(t, "Arkivhyllan", true);
        w.link(t, "DOLD-PART", false);
        let place = "/portal/follow-ups";
        let fields = [("link_id", link.id.as_str()), ("held_on", "2026-11-20"), ("method", "audit"), ("outcome", "remarks")];
        w.portal.post(place, &fields).await.expect(422);
        w.portal.post(place, &[&fields[..], &[("note", "Loggar saknas för mars.")]].concat()).await.expect(303);
        w.portal.post(place, &[("link_id", link.id.as_str()), ("held_on", "2027-01-01"), ("method", "audit"), ("outcome", "good")]).await.expect(422);
        w.portal.get(place).await.expect(200).has(&["Arkivhyllan", "Revision", "Loggar saknas för mars."]);
        w.region.get(&format!("/chains/links/{}", link.id)).await.expect(200).has(&["Loggar saknas för mars.", "Revision"]);
        let missing = |t: &Harness| {
            chains::sweep(&t.app, t.now()).unwrap();
            chain_findings(t, &w).into_iter().filter(|f| f.title.contains("Egen uppföljning av Arkivhyllan")).count()
        };
        t.advance_days(365);
        assert_eq!(missing(t), 0, "the interval runs from the link's first day");
        t.advance_days(1);
        assert_eq!((missing(t), missing(t)), (1, 1), "made once");
        let today = (t.now() + chrono::Duration::hours(1)).date_naive().to_string();
        let mut later = w.portal.ctx.clone().unwrap();
        later.now = t.now();
        let new = chains::NewFollowUp { link_id: link.id.clone(), held_on: today.parse().unwrap(), method: chains::FollowUpMethod::Meeting, outcome: chains::FollowUpOutcome::Good, note: None };
        t.write(|c| chains::follow_up(c, &later, &new));
        t.advance_days(300);
        assert_eq!(missing(t), 1);
        t.drain();
    }

    // Domain.md 1.3 row 39: each silent subcontractor is a finding of its own, be it under the same contract.
    async fn each_subcontractor_that_is_not_followed_up_is_a_finding(t: &Harness) {
        let w = world(t);
        let (one, other) = (w.link(t, "Arkivhyllan", true), w.link(t, "Nattljus Drift", true));
        assert_eq!(one.started_on, other.started_on);
        let missing = |t: &Harness| {
            chains::sweep(&t.app, t.now()).unwrap();
            let mut found: Vec<(Option<Id>, String)> = chain_findings(t, &w)
                .into_iter()
                .filter(|finding| finding.title.contains("Egen uppföljning av "))
                .map(|finding| (finding.origin_object_id, finding.title))
                .collect();
            found.sort();
            found
        };
        t.advance_days(365);
        assert!(missing(t).is_empty());
        t.advance_days(1);
        let found = missing(t);
        assert_eq!(found.len(), 2, "{found:?}");
        let made = chain_findings(t, &w).into_iter().find(|finding| finding.origin_object_id.as_ref() == Some(&one.id)).unwrap();
        follow(t, &made, "/chains/links/").await;
        for (link, name) in [(&one, "Arkivhyllan"), (&other, "Nattljus Drift")] {
            let (_, title) = found.iter().find(|(id, _)| id.as_ref() == Some(&link.id)).unwrap();
            assert!(title.contains(name), "{title}");
        }
        assert_eq!(missing(t), found, "run again, it adds nothing");
        // Closed without a follow-up, neither comes back the day after.
        let mut later = w.ctx.clone();
        later.now = t.now();
        for finding in chain_findings(t, &w) {
            t.write(|c| findings::close_finding(c, &later, &finding.id, None, Some("Bedömd")));
        }
        t.advance_days(1);
        assert_eq!(missing(t).len(), 2);
        t.drain();
    }
}

impl World {
    /// The rounds as title and how many contracts each asks about.
    fn region_rounds(&self, t: &Harness) -> Vec<(String, i64)> {
        t.read(|c| {
            let page = chains::round_page(c, &self.ctx.scope, PageRequest::new(None, None))?;
            let ids: Vec<Id> = page.items.iter().map(|round| round.id.clone()).collect();
            let progress = chains::progress(c, &self.ctx.scope, &ids)?;
            Ok(page
                .items
                .into_iter()
                .map(|round| (round.title, progress.get(&round.id).map_or(0, |p| p.total())))
                .collect())
        })
    }
}
