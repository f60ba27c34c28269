//! Domain.md 1.3 row 47, the part about weaknesses: which other contracts fall short of the same control, or do not
//! meet the same clause.

use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::Organisation;
use tillit::features::findings::{self, Finding, FindingOrigin, NewFinding, Responsible, Severity};
use tillit::kit::Ctx;

const CLAUSE: &str = "KV-05";

struct World {
    karin: Browser,
    ctx: Ctx,
    token: String,
    /// Vendor and contract, by the references AVT-1 and on.
    contracts: Vec<(Id, Id)>,
}

fn contract(t: &Harness, of: &Organisation, number: usize) -> (Id, Id) {
    let name = format!("Leverantör {number} AB");
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", of.id.as_str()),
            ("legal_name", name.as_str()),
            ("kind", "it_supplier"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", ""),
        ],
    );
    let reference = format!("AVT-{number}");
    let fields = [
        ("organisation_id", of.id.as_str()),
        ("vendor_id", vendor.as_str()),
        ("reference", reference.as_str()),
        ("title", "Drift"),
    ];
    let contract = insert(t, "contracts", &fields);
    (vendor, contract)
}

fn world(t: &Harness) -> World {
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    World {
        karin: t.browser_for(&person, ctx.clone()),
        token: t.token_of(&person, &t.region, Role::ContractManager),
        ctx,
        contracts: (1..=4).map(|number| contract(t, &t.region, number)).collect(),
    }
}

impl World {
    fn finding(&self, t: &Harness, of: usize, title: &str, controls: &[&str]) -> Finding {
        let (vendor, contract) = &self.contracts[of];
        let new = NewFinding {
            vendor_id: vendor.clone(),
            contract_id: Some(contract.clone()),
            origin: FindingOrigin::Manual,
            origin_object_id: None,
            origin_part: None,
            title: title.into(),
            description: None,
            severity: Severity::High,
            responsible: Responsible::Vendor,
            control_ids: controls.iter().map(ToString::to_string).collect(),
            internal_note: None,
        };
        t.write(|c| findings::open_finding(c, &self.ctx, &new))
    }

    /// What is stated of the clause in one of the contracts.
    async fn clause(&self, of: usize, in_contract: &str, met: &str) {
        let path = format!("/contracts/{}/clauses/{CLAUSE}", self.contracts[of].1);
        let fields = [("in_contract", in_contract), ("met", met), ("version", "0")];
        self.karin.post(&path, &fields).await.expect(303);
    }

    async fn api(&self, path: &str) -> Value {
        self.karin.api(&self.token, "GET", path, Value::Null, &[]).await.expect(200).json()
    }
}

both! {
    async fn the_same_control_is_asked_for_over_all_contracts(t: &Harness) {
        let w = world(t);
        let first = w.finding(t, 0, "Delade konton", &["A.5.15", "A.8.15"]);
        w.finding(t, 1, "Gamla behörigheter", &["A.8.2", "A.5.15"]);
        w.finding(t, 2, "Policy saknas", &["A.5.1"]);
        let closed = w.finding(t, 3, "Konto utan ägare", &["A.8.2", "A.5.15", "A.8.3"]);
        t.write(|c| findings::close_finding(c, &w.ctx, &closed.id, None, Some("Bedömd")));

        let found = w.karin.get("/findings?control=A.5.15").await.expect(200);
        found.has(&["2 träffar", "Delade konton", "AVT-1", "Gamla behörigheter", "AVT-2"]).lacks(&["Policy saknas", "Konto utan ägare"]);
        w.karin.get("/findings?control=A.5.15&status=all").await.expect(200).has(&["3 träffar", "Konto utan ägare", "AVT-4"]);
        // The id is the whole id: A.5.1 is not in A.5.15.
        w.karin.get("/findings?control=A.5.1").await.expect(200).has(&["1 träff", "Policy saknas"]).lacks(&["Delade konton"]);
        w.karin.get("/findings?control=A.99.1").await.expect(422);

        let page = w.karin.get(&format!("/findings/{}", first.id)).await.expect(200);
        page.has(&["Fler med samma brist: 1", "/findings?control=A.5.15"]).lacks(&["/findings?control=A.8.15"]);
        assert_eq!(w.api("/api/v1/findings?control=A.5.15&status=open").await["total"], 2);
        assert_eq!(w.api("/api/v1/findings?control=A.5.15").await["total"], 3);
        assert_eq!(w.api("/api/v1/findings?control=A.8.3").await["items"][0]["title"], "Konto utan ägare");
        w.karin.api(&w.token, "GET", "/api/v1/findings?control=%25", Value::Null, &[]).await.expect(422);
        w.karin.get("/findings/export?control=A.5.15").await.expect(200);

        w.karin.post("/language", &[("lang", "en"), ("back", "/findings")]).await.expect(303);
        w.karin.get(&format!("/findings/{}", first.id)).await.expect(200).has(&["More with the same weakness: 1"]);
        let (nils, nils_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&nils, nils_ctx).get("/findings?control=A.5.15").await.expect(200).has(&["0 träffar"]);
        t.drain();
    }

    async fn the_same_clause_is_asked_for_over_all_contracts(t: &Harness) {
        let w = world(t);
        for (of, in_contract, met) in [(0, "present", "not_met"), (1, "missing", "partly"), (2, "present", "met"), (3, "not_applicable", "not_met")] {
            w.clause(of, in_contract, met).await;
        }
        let list = format!("/contracts?clause={CLAUSE}");
        w.karin.get(&list).await.expect(200).has(&["2 träffar", "AVT-1", "AVT-2"]).lacks(&["AVT-3", "AVT-4"]);
        w.karin.get(&format!("{list}&met=not_met")).await.expect(200).has(&["1 träff", "AVT-1"]).lacks(&["AVT-2", "AVT-4"]);
        w.karin.get(&format!("{list}&met=partly")).await.expect(200).has(&["1 träff", "AVT-2"]).lacks(&["AVT-1"]);
        w.karin.get(&format!("{list}&met=met")).await.expect(200).has(&["1 träff", "AVT-3"]).lacks(&["AVT-1"]);
        // What cannot be read filters nothing, as in the rest of the list.
        w.karin.get("/contracts?clause=KV-99").await.expect(200).has(&["4 träffar"]);
        assert_eq!(w.api(&format!("/api/v1{list}")).await["total"], 2);
        assert_eq!(w.api(&format!("/api/v1{list}&met=met")).await["items"][0]["reference"], json!("AVT-3"));
        let file = w.karin.get(&format!("/contracts/export?format=csv&clause={CLAUSE}")).await.expect(200).text();
        assert!(file.contains("AVT-1") && file.contains("AVT-2") && !file.contains("AVT-3") && !file.contains("AVT-4"), "{file}");

        // From the clause of a contract, and from a finding made of it.
        let clauses = |of: usize| format!("/contracts/{}/clauses", w.contracts[of].1);
        let (one, two) = (format!("Andra avtal där {CLAUSE} inte är helt uppfyllt: 1"), format!("Andra avtal där {CLAUSE} inte är helt uppfyllt: 2"));
        w.karin.get(&clauses(0)).await.expect(200).has(&[&one, &list]);
        w.karin.get(&clauses(2)).await.expect(200).has(&[&two]);
        let finding = w.karin.post(&format!("{}/{CLAUSE}/finding", clauses(0)), &[]).await.expect(303).location().to_string();
        w.karin.get(&finding).await.expect(200).has(&[&one, &list]);
        w.karin.post("/language", &[("lang", "en"), ("back", "/contracts")]).await.expect(303);
        w.karin.get(&finding).await.expect(200).has(&[&format!("Other contracts that do not wholly meet {CLAUSE}: 1")]);

        // Another organisation's contracts are in neither list nor count.
        let (_, theirs) = contract(t, &t.other_region, 9);
        let (nils, nils_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let nils = t.browser_for(&nils, nils_ctx);
        nils.post(&format!("/contracts/{theirs}/clauses/{CLAUSE}"), &[("met", "not_met"), ("version", "0")]).await.expect(303);
        nils.get(&list).await.expect(200).has(&["1 träff", "AVT-9"]).lacks(&["AVT-1"]);
        nils.get(&format!("/contracts/{theirs}/clauses")).await.expect(200).lacks(&["Andra avtal där"]);
        assert_eq!(w.api(&format!("/api/v1{list}")).await["total"], 2);
        t.drain();
    }

    async fn weaknesses_cost_as_few_queries_among_many(t: &Harness) {
        let w = world(t);
        let finding = w.finding(t, 0, "Delade konton", &["A.5.15"]);
        w.clause(0, "present", "not_met").await;
        let paths = [
            "/findings?control=A.5.15".to_string(),
            format!("/findings/{}", finding.id),
            format!("/contracts?clause={CLAUSE}"),
            format!("/contracts/{}/clauses", w.contracts[0].1),
        ];
        let mut counts = Vec::new();
        for more in [1, 20] {
            for number in 0..more {
                w.finding(t, 1, &format!("Brist {more} {number}"), &["A.5.15", "A.8.2"]);
            }
            if more > 1 {
                w.clause(1, "present", "not_met").await;
                w.clause(2, "missing", "partly").await;
            }
            for path in &paths {
                let before = t.app.db.query_count();
                w.karin.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
        }
        let (few, many) = counts.split_at(paths.len());
        assert_eq!(few, many);
        t.drain();
    }
}
