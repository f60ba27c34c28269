//! Actions across the portfolio: board, timeline and month without JavaScript, many changed at once, and the private
//! address for calendars.

use super::categorisation::queries;
use super::ladder::world;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation};
use tillit::features::findings::{self, ActionStatus, Severity};

both! {
    async fn the_same_filters_hold_in_every_view(t: &Harness) {
        let w = world(t);
        let keys = w.action(t, "Byt nycklar", None, "2026-12-20");
        let logs = w.action(t, "Förläng loggarna", None, "2027-02-28");
        t.write(|c| findings::start(c, &w.ctx, &logs.id, None).map(drop));
        t.drain();
        for view in ["/actions", "/actions/board", "/actions/timeline", "/actions/month?month=2026-12"] {
            let mark = if view.contains('?') { "&" } else { "?" };
            w.region.get(&format!("{view}{mark}q=nycklar")).await.expect(200).has(&["Byt nycklar", "Tavla", "Tidslinje", "Månad"]).lacks(&["Förläng loggarna"]);
            w.region.get(&format!("{view}{mark}status=borta")).await.expect(422);
        }
        w.region.get("/actions?due_from=2027-01-01").await.expect(200).has(&["Förläng loggarna"]).lacks(&["Byt nycklar"]);
        w.region.get("/actions/board?due_to=2026-12-31").await.expect(200).has(&["Byt nycklar"]).lacks(&["Förläng loggarna"]);
        // The timeline's picture has its table beside it.
        w.region.get("/actions/timeline").await.expect(200).has(&["<svg class=\"chart-svg timeline-svg\"", "<desc id=\"timeline-desc\">", "2026-12-20", "2027-02-28"]);
        w.region.get("/actions/month").await.expect(200).has(&["november 2026", "month&#x3D;2026-12"]).lacks(&["Byt nycklar"]);
        w.region.get("/actions/month?month=2026-12").await.expect(200).has(&["Byt nycklar", "month&#x3D;2027-01"]);
        w.region.get("/actions/month?month=2028-02").await.expect(200).has(&["datetime=\"2028-02-29\""]);
        for bad in ["2026-13", "i+dag", "%2B2026-1"] {
            w.region.get(&format!("/actions/month?month={bad}")).await.expect(422);
        }
        let (other, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let stranger = t.browser_for(&other, ctx);
        for view in ["/actions/board", "/actions/timeline", "/actions/month?month=2026-12"] {
            stranger.get(view).await.expect(200).lacks(&["Byt nycklar"]);
            let status = w.portal.get(view).await.status;
            assert!(matches!(status, 403 | 404), "{view} {status}");
        }
        let _ = keys;
    }

    async fn the_views_cost_a_fixed_number_of_queries(t: &Harness) {
        let w = world(t);
        let pages = ["/actions", "/actions/board", "/actions/timeline", "/actions/month?month=2026-12", "/effect-checks", "/escalations"];
        let finding = w.finding(t, Severity::High);
        w.action(t, "Den första", Some(&finding), "2026-12-20");
        let mut before = Vec::new();
        for page in pages {
            before.push(queries(t, &w.region, page).await);
        }
        for n in 0..20 {
            let action = w.action(t, &format!("Åtgärd {n}"), Some(&finding), "2026-12-20");
            let new = NewEscalation { origin: LadderOrigin::Action, origin_id: action.id.clone(), cause: LadderCause::Other, reason: "Skäl".into() };
            t.write(|c| escalations::open(c, &w.ctx, &new).map(drop));
        }
        for (page, count) in pages.iter().zip(before) {
            assert_eq!(queries(t, &w.region, page).await, count, "{page}");
        }
        t.drain();
    }

    async fn a_card_moves_by_its_form(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        let id = action.id.to_string();
        w.region.get("/actions/board").await.expect(200).has(&["Byt nycklar", "Flytta kortet", "Klarrapporterad (0)"]);
        let board = "/actions/board?q=nycklar";
        w.region.post(board, &[("action_id", &id), ("version", "1"), ("to", "report"), ("note", "")]).await.expect(422).has(&["Beskriv vad som har gjorts"]);
        w.region.post(board, &[("action_id", &id), ("version", "1"), ("to", "cancel"), ("note", " ")]).await.expect(422).has(&["Fyll i det här fältet"]);
        w.region.post(board, &[("action_id", &id), ("version", "1"), ("to", "bort"), ("note", "")]).await.expect(422);
        let moved = w.region.post(board, &[("action_id", &id), ("version", "1"), ("to", "begin"), ("note", "")]).await.expect(303);
        assert_eq!(moved.location(), board, "the filters are kept");
        w.region.post(board, &[("action_id", &id), ("version", "1"), ("to", "report"), ("note", "Klart")]).await.expect(409);
        w.region.post(board, &[("action_id", &id), ("version", "2"), ("to", "report"), ("note", "Klart")]).await.expect(303);
        // The rules of the step hold here too.
        w.region.post(board, &[("action_id", &id), ("version", "3"), ("to", "verify"), ("note", "Sett")]).await.expect(409).has(&["själv klarrapporterat"]);
        let stored = t.read(|c| findings::find_action(c, &w.ctx.scope, &action.id));
        assert_eq!(stored.status, ActionStatus::ReportedDone);
        let reader = t.region_user(Role::Reader);
        reader.get("/actions/board").await.expect(200).has(&["Byt nycklar"]).lacks(&["Flytta kortet"]);
        t.drain();
    }

    async fn each_of_many_is_tried_for_itself(t: &Harness) {
        let w = world(t);
        let (one, two, gone) = (w.action(t, "Ett", None, "2026-12-20"), w.action(t, "Två", None, "2026-12-20"), w.action(t, "Borta", None, "2026-12-20"));
        t.write(|c| findings::cancel(c, &w.ctx, &gone.id, None, "Behövs inte").map(drop));
        let hidden = tillit::base::Id::new(t.now()).to_string();
        let (a, b, g) = (one.id.to_string(), two.id.to_string(), gone.id.to_string());
        w.region.post("/actions/bulk", &[("set", "priority"), ("priority", "critical")]).await.expect(422).has(&["Välj minst en åtgärd"]);
        w.region.post("/actions/bulk", &[("id", &a), ("set", "due"), ("due_on", "i dag"), ("reason", "")]).await.expect(422).has(&["år-månad-dag", "Fyll i det här fältet", &a]);
        w.region.post("/actions/bulk", &[("id", &a)]).await.expect(422);
        let stale = format!("version-{b}");
        let fields = [("id", a.as_str()), ("id", b.as_str()), ("id", g.as_str()), ("id", hidden.as_str()), ("id", a.as_str()), (stale.as_str(), "9"), ("set", "due"), ("due_on", "2027-01-31"), ("reason", "Gemensam plan")];
        let page = w.region.post("/actions/bulk", &fields).await.expect(200);
        page.has(&["Ändrade: 1. Inte ändrade: 3.", "Någon annan har ändrat", "Åtgärden finns inte"]);
        let stored = t.read(|c| findings::find_action(c, &w.ctx.scope, &one.id));
        assert_eq!((stored.due_on.to_string().as_str(), stored.slips), ("2027-01-31", 1));
        assert_eq!(t.read(|c| findings::find_action(c, &w.ctx.scope, &two.id)).slips, 0);
        w.region.get("/actions?status=all").await.expect(200).has(&["Ändra de valda"]);

        let token = t.token(&t.region, Role::ContractManager);
        let many = |ids: Vec<&str>| ids.into_iter().map(|id| json!({ "id": id })).collect::<Vec<_>>();
        let body = json!({ "actions": many(vec![a.as_str(), hidden.as_str()]), "priority": "critical" });
        let done = w.region.api(&token, "POST", "/api/v1/actions/bulk", body, &[]).await.expect(200).json();
        assert_eq!((done["items"][0]["changed"].as_bool(), done["items"][1]["changed"].as_bool()), (Some(true), Some(false)));
        w.region.get(&format!("/actions/{a}")).await.expect(200).has(&["Kritisk"]);
        for bad in [json!({ "actions": [], "priority": "low" }), json!({ "actions": many(vec![a.as_str()]) }), json!({ "actions": many(vec![a.as_str()]), "priority": "low", "owner_id": null }), json!({ "actions": many(vec![a.as_str()]), "due_on": "2027-05-01" }), json!({ "actions": many(vec![a.as_str()]), "owner_id": null })] {
            w.region.api(&token, "POST", "/api/v1/actions/bulk", bad, &[]).await.expect(422);
        }
        // Nobody empties the owner of many, and of two stale priorities one is refused.
        w.region.post("/actions/bulk", &[("id", &a), ("set", "owner"), ("owner_id", "")]).await.expect(422).has(&["#f-owner_id"]);
        let version = t.read(|c| findings::find_action(c, &w.ctx.scope, &one.id)).version;
        for (priority, changed) in [("low", true), ("high", false)] {
            let body = json!({ "actions": [{ "id": a, "version": version }], "priority": priority });
            let done = w.region.api(&token, "POST", "/api/v1/actions/bulk", body, &[]).await.expect(200).json();
            assert_eq!(done["items"][0]["changed"], changed, "{priority}");
        }
        let too_many: Vec<String> = (0..201).map(|_| tillit::base::Id::new(t.now()).to_string()).collect();
        let body = json!({ "actions": many(too_many.iter().map(String::as_str).collect()), "priority": "low" });
        w.region.api(&token, "POST", "/api/v1/actions/bulk", body, &[]).await.expect(422);
        // Another organisation's are not there, and the vendor's people change nothing.
        let strange = t.token(&t.other_region, Role::ContractManager);
        let body = json!({ "actions": many(vec![b.as_str()]), "priority": "critical" });
        let done = w.region.api(&strange, "POST", "/api/v1/actions/bulk", body.clone(), &[]).await.expect(200).json();
        assert_eq!(done["items"][0]["changed"], false);
        let vendor = t.token(&w.vendor_organisation, Role::VendorAdmin);
        w.portal.api(&vendor, "POST", "/api/v1/actions/bulk", body, &[]).await.expect(404);
        t.drain();
    }

    async fn a_calendar_says_what_and_when_and_never_whose(t: &Harness) {
        let w = world(t);
        let finding = w.finding(t, Severity::Low);
        w.action(t, "Byt hemliga nycklar", Some(&finding), "2027-03-28");
        t.write(|c| tillit::features::dialogues::start_series(c, &w.ctx, &w.contract.id, "2026-12-15".parse().unwrap()));
        t.drain();
        let sensitive = ["smunda", "nycklar", "2024-118", "gonsjukv", "Karin", "HEMLIGT", "Almeå"];
        w.region.get("/account/calendar").await.expect(200).has(&["Du har ingen kalenderadress"]);
        let address = |text: String| text.split('"').find(|part| part.contains("/calendar/") && part.ends_with(".ics")).unwrap().replace("http://localhost:8080", "");
        let first = address(w.region.post("/account/calendar", &[]).await.expect(200).has(&["visas bara nu"]).text());
        w.region.get("/account/calendar").await.expect(200).lacks(&[&first, "Du har ingen"]);
        // Nobody is signed in where a calendar asks.
        let calendar = t.stranger().get(&first).await.expect(200);
        assert!(calendar.header("content-type").unwrap().starts_with("text/calendar"));
        let text = calendar.lacks(&sensitive).text();
        let unfolded = text.replace("\r\n ", "");
        for line in ["SUMMARY:Åtgärd ska vara klar", "DTSTART;VALUE=DATE:20270328", "DTEND;VALUE=DATE:20270329", "SUMMARY:Dialogmöte", "DTSTART;VALUE=DATE:20261215", "METHOD:PUBLISH"] {
            assert!(unfolded.contains(&format!("{line}\r\n")), "{line} in {unfolded}");
        }
        assert!(text.split("\r\n").all(|line| line.len() <= 75) && text.ends_with("END:VCALENDAR\r\n"));
        assert!(unfolded.contains("URL:http://localhost:8080/actions/"));
        // Renewed, withdrawn, and dead with the role.
        let second = address(w.region.post("/account/calendar", &[]).await.expect(200).text());
        assert_ne!(first, second);
        t.stranger().get(&first).await.expect(404);
        t.stranger().get(&second).await.expect(200);
        w.region.post("/account/calendar/withdraw", &[]).await.expect(303);
        t.stranger().get(&second).await.expect(404);
        t.stranger().get("/calendar/gissning.ics").await.expect(404);

        // The vendor's person gets what the vendor may see, and the audit never the secret.
        let token = t.token(&w.vendor_organisation, Role::VendorMember);
        let made = w.portal.api(&token, "POST", "/api/v1/calendar-feed", json!({}), &[]).await.expect(201).json();
        let path = made["address"].as_str().unwrap().replace("http://localhost:8080", "");
        let text = t.stranger().get(&path).await.expect(200).lacks(&sensitive).has(&["/portal/actions/"]).text();
        assert!(!text.replace("\r\n ", "").contains("localhost:8080/actions/"));
        let shown = w.portal.api(&token, "GET", "/api/v1/calendar-feed", Value::Null, &[]).await.expect(200).json();
        assert!(shown["address"].is_null() && shown["last_used_at"].is_string());
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_string();
        let auditor = t.region_user(Role::Auditor);
        auditor.get("/audit").await.expect(200).lacks(&[&secret]);
        w.portal.api(&token, "DELETE", "/api/v1/calendar-feed", Value::Null, &[]).await.expect(200);
        t.stranger().get(&path).await.expect(404);
        t.drain();
    }
}
