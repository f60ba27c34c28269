//! Spot checks: a draw that anybody can do again, a protocol, findings. And who may see and do what in reviews.

use super::support::{Browser, Harness};
use crate::service_reviews::world;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::service_reviews as reviews;

fn id_in(place: &str) -> Id {
    place.rsplit('/').next().unwrap().parse().unwrap()
}

both! {
    async fn a_sample_is_drawn_again_with_the_same_result(t: &Harness) {
        let w = world(t);
        let fields = [("title", "Stickprov i november"), ("purpose", "Stämmer klassningen?"), ("sample_size", "3"), ("which", "all"), ("platform_id", w.platform.as_str())];
        w.eva.get(&format!("/spot-checks/new?platform_id={}", w.platform)).await.expect(200).has(&["Visa de 5 tjänster"]);
        for (size, said) in [("0", "mellan 1 och 5"), ("6", "mellan 1 och 5"), ("", "mellan 1 och 5"), ("alla", "Skriv ett heltal")] {
            let wrong = fields.map(|(k, v)| if k == "sample_size" { (k, size) } else { (k, v) });
            w.eva.post("/spot-checks", &wrong).await.expect(422).has(&[said, "Stämmer klassningen?"]);
        }
        let none = fields.map(|(k, v)| if k == "platform_id" { (k, w.safe.as_str()) } else { (k, v) });
        w.eva.post("/spot-checks", &none).await.expect(422).has(&["Urvalet ger inga tjänster"]);
        let place = w.eva.post("/spot-checks", &fields).await.expect(303).location().to_string();
        let id = id_in(&place);
        let check = t.read(|c| reviews::find_check(c, &w.ctx.scope, &id));
        assert_eq!((check.population_size, check.sample_size, check.algorithm.as_str()), (5, 3, "tillit-draw-1"));
        w.eva.get(&place).await.expect(200).has(&["3 av 5", check.seed.as_str(), check.population_sha256.as_str(), "Ej kontrollerad"]);
        let again = format!("/api/v1{place}/draw-again");
        assert_eq!(w.api("POST", &again, Value::Null, None).await.expect(200).json()["same"], true);
        // the register changes afterwards: the frozen list does not
        crate::service_reviews::service(t, "Ny tjänst", &w.platform, ["1", "1", "1", "1"], "");
        assert_eq!(w.api("POST", &again, Value::Null, None).await.expect(200).json()["same"], true);
        // a list that was tampered with is found out
        t.write(|c| {
            use diesel::RunQueryDsl as _;
            let sql = format!("UPDATE spot_checks SET population = '[]' WHERE id = '{id}'");
            diesel::sql_query(sql).execute(c)?;
            Ok(())
        });
        assert_eq!(w.api("POST", &again, Value::Null, None).await.expect(200).json()["same"], false);
        w.eva.get("/spot-checks").await.expect(200).has(&["Stickprov i november", "3 av 5"]);
        t.drain();
    }

    async fn what_was_drawn_is_looked_at_and_a_deviation_becomes_a_finding(t: &Harness) {
        let w = world(t);
        let new = json!({"title": "Stickprov", "purpose": "Se efter", "sample_size": 2, "selection": {"platform_id": w.platform}});
        let made = w.api("POST", "/api/v1/spot-checks", new, None).await.expect(201).json();
        let place = format!("/spot-checks/{}", made["id"].as_str().unwrap());
        let items: Vec<String> = made["drawn"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap().to_string()).collect();
        let item = |n: usize| format!("{place}/drawn/{}", items[n]);
        w.eva.get(&item(0)).await.expect(200).has(&["Avvikelse"]);
        w.eva.post(&item(0), &[("version", "1"), ("outcome", "deviation"), ("looked_at", "Tio ärenden")]).await.expect(422).has(&["Skriv vad som avviker"]);
        w.eva.post(&item(0), &[("version", "1"), ("outcome", "ok"), ("looked_at", "x"), ("looked_on", "2026-11-24")]).await.expect(422);
        w.eva.post(&format!("{}/finding", item(0)), &[]).await.expect(409).has(&["Bara en avvikelse"]);
        let seen = [("version", "1"), ("outcome", "deviation"), ("looked_at", "Tio ärenden"), ("note", "Fritext med personnummer"), ("evidence", "KS 2026/118-3")];
        w.eva.post(&item(0), &seen).await.expect(303);
        w.eva.post(&item(0), &seen).await.expect(409);
        w.eva.post(&format!("{place}/close"), &[("version", "1"), ("conclusion", "Klart")]).await.expect(409).has(&["Inget kan hoppas över"]);
        let finding = w.eva.post(&format!("{}/finding", item(0)), &[]).await.expect(303).location().to_string();
        w.eva.get(&finding).await.expect(200).has(&["Fritext med personnummer"]);
        w.eva.post(&format!("{}/finding", item(0)), &[]).await.expect(409);
        let ok = [("version", "3"), ("outcome", "ok"), ("looked_at", "Tio ärenden")];
        w.eva.post(&item(0), &ok).await.expect(409).has(&["redan blivit en brist"]);
        let api = json!({"outcome": "ok", "looked_at": "Tio ärenden", "looked_on": "2026-11-20"});
        w.api("PUT", &format!("/api/v1{}", item(1)), api.clone(), None).await.expect(428);
        w.api("PUT", &format!("/api/v1{}", item(1)), api, Some("\"1\"")).await.expect(200);
        w.eva.get(&place).await.expect(200).has(&["Eva Björk 2026-11-23", "Eva Björk 2026-11-20", "KS 2026/118-3", "Visa bristen"]);
        w.eva.post(&format!("{place}/close"), &[("version", "1"), ("conclusion", "En av två avvek.")]).await.expect(303);
        w.eva.get(&place).await.expect(200).has(&["En av två avvek.", "Avslutat"]);
        w.eva.post(&item(1), &[("version", "2"), ("outcome", "ok"), ("looked_at", "x")]).await.expect(409);
        t.drain();
    }

    async fn a_service_without_a_vendor_gives_no_finding(t: &Harness) {
        let w = world(t);
        crate::service_reviews::service(t, "Egen tjänst", &w.safe, ["1", "1", "1", "1"], "");
        let new = json!({"title": "Eget", "purpose": "Se efter", "sample_size": 1, "selection": {"platform_id": w.safe}});
        let made = w.api("POST", "/api/v1/spot-checks", new, None).await.expect(201).json();
        let item = format!("/spot-checks/{}/drawn/{}", made["id"].as_str().unwrap(), made["drawn"][0]["id"].as_str().unwrap());
        w.eva.post(&item, &[("version", "1"), ("outcome", "deviation"), ("looked_at", "x"), ("note", "y")]).await.expect(303);
        w.eva.post(&format!("{item}/finding"), &[]).await.expect(409).has(&["ingen leverantör"]);
        t.drain();
    }

    async fn neither_a_vendor_nor_another_organisation_sees_a_review(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        let analysis = w.analysis(t, &id, 0);
        w.eva.post(&format!("/service-campaigns/{id}/board-memos"), &[]).await.expect(303);
        let memo = t.read(|c| reviews::memos(c, &w.ctx.scope, &id)).remove(0);
        let new = json!({"title": "HEMLIGT-STICKPROV", "purpose": "Se efter", "sample_size": 1});
        let check = w.api("POST", "/api/v1/spot-checks", new, None).await.expect(201).json()["id"].as_str().unwrap().to_string();
        let now = t.now();
        let (home, other) = t.write(|c| Ok((
            accounts::add_organisation(c, now, OrganisationKind::Vendor, "Portalverket Norr AB", None, false)?,
            accounts::add_organisation(c, now, OrganisationKind::Municipality, "Lindvik kommun", None, false)?,
        )));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lova Sjö");
        let (sara, sara_ctx) = t.person(&other, Role::SecurityOfficer, "Sara Holm");
        let outsiders: Vec<(Browser, String)> = vec![
            (t.browser_for(&lena, lena_ctx), t.token_of(&lena, &home, Role::VendorAdmin)),
            (t.browser_for(&sara, sara_ctx), t.token_of(&sara, &other, Role::SecurityOfficer)),
        ];
        for (browser, token) in &outsiders {
            for path in [
                format!("/service-campaigns/{id}"), format!("/service-analyses/{}", analysis.id), format!("/service-analyses/{}/edit", analysis.id),
                format!("/service-campaigns/{id}/board-memos/{}/memo.pdf", memo.id), format!("/service-campaigns/{id}/export"), format!("/spot-checks/{check}"),
            ] {
                let answer = browser.get(&path).await;
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&["Tjänster över taket", "HEMLIGT-STICKPROV", "Orosanmälan"]);
                if !path.ends_with("/edit") && !path.ends_with("/export") {
                    let answer = browser.api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await;
                    assert!(matches!(answer.status, 403 | 404), "API {path}: {}", answer.status);
                }
            }
            let list = browser.get("/service-campaigns").await;
            assert!(list.status == 200 || list.status == 403);
            list.lacks(&["Tjänster över taket"]);
        }
        // another organisation's ids in one's own forms
        let (sara_browser, sara_token) = &outsiders[1];
        let stolen = json!({"title": "x", "why": "y", "due_on": "2026-12-24", "manager_id": sara.id, "owner_id": sara.id, "selection": {"service_ids": [w.services[0]]}});
        sara_browser.api(sara_token, "POST", "/api/v1/service-campaigns", stolen, &[]).await.expect(422);
        let stolen = json!({"title": "x", "why": "y", "due_on": "2026-12-24", "manager_id": w.eva_id, "owner_id": sara.id, "selection": {"platform_id": w.platform}});
        sara_browser.api(sara_token, "POST", "/api/v1/service-campaigns", stolen, &[]).await.expect(422);
        t.drain();
    }

    async fn two_thousand_services_cost_no_more_queries(t: &Harness) {
        let w = world(t);
        let small = w.start().await;
        let count = async |path: String| {
            let before = t.app.db.query_count();
            w.eva.get(&path).await.expect(200);
            t.app.db.query_count() - before
        };
        let pages = |id: &Id| [format!("/service-campaigns/{id}"), "/service-campaigns/new?which=all".to_string(), format!("/service-campaigns/{id}/services?which=all")];
        let mut few = Vec::new();
        for path in pages(&small) {
            few.push(count(path).await);
        }
        t.write(|c| {
            use diesel::RunQueryDsl as _;
            let columns = "organisation_id, name, name_folded, search_text, platform_id, audience, channels, information_types, class_c, class_i, class_a, class_t, reclassify, status, created_at, updated_at, version";
            let no = if t.engine == crate::support::Engine::Sqlite { "0" } else { "false" };
            for n in 0..2_000 {
                let id = Id::new(now_plus(t, n));
                let sql = format!("INSERT INTO services (id, {columns}) VALUES ('{id}', '{}', 'Tjänst {n}', 'tjanst {n}', 'tjanst {n}', '{}', 'public', 'web', '', 3, 3, 3, 3, {no}, 'published', '2026-11-23 08:00:00', '2026-11-23 08:00:00', 1)", t.region.id, w.platform);
                diesel::sql_query(sql).execute(c)?;
            }
            Ok(())
        });
        let started = std::time::Instant::now();
        let large = w.start().await;
        eprintln!("a campaign over 2,003 services on {:?}: {:?}", t.engine, started.elapsed());
        for (path, few) in pages(&large).into_iter().zip(few) {
            assert_eq!(count(path.clone()).await, few, "{path}");
        }
        w.eva.get(&format!("/service-campaigns/{large}")).await.expect(200).has(&["0 av 2", "Sida 1 av 41"]);
        let started = std::time::Instant::now();
        w.eva.get(&format!("/service-campaigns/{large}")).await.expect(200);
        eprintln!("its page on {:?}: {:?}", t.engine, started.elapsed());
        t.drain();
    }
}

fn now_plus(t: &Harness, milliseconds: i64) -> chrono::DateTime<chrono::Utc> {
    t.now() + chrono::Duration::milliseconds(milliseconds)
}
