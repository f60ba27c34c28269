//! The inbox on both sides, what it hides, how one wants to be told, mail texts, the delivery log.

use super::categorisation::queries;
use super::sendings::vendor;
use super::support::tables::insert;
use super::support::{Browser, Harness};
use diesel::RunQueryDsl;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::Person;
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation};
use tillit::features::notices;
use tillit::features::vendors::{self, Vendor, VendorStatus};
use tillit::kit::Ctx;
use tillit::kit::notices::{News, NoticeKind, tell};

/// A manager, her vendor with somebody there, and an action of the vendor that is due today.
pub struct World {
    pub eva: Person,
    pub ctx: Ctx,
    pub vendor: Vendor,
    pub svar: Ctx,
    pub action: Id,
}

pub fn world(t: &Harness) -> World {
    let (eva, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
    let (row, svar) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
    let vendor = Vendor { manager_id: Some(eva.id.clone()), ..row };
    t.write(|c| vendors::save(c, &ctx.scope, &vendor));
    let action = action(t, &vendor, "Inför <b>lösenord</b>", "2026-11-23");
    World { eva, ctx, vendor, svar: svar.unwrap(), action }
}

pub fn action(t: &Harness, vendor: &Vendor, title: &str, due_on: &str) -> Id {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed).to_string();
    let given = [
        ("organisation_id", vendor.organisation_id.as_str()),
        ("vendor_id", vendor.id.as_str()),
        ("number", number.as_str()),
        ("title", title),
        ("responsible", "vendor"),
        ("status", "open"),
        ("due_on", due_on),
        ("created_by", vendor.id.as_str()),
    ];
    insert(t, "actions", &given)
}

pub fn sql(t: &Harness, statement: &str) {
    t.write(|c| Ok(diesel::sql_query(statement).execute(c)?));
}

fn person_of(t: &Harness, ctx: &Ctx) -> Browser {
    let person = t.read(|c| {
        let all = tillit::features::accounts::people_of_organisation(c, &ctx.actor.organisation_id)?;
        Ok(all.into_iter().find(|(person, ..)| person.id == ctx.actor.person_id).unwrap().0)
    });
    t.browser_for(&person, ctx.clone())
}

async fn list(browser: &Browser, token: &str, query: &str) -> Value {
    browser.api(token, "GET", &format!("/api/v1/notices{query}"), Value::Null, &[]).await.expect(200).json()
}

both! {
    async fn both_sides_have_an_inbox_that_leads_to_the_place(t: &Harness) {
        let w = world(t);
        notices::sweep(&t.app, t.now()).unwrap();
        t.drain();
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        eva.get("/start").await.expect(200).has(&["1 oläst notis"]);
        let page = eva.get("/notices").await.expect(200);
        page.has(&["Åtgärd ska vara klar", "Inför &lt;b&gt;lösenord", "Alfa Vård AB", "2026-11-23", "Oläst"]);
        let token = t.token_of(&w.eva, &t.region, Role::ContractManager);
        let all = list(&eva, &token, "").await;
        let id = all["items"][0]["id"].as_str().unwrap().to_string();
        assert_eq!((&all["total"], all["items"][0]["href"].as_str().unwrap()), (&json!(1), format!("/actions/{}", w.action).as_str()));
        assert_eq!(eva.get(&format!("/notices/{id}")).await.expect(303).location(), format!("/actions/{}", w.action));
        eva.get("/start").await.expect(200).lacks(&["oläst notis"]);
        eva.post(&format!("/notices/{id}/mark"), &[("read", "0")]).await.expect(303);
        assert_eq!(list(&eva, &token, "?unread=true").await["total"], 1);
        eva.post("/notices/read", &[("kind", "dialogue")]).await.expect(303);
        assert_eq!(list(&eva, &token, "?unread=true").await["total"], 1, "another kind");
        eva.post("/notices/read", &[("kind", "")]).await.expect(303);
        assert_eq!(list(&eva, &token, "?unread=true&kind=action").await["total"], 0);
        assert_eq!(list(&eva, &token, "?kind=dialogue").await["total"], 0);
        // the vendor's side is its own
        let svar = person_of(t, &w.svar);
        svar.get("/portal/notices").await.expect(200).has(&["Inför &lt;b&gt;lösenord", "Region Almeå"]);
        svar.get(&format!("/portal/notices/{id}")).await.expect(404);
        svar.get("/notices").await.expect(403);
    }

    async fn a_notice_tells_no_more_than_its_reader_may_see(t: &Harness) {
        let w = world(t);
        notices::sweep(&t.app, t.now()).unwrap();
        let svar = person_of(t, &w.svar);
        svar.get("/portal/notices").await.expect(200).has(&["lösenord"]);
        t.write(|c| vendors::save(c, &w.ctx.scope, &Vendor { vendor_organisation_id: None, ..w.vendor.clone() }));
        svar.get("/portal/notices").await.expect(200).lacks(&["lösenord", "Region Almeå", w.action.as_str(), "2026-11-23</time>"]).has(&["Du har inte längre behörighet att se det som notisen gäller."]);
        let token = t.read(|c| tillit::features::accounts::people_of_organisation(c, &w.svar.actor.organisation_id))[0].0.clone();
        let home = t.read(|c| tillit::features::accounts::find_organisation(c, &w.svar.actor.organisation_id));
        let token = t.token_of(&token, &home, Role::VendorAdmin);
        let told = list(&svar, &token, "").await;
        let one = &told["items"][0];
        for field in ["title", "whose", "object_id", "href", "due_on", "step", "event"] {
            assert_eq!(one[field], Value::Null, "{field}");
        }
        assert_eq!(one["hidden"], json!(true));
        let id = one["id"].as_str().unwrap();
        assert_eq!(svar.get(&format!("/portal/notices/{id}")).await.expect(303).location(), "/portal/notices");
        // what nothing is to be seen of is not mailed either
        let letters = t.drain();
        let home = &w.svar.actor.organisation_id;
        let news = News {
            person_id: &w.svar.actor.person_id, home_id: home, organisation_id: &t.region.id, kind: NoticeKind::Event,
            event: Some("action_verified"), object: ("action", &w.action), due_on: None, key: "prov:1",
        };
        assert!(t.write(|c| tell(c, &w.ctx, &news)));
        t.advance_days(1);
        notices::sweep(&t.app, t.now()).unwrap();
        assert!(t.drain().is_empty());
        assert!(letters.iter().any(|letter| letter.text.contains("Inför <b>lösenord</b>")));
    }

    async fn many_notices_cost_as_few_queries_as_few(t: &Harness) {
        let w = world(t);
        notices::sweep(&t.app, t.now()).unwrap();
        t.drain();
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        let before = queries(t, &eva, "/notices").await;
        for n in 0..30 {
            action(t, &w.vendor, &format!("Åtgärd {n}"), "2026-11-23");
        }
        notices::sweep(&t.app, t.now()).unwrap();
        assert_eq!(queries(t, &eva, "/notices").await, before);
        assert!(before <= 10, "{before}");
        t.drain();
    }

    async fn others_tell_through_the_kit_and_once(t: &Harness) {
        let w = world(t);
        let news = News {
            person_id: &w.eva.id, home_id: &t.region.id, organisation_id: &t.region.id, kind: NoticeKind::Event,
            event: Some("action_verified"), object: ("action", &w.action), due_on: None, key: "prov:1",
        };
        assert!(t.write(|c| tell(c, &w.ctx, &news)));
        assert!(!t.write(|c| tell(c, &w.ctx, &news)), "the same thing is told once");
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        eva.get("/notices").await.expect(200).has(&["En åtgärd är verifierad"]);
        let off = [("version", "0"), ("quiet_from", ""), ("quiet_to", ""), ("mail", "1"), ("way_event", "off")];
        eva.post("/notices/settings", &off).await.expect(303);
        assert!(!t.write(|c| tell(c, &w.ctx, &News { key: "prov:2", ..news.clone() })), "turned off");
    }

    async fn a_person_decides_how_to_be_told(t: &Harness) {
        let w = world(t);
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        let said = ["Åtgärder har ett utlovat datum", "20:00", "07:00", "skickas när den är slut", "larm om incident", "går inte att välja bort"];
        eva.get("/notices/settings").await.expect(200).has(&said);
        let save = async |fields: &[(&str, &str)]| eva.post("/notices/settings", fields).await;
        save(&[("version", "0"), ("way_action", "off")]).await.expect(422).has(&["går inte att välja bort"]);
        save(&[("version", "0"), ("quiet_from", "25:00"), ("quiet_to", "07:00")]).await.expect(422).has(&["till exempel 20:00", "25:00"]);
        save(&[("version", "0"), ("quiet_from", "08:00"), ("quiet_to", "07:00")]).await.expect(422).has(&["högst 16 timmar"]);
        save(&[("version", "0"), ("quiet_from", "08:00")]).await.expect(422);
        save(&[("version", "0"), ("way_dialogue", "sms")]).await.expect(422);
        save(&[("version", "0"), ("language", "en"), ("quiet_from", "22:00"), ("quiet_to", "06:00"), ("mail", "1"), ("way_action", "at_once"), ("way_certificate", "off")]).await.expect(303);
        save(&[("version", "0"), ("mail", "1")]).await.expect(409);
        notices::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        let hers: Vec<_> = letters.iter().filter(|letter| letter.to_name == "Eva Björk").collect();
        assert_eq!(hers.len(), 1);
        assert!(hers[0].subject.starts_with("Notice in Tillit") && hers[0].unsubscribe.is_none(), "at once, in English, compulsory");
        let token = t.token_of(&w.eva, &t.region, Role::ContractManager);
        let said = eva.api(&token, "GET", "/api/v1/notice-settings", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&said["language"], &said["ways"]["action"], &said["quiet_from"]), (&json!("en"), &json!("at_once"), &json!("22:00")));
        let body = json!({ "quiet_from": "", "quiet_to": "", "mail": true, "ways": { "acceptance": "off" } });
        let refused = eva.api(&token, "PUT", "/api/v1/notice-settings", body, &[("if-match", "\"1\"")]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/ways/acceptance");
    }

    async fn a_certificate_is_called_by_a_word_and_never_by_its_code(t: &Harness) {
        let w = world(t);
        sql(t, "DELETE FROM actions");
        let of = |kind: &str, edition: Option<&str>, standard: &str| {
            let mut given = vec![("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.id.as_str()), ("kind", kind), ("standard", standard), ("valid_to", "2026-11-23")];
            given.extend(edition.map(|edition| ("edition", edition)));
            insert(t, "vendor_certificates", &given);
        };
        of("insurance", None, "insurance");
        of("iso27001", Some("2022"), "iso27001:2022");
        of("other", None, "Svanen");
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        eva.post("/notices/settings", &[("version", "0"), ("language", "en"), ("quiet_from", ""), ("quiet_to", ""), ("mail", "1")]).await.expect(303);
        notices::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        let text = |to: &str| letters.iter().find(|letter| letter.to_name == to).unwrap().text.clone();
        for (to, said) in [("Eva Björk", ["Certificate expires: Insurance (Alfa", "Certificate expires: ISO 27001:2022 (", "Certificate expires: Svanen ("]), ("Svar Alfa Vård AB", ["Certifikat löper ut: Försäkring (Region", "Certifikat löper ut: ISO 27001:2022 (", "Certifikat löper ut: Svanen ("])] {
            for said in said {
                assert!(text(to).contains(said), "{said}: {}", text(to));
            }
        }
        eva.get("/notices").await.expect(200).has(&["Certifikat löper ut: Försäkring", "ISO 27001:2022"]).lacks(&[": insurance", "iso27001"]);
        person_of(t, &w.svar).get("/portal/notices").await.expect(200).has(&["Certifikat löper ut: Försäkring"]).lacks(&[": insurance"]);
        let token = t.token_of(&w.eva, &t.region, Role::ContractManager);
        let all = list(&eva, &token, "?kind=certificate").await;
        let titles: Vec<&str> = all["items"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
        assert!(titles.len() == 3 && !titles.contains(&"insurance"), "{titles:?}");
    }

    async fn an_escalation_says_whose_it_is(t: &Harness) {
        let w = world(t);
        sql(t, "UPDATE actions SET due_on = '2027-06-01'");
        let (_, karin) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
        let new = NewEscalation { origin: LadderOrigin::Action, origin_id: w.action.clone(), cause: LadderCause::Other, reason: "Tredje förseningen".to_string() };
        let row = t.write(|c| escalations::open(c, &karin, &new));
        let letters = t.drain();
        assert!(letters.len() == 1 && letters[0].to_name == "Eva Björk" && letters[0].subject.contains("Alfa Vård AB"), "{letters:?}");
        notices::sweep(&t.app, t.now()).unwrap();
        let eva = t.browser_for(&w.eva, w.ctx.clone());
        eva.get("/notices").await.expect(200).has(&["En eskalering är öppnad: Inför &lt;b&gt;lösenord", "Alfa Vård AB"]);
        let token = t.token_of(&w.eva, &t.region, Role::ContractManager);
        let all = list(&eva, &token, "").await;
        let one = &all["items"][0];
        assert_eq!((&one["event"], &one["whose"], one["href"].as_str().unwrap()), (&json!("escalation_opened"), &json!("Alfa Vård AB"), format!("/escalations/{}", row.id).as_str()));
        let svar = person_of(t, &w.svar);
        svar.get("/portal/notices").await.expect(200).lacks(&["En eskalering är öppnad", row.id.as_str()]);
        assert!(t.drain().is_empty());
    }

    async fn one_click_ends_what_may_be_ended(t: &Harness) {
        let w = world(t);
        sql(t, "DELETE FROM actions");
        let certificate = |until: &str| {
            insert(t, "vendor_certificates", &[("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.id.as_str()), ("standard", "ISO 27001"), ("valid_to", until)]);
        };
        certificate("2026-11-23");
        notices::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        let hers = letters.iter().find(|letter| letter.to_name == "Eva Björk").unwrap();
        let link = hers.unsubscribe.clone().unwrap().replace("http://localhost:8080", "");
        assert!(hers.text.contains(&link));
        let stranger = t.stranger();
        stranger.get(&link).await.expect(200).has(&["Region Almeå", "Välj bort mejlen"]);
        stranger.post(&format!("{link}0"), &[]).await.expect(404);
        stranger.post("/unsubscribe/a.b", &[]).await.expect(404);
        // as a mail program does it: no session, no token of ours
        stranger.send(actix_web::test::TestRequest::post().uri(&link).set_form([("List-Unsubscribe", "One-Click")])).await.expect(200);
        stranger.send(actix_web::test::TestRequest::post().uri(&link)).await.expect(200);
        t.advance_days(1);
        certificate("2026-11-24");
        action(t, &w.vendor, "Inför lösenord", "2026-11-24");
        notices::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        let hers = letters.iter().find(|letter| letter.to_name == "Eva Björk").unwrap();
        assert!(hers.text.contains("Inför lösenord") && !hers.text.contains("ISO 27001"), "{}", hers.text);
        let eva = t.browser_for(&w.eva, t.ctx_of(&w.eva, &t.region, Role::ContractManager));
        eva.get("/notices").await.expect(200).has(&["ISO 27001"]);
        eva.get("/notices/settings").await.expect(200).has(&["Du har valt bort mejlen"]);
    }

    async fn an_organisation_writes_its_own_mails(t: &Harness) {
        let w = world(t);
        let admin = t.region_user(Role::Admin);
        admin.get("/mail-texts").await.expect(200).has(&["Dagens notiser", "Standardtext"]);
        admin.get("/mail-texts/notice_digest/sv").await.expect(200).has(&["{rows}", "Hej {name}"]);
        admin.get("/mail-texts/notice_digest/no").await.expect(404);
        admin.get("/mail-texts/reset/sv").await.expect(404);
        let save = async |fields: &[(&str, &str)]| admin.post("/mail-texts/notice_digest/sv", fields).await;
        let good = "Hej {name}!\n\n{rows}\n\n<script>alert(1)</script>";
        save(&[("version", "0"), ("subject", "Läget"), ("body", "{rows} {password}")]).await.expect(422).has(&["”password” finns inte", "{rows} {password}"]);
        save(&[("version", "0"), ("subject", "Läget {{x}}"), ("body", good)]).await.expect(422);
        save(&[("version", "0"), ("subject", "Läget"), ("body", "Hej {name}")]).await.expect(422).has(&["måste innehålla {rows}"]);
        save(&[("version", "0"), ("subject", "Läget"), ("body", good), ("preview", "1")]).await.expect(200).has(&["Hej Kim Ek!", "Standardtext"]);
        save(&[("version", "0"), ("subject", "Läget, {count}"), ("body", good)]).await.expect(303);
        save(&[("version", "0"), ("subject", "Läget"), ("body", good)]).await.expect(409);
        notices::sweep(&t.app, t.now()).unwrap();
        let letters = t.drain();
        let hers = letters.iter().find(|letter| letter.to_name == "Eva Björk").unwrap();
        assert_eq!(hers.subject, "Läget, 1");
        assert!(hers.text.contains("Hej Eva Björk!") && hers.text.contains("Inför <b>lösenord</b>"), "{}", hers.text);
        assert!(!hers.html.contains("<b>lösenord") && !hers.html.contains("<script>") && hers.html.contains("&lt;b&gt;lösenord"), "{}", hers.html);
        assert!(hers.html.contains("/notices/settings"), "how to choose otherwise is always said");
        let portal = letters.iter().find(|letter| letter.to_name != "Eva Björk").unwrap();
        assert!(portal.subject.contains("notis"), "another organisation's mail keeps its own text: {}", portal.subject);
        admin.post("/mail-texts/notice_digest/sv/restore", &[("version", "1")]).await.expect(303);
        admin.post("/mail-texts/notice_digest/sv/restore", &[("version", "2")]).await.expect(409);
        admin.get("/mail-texts/notice_digest/sv").await.expect(200).has(&["Standardtext", "Läget, {count}", "Version 2"]);
        let token = t.token(&t.region, Role::Admin);
        let all = admin.api(&token, "GET", "/api/v1/mail-texts", Value::Null, &[]).await.expect(200).json();
        assert_eq!((all["items"].as_array().unwrap().len(), &all["items"][0]["shipped"]), (2, &json!(true)));
        let body = json!({ "subject": "S", "body": "{nix} {rows}" });
        let refused = admin.api(&token, "PUT", "/api/v1/mail-texts/notice_digest/en", body, &[("if-match", "\"0\"")]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/body");
        let seen = admin.api(&token, "POST", "/api/v1/mail-texts/notice_digest/en/preview", json!({ "subject": "S", "body": "{rows}" }), &[]).await.expect(200).json();
        assert!(seen["text"].as_str().unwrap().contains("Action is due"), "{seen}");
        // a token that may not
        let reader = t.token_of(&w.eva, &t.region, Role::ContractManager);
        admin.api(&reader, "GET", "/api/v1/mail-texts", Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn administrators_see_what_reached_whom_and_nobody_sees_who_opened(t: &Harness) {
        let w = world(t);
        notices::sweep(&t.app, t.now()).unwrap();
        t.drain();
        sql(t, "UPDATE outbox SET state = 'failed', last_error = 'smtp: 550' WHERE recipient LIKE 'eva%'");
        let admin = t.region_user(Role::Admin);
        admin.get("/notices/deliveries").await.expect(200).has(&["Eva Björk", "Dagens notiser", "Kom inte fram", "smtp: 550"]).lacks(&["lösenord", "Svar Alfa"]);
        admin.get("/notices/deliveries?state=done").await.expect(200).lacks(&["Eva Björk"]);
        admin.get("/notices/deliveries?event=notice_digest").await.expect(200).has(&["Eva Björk", "<option value=\"notice_digest\" selected"]);
        admin.get("/notices/deliveries?event=reset").await.expect(200).lacks(&["Eva Björk"]);
        t.browser_for(&w.eva, w.ctx.clone()).get("/notices/deliveries").await.expect(403);
        person_of(t, &w.svar).get("/portal/notices/deliveries").await.expect(200).has(&["Svar Alfa Vård AB", "Skickat"]).lacks(&["Eva Björk"]);
        let token = t.token(&t.region, Role::Admin);
        let all = admin.api(&token, "GET", "/api/v1/deliveries?state=failed", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&all["total"], &all["items"][0]["sent_at"]), (&json!(1), &Value::Null));
        for (event, total) in [("notice_digest", 1), ("reset", 0)] {
            let of = admin.api(&token, "GET", &format!("/api/v1/deliveries?event={event}"), Value::Null, &[]).await.expect(200).json();
            assert_eq!(of["total"], total, "{event}");
        }
    }
}
