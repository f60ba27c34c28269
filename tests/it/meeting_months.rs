//! The series of a contract, a month of the portfolio, and its minutes as one ZIP.

use super::meetings::{Scene, day, scene};
use super::support::Harness;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use tillit::access::Role;
use tillit::base::{Id, Language, Period};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues;
use tillit::features::findings;
use tillit::features::meetings::{self, MonthRunState, RunFileState};
use tillit::kit::outbox;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// Another contract of the same vendor, with its first dialogue.
fn another(t: &Harness, s: &Scene, reference: &str) -> Id {
    let contract = Contract { id: s.ctx.new_id(), reference: reference.into(), ..s.contract.clone() };
    let ctx = s.ctx(t);
    t.write(|c| contracts::insert(c, &contract));
    t.write(|c| dialogues::start_series(c, &ctx, &contract.id, day("2026-11-23"))).id
}

/// The files of a ZIP by name.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().to_string(), content)
        })
        .collect()
}

both! {
    async fn a_series_shows_what_each_meeting_counted(t: &Harness) {
        let s = scene(t, Some(1));
        let page = format!("/contracts/{}/meetings", s.contract.id);
        s.browser.get(&page).await.expect(200).has(&["Inga möten än"]);
        let logs = s.action(t, "Loggning", "2026-12-01");
        s.action(t, "Behörigheter", "2026-12-10");
        let first = s.start_series(t, "2026-11-23");
        let second = s.hold(t, &first, &[("Loggning", "Klart före jul.")]).next.unwrap();
        t.advance_days(30);
        let ctx = s.ctx(t);
        // Whoever reports does not verify.
        let (_, reporter) = t.person(&t.region, Role::SecurityOfficer, "Omar Rapport");
        t.write(|c| {
            findings::report_done(c, &reporter, &logs.id, None, "Klart")?;
            findings::verify(c, &ctx, &logs.id, None, true, "Kontrollerat").map(drop)
        });
        s.action(t, "Ny åtgärd", "2027-06-01");
        s.hold(t, &second, &[]);
        let browser = t.browser_for(&s.manager, s.ctx(t));
        browser.get(&page).await.expect(200).has(&["<polyline", "Heldragen linje: öppna", "±0", "Ett beslut väntar", "december 2026"]);
        let seen = t.stranger().api(&s.token(t), "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.expect(200).json();
        let figures: Vec<&Value> = seen["meetings"].as_array().unwrap().iter().map(|m| &m["figures"]).collect();
        assert_eq!(figures[0], &json!({ "open": 2, "closed": 0, "overdue": 0, "new": 2, "moved": 0, "decisions": 1 }));
        assert_eq!(figures[1], &json!({ "open": 2, "closed": 1, "overdue": 1, "new": 1, "moved": 0, "decisions": 0 }));
        assert_eq!(figures[2], &Value::Null, "the third is planned");
        t.stranger().api(&s.vendor_token(t), "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn a_month_tells_who_has_met_and_who_has_not(t: &Harness) {
        let s = scene(t, Some(1));
        meetings::sweep(&t.app, t.now()).unwrap();
        let action = s.action(t, "Loggning", "2026-12-01");
        let first = s.start_series(t, "2026-11-23");
        s.hold(t, &first, &[]);
        another(t, &s, "AVT-VILANDE");
        let ctx = s.ctx(t);
        t.write(|c| findings::postpone(c, &ctx, &action.id, None, day("2027-01-15"), "Sen leverans").map(drop));
        let november = t.read(|c| meetings::figures(c, &s.ctx.scope, period("2026-11"), period("2026-11"))).remove(0);
        assert_eq!((november.planned, november.held, november.locked, november.waiting, november.missing), (2, 1, 1, 1, 0));
        s.browser.get("/meetings").await.expect(200).has(&["november 2026", "AVT-VILANDE", "AVT-2024-17"]);
        s.browser.get("/meetings?show=held").await.expect(200).has(&["AVT-2024-17"]).lacks(&["AVT-VILANDE"]);
        s.browser.get("/meetings?show=waiting").await.expect(200).has(&["AVT-VILANDE"]).lacks(&["AVT-2024-17"]);
        s.browser.get("/meetings?show=slipped").await.expect(200).has(&["Loggning", "Sen leverans", "2027-01-15"]);
        // The plan asks for a meeting in February that nobody has called to.
        let march = t.read(|c| meetings::figures(c, &s.ctx.scope, period("2027-02"), period("2027-03")));
        assert_eq!(march.iter().map(|m| (m.planned, m.missing)).collect::<Vec<_>>(), [(1, 1), (1, 1)]);
        s.browser.get("/meetings?period=2027-02&show=missing").await.expect(200).has(&["AVT-2024-17", "Karin Öberg"]);
        s.browser.get("/meetings?period=nonsens").await.expect(200).has(&["november 2026"]);
        let (b, token) = (t.stranger(), s.token(t));
        let seen = b.api(&token, "GET", "/api/v1/meetings?period=2026-11", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&seen["figures"]["held"], &seen["slips_total"], seen["dialogues"].as_array().unwrap().len()), (&json!(1), &json!(1), 2));
        b.api(&token, "GET", "/api/v1/meetings?period=2026-13", Value::Null, &[]).await.expect(422).has(&["/period"]);
        let year = b.api(&token, "GET", "/api/v1/meetings/figures?from=2026-02&to=2027-01", Value::Null, &[]).await.expect(200).json();
        assert_eq!(year["months"].as_array().unwrap().len(), 12);
        let other = t.token(&t.other_region, Role::ContractManager);
        let none = b.api(&other, "GET", "/api/v1/meetings?period=2026-11", Value::Null, &[]).await.expect(200).json();
        assert_eq!(none["figures"]["planned"], 0);
        b.api(&s.vendor_token(t), "GET", "/api/v1/meetings", Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn a_months_minutes_are_one_zip(t: &Harness) {
        let s = scene(t, Some(1));
        s.browser.post("/month-runs", &[("period", "2026-11"), ("language", "sv")]).await.expect(409).has(&["inga dialoger den månaden"]);
        s.browser.post("/month-runs", &[("period", "november"), ("language", "sv")]).await.expect(422).has(&["november", "till exempel 2026-11"]);
        let first = s.start_series(t, "2026-11-23");
        s.hold(t, &first, &[]);
        another(t, &s, "AVT-VILANDE");
        t.drain();
        let started = s.browser.post("/month-runs", &[("period", "2026-11"), ("language", "sv")]).await.expect(303);
        let page = started.location().to_string();
        s.browser.get(&page).await.expect(200).has(&["Pågår", "1 av 2"]);
        s.browser.get(&format!("{page}/zip")).await.expect(404);
        s.browser.post("/month-runs", &[("period", "2026-11"), ("language", "sv")]).await.expect(409);
        t.drain();
        s.browser.get(&page).await.expect(200).has(&["2 av 2", "Ladda ner ZIP", "Dialoger utan låst protokoll"]);
        let answer = s.browser.get(&format!("{page}/zip")).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("application/zip"));
        let files = unzipped(&answer.body);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let pdf = names.iter().find(|name| name.ends_with(".pdf")).unwrap();
        assert!(pdf.ends_with(" Protokoll AVT-2024-17 2026-11-23.pdf"), "{names:?}");
        assert_eq!(files.iter().filter(|(name, _)| name.ends_with(".pdf")).count(), 1);
        let of = |name: &str| String::from_utf8_lossy(&files.iter().find(|(n, _)| n == name).unwrap().1).to_string();
        assert!(of("manifest.csv").contains("AVT-VILANDE") && of("manifest.csv").contains("planned"), "{}", of("manifest.csv"));
        let bytes = &files.iter().find(|(name, _)| name == pdf).unwrap().1;
        assert_eq!(of("SHA256SUMS"), format!("{}  {pdf}\n", t.app.files.put(bytes).unwrap().sha256));
        // It is the minutes that were mailed, byte for byte.
        assert_eq!(bytes, &s.browser.get(&format!("/dialogues/{}/report.pdf?lang=sv", first.id)).await.expect(200).body);
        // Another organisation sees no run; a vendor neither.
        let (stranger, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let stranger = t.browser_for(&stranger, ctx);
        stranger.get(&page).await.expect(404);
        stranger.get(&format!("{page}/zip")).await.expect(404);
        s.vendor_browser.get(&page).await.expect(404);
        // A program can do the same, in English.
        let (b, token) = (t.stranger(), s.token(t));
        b.api(&token, "POST", "/api/v1/month-runs", json!({ "period": "x" }), &[]).await.expect(422).has(&["/period"]);
        let made = b.api(&token, "POST", "/api/v1/month-runs", json!({ "period": "2026-11", "language": "en" }), &[]).await.expect(201).json();
        t.drain();
        let one = format!("/api/v1/month-runs/{}", made["id"].as_str().unwrap());
        let done = b.api(&token, "GET", &one, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&done["state"], &done["made"], &done["missing"]), (&json!("done"), &json!(1), &json!(1)));
        let english = b.api(&token, "GET", &format!("{one}/zip"), Value::Null, &[]).await.expect(200);
        assert!(unzipped(&english.body).iter().any(|(name, _)| name.contains("Minutes")));
    }

    async fn a_run_that_was_stopped_goes_on_where_it_was(t: &Harness) {
        let s = scene(t, Some(1));
        for n in 0..5 {
            let id = another(t, &s, &format!("AVT-{n}"));
            let dialogue = t.read(|c| dialogues::find(c, &s.ctx.scope, &id));
            s.hold(t, &dialogue, &[]);
        }
        t.drain();
        let ctx = s.ctx(t);
        let run = t.write(|c| meetings::start_run(c, &ctx, period("2026-11"), Language::Sv));
        // Two files are made, and the process is killed: the job comes back by itself and repeats nothing.
        assert_eq!(meetings::make_some(&t.app, &ctx, &run, 2).unwrap(), 2);
        let tally = |state| t.read(|c| meetings::tally_runs(c, &s.ctx.scope, std::slice::from_ref(&run.id))).get(&(run.id.clone(), state)).copied().unwrap_or(0);
        assert_eq!((tally(RunFileState::Made), tally(RunFileState::Queued)), (2, 3));
        t.drain();
        assert_eq!((tally(RunFileState::Made), tally(RunFileState::Queued)), (5, 0));
        let done = t.read(|c| meetings::find_run(c, &s.ctx.scope, &run.id));
        assert_eq!(done.state, MonthRunState::Done);
        // The job once more changes nothing.
        t.write(|c| outbox::job(c, &ctx, &t.region.id, "month_run", ("month_run", &run.id), &Value::Null).map(drop));
        t.drain();
        let again = t.read(|c| meetings::find_run(c, &s.ctx.scope, &run.id));
        assert_eq!((again.version, again.sha256), (done.version, done.sha256));
    }

    async fn the_number_of_queries_does_not_grow(t: &Harness) {
        let s = scene(t, Some(1));
        s.late_action(t, "Åtgärd 0", "2026-11-01");
        let dialogue = s.start_series(t, "2026-11-23");
        meetings::sweep(&t.app, t.now()).unwrap();
        let pages = [
            "/meetings".to_string(),
            "/meetings?show=slipped".to_string(),
            "/meetings?period=2027-01&show=missing".to_string(),
            "/follow-up?show=coming".to_string(),
            "/meeting-decisions".to_string(),
            "/month-runs".to_string(),
            format!("/contracts/{}/meetings", s.contract.id),
            format!("/contracts/{}/follow-up", s.contract.id),
            format!("/dialogues/{}/prepare", dialogue.id),
        ];
        let mut asked = Vec::new();
        for round in 0..2 {
            let mut counts = Vec::new();
            for page in &pages {
                let before = t.app.db.query_count();
                s.browser.get(page).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            asked.push(counts);
            for n in 0..20 {
                s.late_action(t, &format!("Åtgärd {round} {n}"), "2026-11-01");
                another(t, &s, &format!("AVT-{round}-{n}"));
            }
            meetings::sweep(&t.app, t.now()).unwrap();
        }
        assert_eq!(asked[0], asked[1]);
        assert!(asked[0].iter().all(|n| *n <= 20), "{asked:?}");
        t.drain();
    }
}
