//! The dialogue about a question: both sides see it, one mail tells of it, the internal note stays apart.

use super::questionnaires::{browsers, new, scene};
use super::reviewing::{handed_in, judge};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::controls::Assurance;
use tillit::features::questionnaires as q;

both! {
    async fn a_question_is_asked_answered_and_resolved(t: &Harness) {
        let s = scene(t);
        let early = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        let id = handed_in(t, &s, &[]);
        t.drain();
        judge(t, &s.officer, &id, "Q01", Assurance::A1);
        let (region, vendor) = browsers(t, &s);
        let (ask, answer) = (format!("/assessments/{id}/questions/Q01"), format!("/portal/assessments/{id}/questions/Q01/messages"));
        region.post(&format!("/assessments/{early}/questions/Q01/messages"), &[("text", "Hej")]).await.expect(409);
        vendor.post(&answer, &[("text", "Vi undrar")]).await.expect(409).has(&["inte frågat"]);
        region.post(&format!("{ask}/messages"), &[("text", " ")]).await.expect(422).has(&["Fyll i"]);
        region.post(&format!("{ask}/messages"), &[("text", "Vilket beslut gäller?")]).await.expect(303);
        region.post(&format!("{ask}/messages"), &[("text", "Och från när?")]).await.expect(303);
        region.post(&format!("/assessments/{id}/questions/Q06/messages"), &[("text", "Visa ett exempel")]).await.expect(303);
        // Three messages, one mail; not before they have waited.
        q::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.drain().len(), 0);
        t.advance_days(1);
        q::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("3 meddelanden om Q01, Q06") && letters[0].text.contains(&format!("/portal/assessments/{id}/dialogue")), "{}", letters[0].text);
        assert!(!letters[0].text.contains("HEMLIG") && !letters[0].html.contains("HEMLIG"));
        q::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.drain().len(), 0);
        let (region, vendor) = browsers(t, &s);
        vendor.get(&format!("/portal/assessments/{id}/dialogue")).await.expect(200).has(&["Vilket beslut gäller?", "Region Almeå"]).lacks(&["HEMLIG"]);
        vendor.post(&answer, &[("text", "")]).await.expect(422).lacks(&["HEMLIG"]);
        vendor.post(&answer, &[("text", "Beslutet från mars.")]).await.expect(303);
        region.get(&format!("/assessments/{id}/review?q=Q01")).await.expect(200).has(&["Beslutet från mars.", "Väntar på regionen", "HEMLIG-BEDÖMNING"]);
        t.advance_days(1);
        q::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        assert!(letters.len() == 1 && letters[0].text.contains("ett meddelande om Q01"), "{letters:?}");
        let (region, vendor) = browsers(t, &s);
        region.post(&format!("{ask}/resolve"), &[]).await.expect(303);
        region.post(&format!("{ask}/resolve"), &[]).await.expect(409);
        vendor.post(&answer, &[("text", "En sak till")]).await.expect(409).has(&["redan utredd"]).lacks(&["HEMLIG"]);
        t.drain();
    }

    async fn the_vendors_program_sees_the_messages_alone(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        judge(t, &s.officer, &id, "Q01", Assurance::A1);
        t.write(|c| q::review_depth::write_message(c, &s.officer, (&id, "Q01"), "Vilket beslut?"));
        let people = t.read(|c| tillit::features::accounts::people_of_organisation(c, &s.home.id));
        let (person, ..) = people.into_iter().find(|(each, ..)| each.id == s.admin.actor.person_id).unwrap();
        let token = t.token_of(&person, &s.home, Role::VendorAdmin);
        let path = format!("/api/v1/assessments/{id}");
        let seen = t.stranger().api(&token, "GET", &format!("{path}/messages"), Value::Null, &[]).await.expect(200).lacks(&["HEMLIG", "assurance", "tier"]).json();
        assert_eq!(seen["items"][0]["messages"][0]["text"], "Vilket beslut?");
        t.stranger().api(&token, "POST", &format!("{path}/questions/Q01/messages"), json!({"text": "Mars"}), &[]).await.expect(201);
        t.stranger().api(&token, "POST", &format!("{path}/questions/Q02/messages"), json!({"text": "Mars"}), &[]).await.expect(409).lacks(&["HEMLIG"]);
        t.stranger().api(&token, "POST", &format!("{path}/questions/Q01/resolve"), Value::Null, &[]).await.expect(404);
        t.advance_days(1);
        q::sweep(&t.app, t.now()).unwrap();
        t.drain();
    }
}
