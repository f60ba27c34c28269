//! The mails of the follow-up in an organisation's own words, and those that must never say something else; what is kept
//! of them.

use super::notices::{World, world};
use super::questionnaires::{browsers, scene};
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Language};
use tillit::features::accounts::people_of_organisation;
use tillit::features::notices;
use tillit::kit::outbox::{self, Mail};
use tillit::platform::mail::Letter;

/// Writes a text; the answer is the page's.
async fn write(admin: &Browser, event: &str, subject: &str, body: &str) -> super::support::Answer {
    admin.post(&format!("/mail-texts/{event}/sv"), &[("version", "0"), ("subject", subject), ("body", body)]).await
}

/// The mail as the vendor's person gets it.
fn mailed(t: &Harness, w: &World, event: &str, data: Value) -> Letter {
    let (person, _, language, email) = t.read(|c| people_of_organisation(c, &w.svar.actor.organisation_id)).remove(0);
    let mail = Mail::new(event, &email.parse().unwrap(), &person.name, language, data);
    t.write(|c| outbox::mail(c, &w.ctx, &t.region.id, ("action", &w.action), &mail));
    t.drain().remove(0)
}

both! {
    async fn what_comes_back_is_never_announced_as_verified(t: &Harness) {
        let w = world(t);
        let admin = t.region_user(Role::Admin);
        write(&admin, "action_verified", "Bra jobbat: {title}", "Snyggt, {name}!\n\n{link}").await.expect(303);
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        let verify = format!("/actions/{}/verify", w.action);
        crate::notices::sql(t, "UPDATE actions SET status = 'reported_done', due_on = '2027-06-01'");
        eva.post(&verify, &[("version", "1"), ("effective", "false"), ("note", "Testmiljön saknas")]).await.expect(303);
        let letter = t.drain().into_iter().find(|letter| letter.to_name == "Svar Alfa Vård AB").unwrap();
        assert!(letter.subject.starts_with("Åtgärden behöver göras klart") && letter.text.contains("Testmiljön saknas"), "{letter:?}");
        assert!(!letter.text.contains("Snyggt") && letter.text.contains("1 juni 2027"), "{}", letter.text);
        notices::sweep(&t.app, t.now()).unwrap();
        t.drain();
        let (svar, ..) = t.read(|c| people_of_organisation(c, &w.svar.actor.organisation_id)).remove(0);
        let inbox = t.browser_for(&svar, w.svar.clone()).get("/portal/notices").await.expect(200);
        inbox.has(&["En åtgärd är återsänd"]).lacks(&["En åtgärd är verifierad"]);
        // Each has its own text.
        write(&admin, "action_sent_back", "Tillbaka: {title}", "{note} {due_on}\n\n{link}").await.expect(303);
        let data = json!({ "client_name": "Region Almeå", "title": "Byt nycklar", "note": "Test", "due_on": "2026-12-15", "path": "/portal/actions/1" });
        assert_eq!(mailed(t, &w, "action_sent_back", data.clone()).subject, "Tillbaka: Byt nycklar");
        assert_eq!(mailed(t, &w, "action_verified", data).subject, "Bra jobbat: Byt nycklar");
    }

    async fn a_mail_that_says_one_of_several_things_says_which_whatever_its_text(t: &Harness) {
        let w = world(t);
        let admin = t.region_user(Role::Admin);
        let body = "Hej {name}!\n\n{facts}\n\nVarmt välkomna: {link}";
        write(&admin, "dialogue_call", "Välkomna", body).await.expect(422).has(&["måste innehålla {heading}"]);
        write(&admin, "dialogue_call", "{heading}", "Välkomna: {link}").await.expect(422).has(&["måste innehålla {facts}"]);
        write(&admin, "dialogue_call", "{heading} {facts}", body).await.expect(422).has(&["en enda rad"]);
        let page = admin.get("/mail-texts/dialogue_call/sv").await.expect(200);
        page.has(&["{facts}, {link}", "Karin Öberg kallar till dialogmöte", "Kallelse till dialogmöte 2026-12-15"]);
        write(&admin, "dialogue_call", "{heading}", body).await.expect(303);
        let call = |kind: &str| json!({
            "kind": kind, "organisation": "Region Almeå", "contract": "AVT-1", "held_on": "2026-12-15", "time": "09:30", "length": 60,
            "place": null, "reason": "<b>Sjukdom</b>", "sender": "Karin Öberg", "path": "/portal/dialogues/1",
        });
        let cancelled = mailed(t, &w, "dialogue_call", call("cancelled"));
        assert!(cancelled.subject.starts_with("Inställt") && cancelled.text.contains("har ställt in dialogmötet"), "{cancelled:?}");
        assert!(cancelled.text.contains("Varmt välkomna: http://localhost:8080/portal/dialogues/1") && cancelled.text.contains("<b>Sjukdom"));
        assert!(cancelled.html.contains("&lt;b&gt;Sjukdom") && !cancelled.html.contains("<b>"), "{}", cancelled.html);
        assert!(mailed(t, &w, "dialogue_call", call("moved")).subject.starts_with("Ändrad tid"));
        // A list stays a list.
        write(&admin, "chain_asked", "Kedjan åt {client}", "Hej!\n\n{facts}\n\n{link}").await.expect(303);
        let asked = json!({ "client": "Region Almeå", "contracts": ["2024-118 Rådgivning", "2025-7 Växel"], "due_on": "2026-12-15", "path": "/portal/chain" });
        let letter = mailed(t, &w, "chain_asked", asked);
        assert_eq!(letter.subject, "Kedjan åt Region Almeå");
        assert!(letter.text.starts_with("Hej!\n\n- 2024-118 Rådgivning\n- 2025-7 Växel\n\n"), "{}", letter.text);
    }

    async fn every_mail_of_the_follow_up_can_be_looked_at_and_written_anew(t: &Harness) {
        let admin = t.region_user(Role::Admin);
        for event in [
            "assessment_reminder", "assessment_escalated", "chain_asked", "chain_reminder", "subcontract_news", "plan_shared",
            "escalation_letter", "dialogue_call", "dialogue_skipped", "minutes", "minutes_approval", "minutes_news", "incident_notice",
        ] {
            for language in ["sv", "en"] {
                let place = format!("/mail-texts/{event}/{language}");
                let shown = admin.get(&place).await.expect(200).text();
                let after = |from: &str, then: &str| shown.split_once(from).unwrap().1.split_once(then).unwrap().1;
                let subject = after("name=\"subject\"", "value=\"").split('"').next().unwrap();
                let body = after("<textarea", ">").split("</textarea>").next().unwrap().trim();
                let fields = [("version", "0"), ("subject", subject), ("body", body), ("preview", "1")];
                admin.post(&place, &fields).await.expect(200).has(&["Så här blir mejlet"]);
            }
        }
        t.drain();
    }

    async fn a_section_that_is_handed_over_is_told_in_the_clients_words(t: &Harness) {
        let s = scene(t);
        let id = crate::answering::send(t, &s.officer, &s.vendor);
        let (_, sara) = browsers(t, &s);
        let (anna, _) = t.person(&s.home, Role::VendorMember, "Anna Berg");
        t.drain();
        let admin = t.region_user(Role::Admin);
        write(&admin, "section_delegated", "{client}: {section}", "Frågor? Ring 123.\n\n{link}").await.expect(303);
        let fields = [("domain", "A"), ("person_id", anna.id.as_str()), ("due_on", "2026-12-01"), ("note", "Ett ord")];
        sara.post(&format!("/portal/assessments/{id}/delegations"), &fields).await.expect(303);
        let letter = t.drain().remove(0);
        assert!(letter.subject.starts_with("Region Almeå: Styrning") && letter.text.contains("Ring 123"), "{letter:?}");
        // It stands in the vendor's log and in no other.
        sara.get("/portal/notices/deliveries").await.expect(200).has(&["Ett avsnitt att svara på", "Anna Berg"]);
        admin.get("/notices/deliveries").await.expect(200).lacks(&["Ett avsnitt att svara på", "Anna Berg"]);
    }

    async fn a_withdrawn_answer_is_kept_and_no_address_is_forgotten(t: &Harness) {
        let w = world(t);
        crate::notices::sql(t, "UPDATE actions SET due_on = '2027-06-01'");
        let email = w.eva.email.clone().unwrap().parse().unwrap();
        let data = json!({ "vendor": "Alfa Vård AB", "count": 2, "path": format!("/vendors/{}/passport", w.vendor.id) });
        let mail = Mail::new("passport_withdrawn", &email, "Eva Björk", Language::Sv, data);
        t.write(|c| outbox::mail(c, &w.svar, &t.region.id, ("vendor", &w.vendor.id), &mail));
        t.drain();
        notices::sweep(&t.app, t.now()).unwrap();
        let inbox = t.browser_for(&w.eva, w.ctx.clone()).get("/notices").await.expect(200);
        inbox.has(&["Svar i ett leverantörspass är återtagna: Alfa Vård AB"]);
        // As many as there are.
        let meeting = Id::new(t.now());
        t.write(|c| {
            for n in 0..230 {
                let mail = Mail { to: format!("Gäst{n}@alfa.example"), ..mail.clone() };
                outbox::mail(c, &w.ctx, &t.region.id, ("dialogue", &meeting), &mail)?;
            }
            Ok(())
        });
        let sent = t.read(|c| outbox::written_to(c, &w.ctx, &meeting, "passport_withdrawn", None));
        assert!(sent.len() == 230 && sent.contains("gäst229@alfa.example"));
        let later = Some((t.now() + chrono::Duration::hours(1)).into());
        assert!(t.read(|c| outbox::written_to(c, &w.ctx, &meeting, "passport_withdrawn", later)).is_empty());
        assert!(t.read(|c| outbox::written_to(c, &w.ctx, &meeting, "minutes", None)).is_empty());
        t.drain();
    }
}
