//! Amendments: proposed, signed or dropped; a signed one makes its clauses present.

use crate::contract_depth::{contract, line, say, vendor};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::contracts::InContract;

both! {
    async fn a_signed_amendment_brings_its_clauses_in(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        say(t, &karin, &contract.id, "KV-05", InContract::Missing);
        let list = format!("/contracts/{}/amendments", contract.id);
        karin.post(&list, &[("title", " ")]).await.expect(422).has(&["Fyll i det här fältet"]);
        let place = karin.post(&list, &[("title", "Säkerhetsbilaga"), ("diary_number", "HSN 2026/3")]).await.expect(303).location().to_string();
        karin.post(&format!("{place}/sign"), &[("signed_on", "2026-11-20"), ("version", "1")]).await.expect(409).has(&["minst ett avtalskrav"]);
        let chosen = [("title", "Säkerhetsbilaga"), ("clause", "KV-05"), ("clause", "KV-34"), ("section_KV-05", "Bilaga 2, punkt 1"), ("section_KV-34", ""), ("version", "1")];
        karin.post(&place, &chosen).await.expect(303);
        // Nothing is in the contract before it is signed.
        assert_eq!(line(t, &karin, &contract, "KV-05").in_contract(), Some(InContract::Missing));
        assert_eq!(line(t, &karin, &contract, "KV-34").in_contract(), None);
        for (day, words) in [("2023-12-31", "innan avtalet började gälla den 2024-01-01"), ("2026-11-24", "inte har kommit än"), ("i fjol", "år-månad-dag"), ("", "Fyll i")] {
            karin.post(&format!("{place}/sign"), &[("signed_on", day), ("version", "2")]).await.expect(422).has(&[words]);
        }
        karin.post(&format!("{place}/sign"), &[("signed_on", "2026-11-20"), ("version", "2")]).await.expect(303);
        let brought = line(t, &karin, &contract, "KV-05");
        assert_eq!((brought.in_contract(), brought.row.as_ref().unwrap().section.as_deref()), (Some(InContract::Present), Some("Bilaga 2, punkt 1")));
        assert!(brought.amendment.is_some() && !brought.voluntary);
        assert_eq!(line(t, &karin, &contract, "KV-34").in_contract(), Some(InContract::Present));
        karin.get(&format!("/contracts/{}/clauses", contract.id)).await.expect(200).has(&["Infört genom tillägg", "Tillägg 1: Säkerhetsbilaga", "Bilaga 2, punkt 1"]);
        karin.get(&list).await.expect(200).has(&["Tillägg 1: Säkerhetsbilaga", "Undertecknat", "2026-11-20", "KV-05, KV-34"]);
        karin.post(&place, &[("title", "Annat"), ("version", "3")]).await.expect(409).has(&["redan undertecknat"]);
        karin.get(&format!("/contracts/{}?tab=history", contract.id)).await.expect(200).has(&["Tilläggsavtal undertecknades", "Säkerhetsbilaga"]);
        // Somebody who looks again and finds it missing has the last word.
        karin.post(&format!("/contracts/{}/clauses/KV-05", contract.id), &[("in_contract", "missing"), ("met", "unknown"), ("version", "2")]).await.expect(303);
        assert_eq!(line(t, &karin, &contract, "KV-05").amendment, None);
    }

    async fn two_people_writing_one_amendment_both_see_both(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        let place = karin.post(&format!("/contracts/{}/amendments", contract.id), &[("title", "Bilaga")]).await.expect(303).location().to_string();
        karin.post(&place, &[("title", "Karins bilaga"), ("clause", "KV-05"), ("version", "1")]).await.expect(303);
        karin.post(&place, &[("title", "Nils bilaga"), ("clause", "KV-06"), ("version", "1")]).await.expect(409).has(&["Karins bilaga", "Nils bilaga", "name=\"version\" value=\"2\""]);
        karin.post(&format!("{place}/drop"), &[("reason", ""), ("version", "2")]).await.expect(422).has(&["Fyll i det här fältet"]);
        karin.post(&format!("{place}/drop"), &[("reason", "Ersätts av ny upphandling"), ("version", "2")]).await.expect(303);
        karin.get(&place).await.expect(200).has(&["Nedlagt", "Ersätts av ny upphandling"]);
        karin.post(&format!("{place}/sign"), &[("signed_on", "2026-11-20"), ("version", "3")]).await.expect(409);
        assert_eq!(line(t, &karin, &contract, "KV-05").in_contract(), None);
    }

    async fn a_program_does_the_same(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        let token = t.token(&t.region, Role::ContractManager);
        let list = format!("/api/v1/contracts/{}/amendments", contract.id);
        let wrong = json!({ "title": "A", "clauses": [{ "clause_id": "KV-99", "section": null }] });
        assert_eq!(karin.api(&token, "POST", &list, wrong, &[]).await.expect(422).json()["errors"][0]["pointer"], "/clauses");
        let body = json!({ "title": "A", "clauses": [{ "clause_id": "KV-05", "section": "2" }] });
        let made = karin.api(&token, "POST", &list, body.clone(), &[]).await.expect(201).json();
        assert_eq!((&made["number"], &made["state"]), (&json!(1), &json!("proposed")));
        let place = format!("{list}/{}", made["id"].as_str().unwrap());
        karin.api(&token, "PUT", &place, body.clone(), &[]).await.expect(428);
        karin.api(&token, "PUT", &place, body, &[("if-match", "\"1\"")]).await.expect(200);
        let early = json!({ "signed_on": "2023-06-01" });
        assert_eq!(karin.api(&token, "POST", &format!("{place}/sign"), early, &[("if-match", "\"2\"")]).await.expect(422).json()["errors"][0]["pointer"], "/signed_on");
        let stale = json!({ "signed_on": "2026-06-01" });
        karin.api(&token, "POST", &format!("{place}/sign"), stale.clone(), &[("if-match", "\"1\"")]).await.expect(412);
        let signed = karin.api(&token, "POST", &format!("{place}/sign"), stale, &[("if-match", "\"2\"")]).await.expect(200).json();
        assert_eq!((&signed["state"], &signed["signed_on"], &signed["clauses"][0]["section"]), (&json!("signed"), &json!("2026-06-01"), &json!("2")));
        let clauses = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/clauses", contract.id), Value::Null, &[]).await.expect(200).json();
        let found = clauses["items"].as_array().unwrap().iter().find(|item| item["clause_id"] == "KV-05").unwrap();
        assert_eq!((&found["in_contract"], &found["amendment_id"]), (&json!("present"), &signed["id"]));
    }
}
