//! A chain confirmation that a small provider gives by telephone: the region enters it, and everybody sees that it did.

use super::chain_campaigns::world;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::chains::{self, LinkSource};
use tillit::kit::audit;

both! {
    async fn the_region_enters_what_the_vendor_says_by_telephone(t: &Harness) {
        let w = world(t);
        let kept = w.link(t, "Arkivhyllan", true);
        let gone = w.link(t, "Gamla Driften", true);
        let hidden = w.link(t, "DOLD-PART", false);
        let place = w.ask(t).await;
        let id: tillit::base::Id = place.rsplit('/').next().unwrap().parse().unwrap();
        t.drain();
        let page = format!("/chains/confirmations/{id}");
        let field = |link: &chains::ChainLink| format!("answer_{}", link.id);
        let (first, second, unasked) = (field(&kept), field(&gone), field(&hidden));
        w.region.get(&page).await.expect(200).has(&["Svar per telefon", &first, &second]).lacks(&[&unasked]);
        let sign = format!("{page}/sign");
        let who = [("version", "1"), ("name", "Lena Sjö"), ("role", "Verksamhetschef"), ("note", "Byter lagring i mars.")];
        let some = [&who[..], &[(first.as_str(), "confirmed")]].concat();
        w.region.post(&sign, &some).await.expect(422).has(&["föreslå en rättelse", "Verksamhetschef", "Byter lagring i mars."]);
        t.region_user(Role::Reader).post(&sign, &some).await.expect(403);
        assert!(matches!(w.portal.post(&sign, &some).await.status, 403 | 404));
        let (person, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&person, ctx).post(&sign, &some).await.expect(404);
        let all = [&some[..], &[(second.as_str(), "not_used")]].concat();
        w.region.post(&sign, &[&[("version", "7")][..], &all[1..]].concat()).await.expect(409);
        w.region.post(&sign, &all).await.expect(303);
        w.region.post(&sign, &all).await.expect(409);
        // It is marked on the page, on the round and in the vendor's own portal.
        let shown = w.region.get(&page).await.expect(200).has(&["Inlagt per telefon", "Karin Öberg", "Lena Sjö", "Verksamhetschef"]);
        assert!(!shown.text().contains("Svar per telefon"), "it is answered");
        let round = shown.text();
        let round = round.split("href=\"/chains/rounds/").map(|rest| rest.split('"').next().unwrap()).find(|id| id.len() == 36).unwrap().to_string();
        w.region.get(&format!("/chains/rounds/{round}")).await.expect(200).has(&["Lena Sjö", "per telefon", "Bekräftad"]);
        w.portal.get(&place).await.expect(200).has(&["Svaret lämnades per telefon och lades in av"]);
        w.portal.post(&format!("{place}/sign"), &all).await.expect(409);
        let confirmed = t.read(|c| chains::find_link(c, &w.ctx.scope, &kept.id));
        assert_eq!((confirmed.source, confirmed.confirmed_on), (LinkSource::Confirmed, Some(w.ctx.today())));
        assert!(t.read(|c| chains::find_link(c, &w.ctx.scope, &hidden.id)).confirmed_on.is_none());
        // What is no longer used is a proposal that the region decides about, and the log says how it came in.
        w.region.get("/chains/corrections").await.expect(200).has(&["Gamla Driften"]);
        let events = t.read(|c| audit::history(c, &w.ctx, &id));
        assert_eq!((events[0].verb.as_str(), events[0].actor_name.as_str()), ("sign_by_phone", "Karin Öberg"));
        assert!(events[0].after.as_deref().unwrap().contains("phone_by_name"));
    }

    async fn the_api_does_the_same(t: &Harness) {
        let w = world(t);
        let kept = w.link(t, "Arkivhyllan", true);
        let place = w.ask(t).await;
        t.drain();
        let id = place.rsplit('/').next().unwrap().to_string();
        let token = t.token(&t.region, Role::ContractManager);
        let path = format!("/api/v1/chains/confirmations/{id}");
        let sign = format!("{path}/sign");
        let body = |answers: Value| json!({ "name": "Lena Sjö", "role": "VD", "answers": answers });
        let version = [("if-match", "\"1\"")];
        w.region.api(&token, "POST", &sign, body(json!({})), &[]).await.expect(428);
        let missing = w.region.api(&token, "POST", &sign, body(json!({})), &version).await.expect(422).json();
        assert_eq!(missing["errors"][0]["code"], "error-chain-answer");
        let answers = json!({ kept.id.as_str(): "confirmed" });
        w.region.api(&w.vendor_token, "POST", &sign, body(answers.clone()), &version).await.expect(404);
        let signed = w.region.api(&token, "POST", &sign, body(answers), &version).await.expect(200).json();
        assert_eq!((&signed["state"], &signed["signed_by_name"]), (&json!("signed"), &json!("Lena Sjö")));
        assert!(signed["phone_by_name"].as_str().unwrap().starts_with("Program contract_manager"), "{signed}");
        let own = w.region.api(&w.vendor_token, "GET", &format!("/api/v1/portal/confirmations/{id}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!(own["phone_by_name"], signed["phone_by_name"]);
    }
}
