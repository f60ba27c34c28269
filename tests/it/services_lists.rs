//! Lists over all services, an organisation's own scheme, and who sees nothing of it.

use super::services::{class, world};
use super::services_import::upload;
use super::support::tables::insert;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};

both! {
    async fn the_lists_over_all_services(t: &Harness) {
        let w = world(t).await;
        let organisation = t.region.id.to_string();
        let vendor = [("organisation_id", organisation.as_str()), ("vendor_id", w.vendor.as_str()), ("reference", "AVT-7"), ("title", "Drift av portalen")];
        insert(t, "contracts", &vendor);
        let page = w.omar.get("/services/unclassified").await.expect(200);
        page.has(&["1 av 23", "Frånvaro förskola", "AVT-7", "Oklassad"]).lacks(&["Anmälan simskola"]);
        w.omar.get("/services/unclassified?before=2027-01-01").await.expect(200).has(&["22 av 23", "Anmälan simskola"]);
        let file = w.omar.get("/services/unclassified?format=csv").await.expect(200).text();
        assert!(file.contains("AVT-7") && file.contains("Frånvaro förskola"), "{file}");
        w.omar.get("/services/administrations").await.expect(200).has(&["Socialförvaltningen", "9 av 23 tjänster"]);
        let exposure = w.api("GET", "/api/v1/services/administrations", Value::Null, None).await.json();
        assert!(exposure["items"][0]["breaches"].as_i64() >= exposure["items"][1]["breaches"].as_i64());
        let w = w.later(t, 3);
        let (id, version) = w.service("Sommarjobb").await;
        w.omar.post(&format!("/services/{id}/classify"), &class("3 2 1 2", "Hälsouppgifter", &version)).await.expect(303);
        w.omar.post("/services", &[("name", "Nytt bad"), ("audience", "internal")]).await.expect(303);
        let page = w.omar.get("/services/history?from=2026-11-24&to=2026-11-30").await.expect(200);
        page.has(&["Sommarjobb", "K2 R1 T0 S2", "K3 R2 T1 S2", "Nytt bad", "Tillagd"]).lacks(&["Skolskjuts"]);
        let then = w.omar.get("/services/history?to=2026-11-24&format=csv").await.expect(200).text();
        assert!(then.contains("K2 R1 T0 S2") && !then.contains("Nytt bad"), "{then}");
        let xlsx = w.omar.get("/services/export?format=xlsx").await.expect(200);
        assert!(xlsx.body.starts_with(b"PK"));
        t.drain();
    }

    async fn each_figure_of_an_administration_is_that_of_its_list(t: &Harness) {
        let w = world(t).await;
        insert(t, "services", &[
            ("organisation_id", t.region.id.as_str()), ("name", "Nedlagd"), ("status", "stopped"), ("audience", "public"), ("channels", ""),
            ("information_types", ""), ("administration", "Socialförvaltningen"),
        ]);
        w.omar.get("/services/administrations").await.expect(200).has(&["/services?administration", "running", "highest"]);
        let all = w.api("GET", "/api/v1/services/administrations", Value::Null, None).await.json();
        for row in all["items"].as_array().unwrap() {
            let name = row["administration"].as_str().unwrap_or("-");
            let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
            for (field, more) in [("services", ""), ("breaches", "&breach=1"), ("unclassified", "&class=unclassified"), ("highest", "&class=highest")] {
                let list = w.api("GET", &format!("/api/v1/services?administration={name}&status=running{more}"), Value::Null, None).await.json();
                assert_eq!(list["total"], row[field], "{name} {field}");
            }
        }
        t.drain();
    }

    async fn an_own_scheme_is_taken_whole_or_not_at_all(t: &Harness) {
        let w = world(t).await;
        let bad = "Namn;K;R\nElevhälsa;3;9\nBetyg;hög;1\n";
        let page = w.omar.upload("/information-types/import", &[], "file", "modell.csv", bad.as_bytes()).await.expect(422);
        page.has(&["Rad 2, kolumn C", "Rad 3, kolumn B", "Inget är sparat"]);
        w.omar.get("/information-types").await.expect(200).lacks(&["Elevhälsa"]);
        let gated = "Namn;K\nHEMLIG-ANLÄGGNING;4\n";
        let answer = w.omar.upload("/information-types/import", &[], "file", "m.csv", gated.as_bytes()).await.expect(422);
        answer.has(&["säkerhetsskyddschefen"]).lacks(&["HEMLIG"]);
        let good = "Namn;Kod;K;R;T;S;Rättslig grund;Ägare;Dnr\nElevhälsa;;3;2;1;3;OSL 23:1;Arkivarien;KS 2026-9\nKänsliga uppgifter;health;2;2;1;2;;;\n";
        w.omar.upload("/information-types/import", &[], "file", "m.csv", good.as_bytes()).await.expect(303);
        w.omar.get("/information-types").await.expect(200).has(&["Elevhälsa", "KS 2026-9", "Känsliga uppgifter", "Egen"]);
        let again = w.omar.api_upload(&w.token, "/api/v1/information-types/import", &[], "file", "m.csv", good.as_bytes()).await;
        assert_eq!(again.expect(200).json(), json!({"added": 0, "changed": 0, "refused": []}));
        t.drain();
    }

    async fn the_number_of_queries_does_not_grow(t: &Harness) {
        let w = world(t).await;
        let (id, _) = w.service("Synpunkter").await;
        let (service, platform) = (format!("/services/{id}"), format!("/platforms/{}", w.platform));
        let paths = ["/services", "/services?breach=1", service.as_str(), platform.as_str(), "/platforms", "/services/unclassified", "/services/administrations"];
        let mut before = Vec::new();
        for path in paths {
            let start = t.app.db.query_count();
            w.omar.get(path).await.expect(200);
            before.push(t.app.db.query_count() - start);
        }
        let rows: String = (0..60).map(|n| format!("Tjänst {n};E-tjänstportalen;3;1;1;1\n")).collect();
        upload(t, &w.token, "fler.csv", format!("E-tjänst;Plattform;K;R;T;S\n{rows}").as_bytes(), &[]).await;
        for (path, count) in paths.iter().zip(before) {
            let start = t.app.db.query_count();
            w.omar.get(path).await.expect(200);
            assert_eq!(t.app.db.query_count() - start, count, "{path}");
            assert!(count <= 22, "{path}: {count} queries");
        }
        t.drain();
    }

    async fn no_vendor_sees_a_service(t: &Harness) {
        let w = world(t).await;
        let home = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Portalverket Norr AB", None, false));
        let (lena, ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let token = t.token_of(&lena, &home, Role::VendorAdmin);
        let portal = t.browser_for(&lena, ctx);
        let (id, _) = w.service("Orosanmälan barn").await;
        for path in ["/services".to_string(), format!("/services/{id}"), format!("/platforms/{}", w.platform), "/information-types".to_string()] {
            for answer in [portal.get(&path).await, portal.api(&token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await] {
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&["Orosanmälan"]);
            }
        }
        portal.get("/portal").await.expect(200).lacks(&["Orosanmälan"]);
        t.drain();
    }
}
