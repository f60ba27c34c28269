//! The meeting itself: attendance, the quorum, conflicts of interest, and invitations with calendar files.

use super::dialogues::{has_pdftotext, pdf_text};
use super::minutes::{Scene, day, guest, scene};
use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::{Role, Side};
use tillit::features::dialogues;
use tillit::platform::mail::Letter;

/// The calendar files of mails, as text, by the receiver's name.
fn calendars(letters: &[Letter]) -> Vec<(String, String)> {
    letters
        .iter()
        .flat_map(|letter| letter.parts.iter().map(move |part| (letter.to_name.clone(), part)))
        .filter(|(_, part)| part.media_type.starts_with("text/calendar"))
        .map(|(name, part)| (name, String::from_utf8(part.bytes.clone()).unwrap().replace("\r\n ", "")))
        .collect()
}

/// The value of a line of a calendar file.
fn line<'a>(file: &'a str, name: &str) -> &'a str {
    file.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in\n{file}"))
}

async fn call(s: &Scene, t: &Harness, on: &str, at: &str, status: u16) -> crate::support::Answer {
    let version = s.now(t).version.to_string();
    let fields = [("version", version.as_str()), ("held_on", on), ("time", at), ("minutes", "60"), ("place", "Teams")];
    s.browser.post(&format!("{}/call", s.page()), &fields).await.expect(status)
}

async fn cancel(s: &Scene, t: &Harness, reason: &str, status: u16) -> crate::support::Answer {
    let version = s.now(t).version.to_string();
    let fields = [("version", version.as_str()), ("cancel_reason", reason)];
    s.browser.post(&format!("{}/call/cancel", s.page()), &fields).await.expect(status)
}

both! {
    async fn invitations_moves_and_cancellations_reach_the_calendars(t: &Harness) {
        let s = scene(t);
        s.browser.get(&format!("{}/call", s.page())).await.expect(200).has(&["2 deltagare får kallelsen", "Märta Sjöström", "Ingen kallelse är skickad"]);
        call(&s, t, "2026-11-25", "09:30", 303).await;
        let first = calendars(&t.drain());
        assert_eq!(first.len(), 2, "one for each with an address");
        call(&s, t, "2026-11-26", "13.00", 303).await;
        let moved = calendars(&t.drain());
        cancel(&s, t, "", 422).await.has(&["Fyll i det här fältet"]);
        cancel(&s, t, "Sjukdom", 303).await;
        let gone = calendars(&t.drain());
        for ((name, sent), (sequence, method, starts)) in [&first, &moved, &gone].iter().map(|all| &all[0]).zip([
            ("0", "REQUEST", "20261125T083000Z"),
            ("1", "REQUEST", "20261126T120000Z"),
            ("2", "CANCEL", "20261126T120000Z"),
        ]) {
            assert_eq!((line(sent, "SEQUENCE:"), line(sent, "METHOD:"), line(sent, "DTSTART:")), (sequence, method, starts));
            assert_eq!(line(sent, "UID:"), format!("{}@tillit", s.dialogue.id), "the same meeting in every file");
            // Nobody sees the others' addresses, and the subject has nothing of what will be said.
            let own = if name == "Eva Björk" { "eva.bjork@" } else { "karin.oberg@" };
            assert!(line(sent, "ATTENDEE;").contains(own) && sent.matches("ATTENDEE").count() == 1, "{sent}");
            assert_eq!(line(sent, "SUMMARY:"), "Dialogmöte\\, Region Almeå\\, AVT-2024-17");
            assert!(line(sent, "ORGANIZER;").contains("karin.oberg@contract-manager.example"), "{sent}");
        }
        assert_eq!(s.now(t).held_on, day("2026-11-26"));
        cancel(&s, t, "Igen", 409).await.has(&["redan inställt"]);
        s.browser.get(&format!("{}/call", s.page())).await.expect(200).has(&["Mötet är inställt. Välj en ny tid", "Sjukdom"]);
        // A new time after a cancellation is an invitation, with a higher number.
        call(&s, t, "2026-11-30", "09:00", 303).await;
        let again = calendars(&t.drain());
        assert_eq!((line(&again[0].1, "SEQUENCE:"), line(&again[0].1, "METHOD:")), ("3", "REQUEST"));
        let token = s.token(t);
        let sent = s.browser.api(&token, "GET", &format!("{}/calls", s.api()), Value::Null, &[]).await.expect(200).json();
        let kinds: Vec<_> = sent["calls"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["invited", "moved", "cancelled", "invited"]);
    }

    async fn who_is_called_keeps_the_day_and_the_organiser(t: &Harness) {
        let s = scene(t);
        let (page, token) = (s.page(), s.token(t));
        s.browser.get(&format!("{page}/call")).await.expect(200).has(&["Skickas till deltagarna"]);
        call(&s, t, "2026-11-25", "09:30", 303).await;
        t.drain();
        // The day stands in calendars: it is moved where they are told.
        let version = s.now(t).version.to_string();
        let (etag, another) = (format!("\"{version}\""), [("version", version.as_str()), ("held_on", "2026-11-27")]);
        s.browser.post(&format!("{page}/edit"), &another).await.expect(422).has(&["Ändra dagen under Kallelse"]);
        s.browser.api(&token, "PATCH", &s.api(), json!({ "held_on": "2026-11-27" }), &[("if-match", &etag)]).await.expect(422).has(&["/held_on"]);
        s.browser.api(&token, "PATCH", &s.api(), json!({ "internal_note": "Ta med avtalet" }), &[("if-match", &etag)]).await.expect(200);
        // Whoever comes later is pointed out until the invitation goes out again: by a colleague, in the name of the first.
        s.seat(t, &[guest(Side::Region, "Olle Säker", Some("olle.saker@security-officer.example"), None)]);
        s.browser.get(&page).await.expect(200).has(&["har inte fått den"]);
        s.browser.get(&format!("{page}/call")).await.expect(200).has(&["har inte fått den"]);
        let (colleague, ctx) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        let version = s.now(t).version.to_string();
        let fields = [("version", version.as_str()), ("held_on", "2026-11-26"), ("time", "13:00"), ("minutes", "60"), ("place", "Teams")];
        t.browser_for(&colleague, ctx).post(&format!("{page}/call"), &fields).await.expect(303);
        let moved = calendars(&t.drain());
        assert_eq!(moved.len(), 3);
        assert!(moved.iter().all(|(_, file)| line(file, "ORGANIZER;").contains("karin.oberg@")), "{moved:?}");
        s.browser.get(&page).await.expect(200).lacks(&["har inte fått den"]);
        // What is called off stands in no calendar.
        cancel(&s, t, "Sjukdom", 303).await;
        t.drain();
        let version = s.now(t).version.to_string();
        s.browser.post(&format!("{page}/edit"), &[("version", version.as_str()), ("held_on", "2026-11-27")]).await.expect(303);
    }

    async fn both_sides_see_when_and_where_and_that_a_meeting_is_cancelled(t: &Harness) {
        let s = scene(t);
        let (portal, calls, vendor) = (format!("/portal{}", s.page()), format!("{}/calls", s.api()), s.vendor_token(t));
        s.vendor_browser.get(&portal).await.expect(200).lacks(&["Teams", "Inställt"]);
        // Planned is not called.
        s.browser.get(&format!("{}/minutes", s.page())).await.expect(200).has(&["Planerad"]).lacks(&["Kallad"]);
        call(&s, t, "2026-11-26", "13:00", 303).await;
        s.vendor_browser.get(&portal).await.expect(200).has(&["13:00", "60 minuter", "Teams"]).lacks(&["Inställt"]);
        cancel(&s, t, "Sjukdom", 303).await;
        s.vendor_browser.get(&portal).await.expect(200).has(&["Mötet är inställt", "Sjukdom"]).lacks(&["13:00"]);
        s.vendor_browser.get("/portal/dialogues").await.expect(200).has(&["Inställt"]);
        for page in [s.page(), "/dialogues".into(), "/meetings?period=2026-11".into()] {
            s.browser.get(&page).await.expect(200).has(&["Inställt"]);
        }
        let read = s.browser.api(&vendor, "GET", &calls, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&read["calls"][1]["kind"], &read["calls"][1]["reason"]), (&json!("cancelled"), &json!("Sjukdom")));
        assert!(read.get("cancelled_in_row").is_none(), "{read}");
        let listed = s.browser.api(&vendor, "GET", "/api/v1/dialogues", Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["items"][0]["cancelled"], json!(true));
        s.browser.api(&t.token(&t.other_region, Role::ContractManager), "GET", &calls, Value::Null, &[]).await.expect(404);
        t.drain();
        // A new time, and it is on again.
        call(&s, t, "2026-11-30", "09:00", 303).await;
        s.vendor_browser.get(&portal).await.expect(200).has(&["09:00"]).lacks(&["Mötet är inställt"]);
        t.drain();
    }

    async fn a_double_click_invites_once(t: &Harness) {
        let s = scene(t);
        let (version, on) = (s.now(t).version.to_string(), s.now(t).held_on.to_string());
        let fields = [("version", version.as_str()), ("held_on", on.as_str()), ("time", "15:00"), ("minutes", "60"), ("place", "Teams")];
        for status in [303, 409] {
            s.browser.post(&format!("{}/call", s.page()), &fields).await.expect(status);
        }
        assert_eq!(calendars(&t.drain()).len(), 2, "one for each with an address");
    }

    async fn cancelled_twice_in_a_row_becomes_a_finding(t: &Harness) {
        let s = scene(t);
        let token = s.token(t);
        let findings = || async {
            s.browser.api(&token, "GET", "/api/v1/findings", Value::Null, &[]).await.expect(200).json()["items"].as_array().unwrap().clone()
        };
        call(&s, t, "2026-11-25", "09:30", 303).await;
        cancel(&s, t, "Sjukdom", 303).await;
        assert_eq!(findings().await.len(), 0);
        call(&s, t, "2026-11-27", "09:30", 303).await;
        let version = format!("\"{}\"", s.now(t).version);
        let path = format!("{}/calls/cancel", s.api());
        let told = s.browser.api(&token, "POST", &path, json!({"reason": "Ingen kunde"}), &[("if-match", &version)]).await.expect(201).json();
        let found = findings().await;
        assert_eq!(found.len(), 1);
        assert_eq!((&told["finding_id"], &found[0]["severity"], &found[0]["responsible"]), (&found[0]["id"], &json!("high"), &json!("region")));
        assert!(found[0]["title"].as_str().unwrap().contains("AVT-2024-17"), "{}", found[0]["title"]);
        // The contract stands on the ladder, without a step until somebody decides one.
        let ladder = s.browser.api(&token, "GET", "/api/v1/escalations", Value::Null, &[]).await.expect(200).json()["items"].clone();
        assert_eq!(ladder.as_array().unwrap().len(), 1, "{ladder}");
        assert_eq!((&ladder[0]["cause"], &ladder[0]["origin_id"]), (&json!("cancelled_meetings"), &json!(s.dialogue.id.to_string())));
        // A meeting that is held begins the count anew.
        s.hold(t);
        let ctx = s.ctx(t);
        t.write(|c| dialogues::lock(c, &ctx, &s.dialogue.id, None, None));
        let sent = s.browser.api(&token, "GET", &format!("{}/calls", s.api()), Value::Null, &[]).await.expect(200).json();
        assert_eq!(sent["cancelled_in_row"], 0);
        t.drain();
    }

    async fn hours_and_days_that_a_calendar_has_or_has_not(t: &Harness) {
        let s = scene(t);
        for (on, at, field) in [
            ("2027-03-28", "02:30", "Den tiden finns inte den dagen"),
            ("2026-11-23", "08:00", "Välj en tid som inte har passerat"),
            ("2026-12-01", "halv tio", "Skriv klockslaget"),
            ("2027-02-29", "09:00", "Skriv datumet"),
        ] {
            call(&s, t, on, at, 422).await.has(&[field]);
        }
        assert_eq!(t.drain().len(), 0);
        // The 29th of February exists in 2028, and 02:30 comes twice on the last Sunday of October 2027.
        for (on, at, starts) in [("2027-10-31", "02:30", "20271031T003000Z"), ("2028-02-29", "13:00", "20280229T120000Z")] {
            call(&s, t, on, at, 303).await;
            assert_eq!(line(&calendars(&t.drain())[0].1, "DTSTART:"), starts);
        }
        // A meeting that has begun is not invited to, and one that nobody can be reached for is not either.
        let ctx = s.ctx(t);
        t.write(|c| dialogues::set_participants(c, &ctx, &s.dialogue.id, None, &[guest(Side::Vendor, "Märta Sjöström", None, None)]));
        call(&s, t, "2028-03-01", "09:00", 409).await.has(&["Ingen deltagare har en e-postadress"]);
        t.write(|c| dialogues::start(c, &ctx, &s.dialogue.id, None));
        call(&s, t, "2028-03-01", "09:00", 409).await;
    }

    async fn attendance_makes_a_quorum_and_stands_in_the_record(t: &Harness) {
        let s = scene(t);
        s.seat(t, &[guest(Side::Region, "Olle Säker", Some("olle@almea.example"), Some("Informationssäkerhetsstrateg"))]);
        let (token, page) = (s.token(t), format!("{}/attendance", s.page()));
        let path = format!("{}/attendance", s.api());
        let seats = s.browser.api(&token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        let proposed: Vec<_> = seats["attendance"].as_array().unwrap().iter().map(|a| a["seat"].as_str().unwrap()).collect();
        assert_eq!(proposed, ["contract_manager", "information_security", "vendor_head", "other"]);
        assert_eq!(seats["quorum"]["met"], true);
        s.browser.get(&page).await.expect(200).has(&["Mötet är beslutsfört", "Olle Säker"]);

        // Olle is away, Märta is Eva's deputy.
        let row = |side: &str, name: &str, how: &str, seat: &str, deputy: Value| json!({"side": side, "name": name, "attendance": how, "seat": seat, "deputy_for": deputy});
        let list = |deputy: Value| json!({"attendance": [
            row("region", "Karin Öberg", "remote", "contract_manager", Value::Null),
            row("region", "Olle Säker", "absent", "information_security", Value::Null),
            row("vendor", "Eva Björk", "absent", "other", Value::Null),
            row("vendor", "Märta Sjöström", "deputy", "vendor_head", deputy)]});
        let put = |body: Value| async { let version = format!("\"{}\"", s.now(t).version); s.browser.api(&token, "PUT", &path, body, &[("if-match", &version)]).await };
        put(list(Value::Null)).await.expect(422).has(&["/attendance/3/deputy_for", "error-minutes-deputy"]);
        put(json!({"attendance": [row("vendor", "Okänd", "present", "other", Value::Null)]})).await.expect(422).has(&["error-minutes-not-participant"]);
        let noted = put(list(json!("Eva Björk"))).await.expect(200).json();
        assert_eq!(noted["quorum"]["missing"], json!(["information_security"]));
        s.browser.get(&page).await.expect(200).has(&["Mötet är inte beslutsfört", "Informationssäkerhet"]);
        // The list of participants says the same.
        let ctx = s.ctx(t);
        let noted = s.now(t);
        let people = t.read(|c| dialogues::participants(c, &noted));
        assert_eq!(people.iter().map(|p| p.present).collect::<Vec<_>>(), [true, false, false, true]);

        // A conflict of interest, and one that was noted by mistake.
        s.hold(t);
        let held = s.now(t);
        let item = t.read(|c| dialogues::items(c, &held)).remove(12);
        let declare = |reason: &str| [("name", "region|Karin Öberg".to_string()), ("item_id", item.id.to_string()), ("reason", reason.to_string()), ("stepped_out", "1".to_string())];
        for (reason, status) in [("", 422), ("Närstående arbetar hos leverantören.", 303), ("Fel person", 303)] {
            let fields = declare(reason);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
            s.browser.post(&format!("{}/conflicts", s.page()), &fields).await.expect(status);
        }
        let all = s.browser.api(&token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        let wrong = all["conflicts"].as_array().unwrap().iter().find(|c| c["reason"] == "Fel person").unwrap()["id"].clone();
        s.browser.api(&token, "POST", &format!("{}/conflicts/retract", s.api()), json!({"conflict_id": wrong}), &[]).await.expect(200);
        s.browser.get(&format!("{}/close", s.page())).await.expect(200).has(&["Mötet är inte beslutsfört. Du kan ändå låsa"]);

        let locked = t.write(|c| dialogues::lock(c, &ctx, &s.dialogue.id, None, None)).dialogue;
        let record: Value = serde_json::from_str(locked.snapshot.as_deref().unwrap()).unwrap();
        assert_eq!(record["meeting"]["quorum"]["missing"], json!(["information_security"]));
        assert_eq!(record["meeting"]["conflicts"].as_array().unwrap().len(), 1);
        assert_eq!(record["meeting"]["attendance"][3]["deputy_for"], "Eva Björk");
        s.browser.get(&s.page()).await.expect(200).has(&["Mötet var inte beslutsfört", "Närstående arbetar hos leverantören.", "deltog inte i punkten"]);
        if has_pdftotext() {
            let text = pdf_text(&s.browser.get(&format!("{}/report.pdf?lang=sv", s.page())).await.expect(200).body);
            assert!(text.contains("Mötet var inte beslutsfört") && text.contains("Ersättare för Eva Björk") && text.contains("Anmält jäv"), "{text}");
        }
        // Afterwards nothing of it changes.
        put(list(json!("Eva Björk"))).await.expect(409);
        t.drain();
    }

    async fn the_record_says_what_changed_since_the_one_before(t: &Harness) {
        let mut s = scene(t);
        let moved = s.action(t, "Flyttas", "2026-12-10");
        s.action(t, "Blir sen", "2026-12-01");
        s.lock(t);
        let ctx = s.ctx(t);
        let next = t.read(|c| dialogues::latest_of_contract(c, &ctx.scope, &s.contract.id)).unwrap();
        s.dialogue = next;
        t.write(|c| tillit::features::findings::postpone(c, &ctx, &moved.id, None, day("2027-01-15"), "Behöver mer tid").map(drop));
        t.advance_days(40);
        let closed = s.action(t, "Ny sedan sist", "2027-02-01");
        let ctx = s.ctx(t);
        t.write(|c| dialogues::refresh(c, &ctx, &s.dialogue.id).map(drop));
        s.hold(t);
        t.write(|c| tillit::features::findings::cancel(c, &ctx, &closed.id, None, "Inte längre aktuellt").map(drop));
        t.write(|c| dialogues::lock(c, &ctx, &s.dialogue.id, None, None).map(drop));
        t.drain();
        let token = s.token(t);
        let minutes = s.browser.api(&token, "GET", &format!("{}/minutes", s.api()), Value::Null, &[]).await.expect(200).json();
        let all = &minutes["difference"];
        assert_eq!((all["new"].as_array().unwrap().len(), all["closed"].as_array().unwrap().len(), all["moved"].as_array().unwrap().len(), all["overdue"].as_array().unwrap().len()), (1, 1, 1, 1), "{all}");
    }

    async fn a_note_without_end_is_refused_and_sixty_are_seated(t: &Harness) {
        let s = scene(t);
        let many: Vec<_> = (0..57).map(|n| guest(Side::Vendor, &format!("Gäst {n}"), None, None)).collect();
        s.seat(t, &many);
        let token = s.token(t);
        let ctx = s.ctx(t);
        t.write(|c| dialogues::start(c, &ctx, &s.dialogue.id, None));
        let held = s.now(t);
        let item = t.read(|c| dialogues::items(c, &held)).remove(0);
        let path = format!("{}/items/{}", s.api(), item.id);
        let body = json!({"status": "taken_up", "note": "å".repeat(100_000)});
        s.browser.api(&token, "PUT", &path, body, &[("if-match", "\"1\"")]).await.expect(422).has(&["/note", "error-too-long"]);
        let posted = s.browser.post(&format!("{}/items/{}", s.page(), item.id), &[("version", "1"), ("status", "taken_up"), ("note", &"å".repeat(100_000))]).await;
        posted.expect(422);
        s.browser.get(&format!("{}/attendance", s.page())).await.expect(200).has(&["Gäst 56"]);
        s.lock(t);
        s.browser.get(&format!("{}/report.pdf", s.page())).await.expect(200);
    }
}
