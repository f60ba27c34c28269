//! What an agenda takes from the meetings before it: what nobody took up comes again, whoever has left is not invited, and
//! of a finding the vendor reads the number alone.

use super::dialogues::{has_pdftotext, pdf_text};
use super::meetings::{SECRET, Scene, day, scene};
use super::support::Harness;
use super::support::tables::insert;
use chrono::{Duration, NaiveTime};
use diesel::prelude::*;
use serde_json::Value;
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::dialogues::minutes::calling::{self, NewCall};
use tillit::features::dialogues::minutes::drafting;
use tillit::features::dialogues::{
    self, Dialogue, DialogueItem, DialogueStatus, ItemEdit, ItemKind, ItemStatus, Section,
};
use tillit::platform::db::schema::audit_events;

const TITLE: &str = "HEMLIG-BRIST i driften";

fn sql(t: &Harness, text: String) {
    t.write(|c| Ok(diesel::sql_query(text).execute(c)?));
}

/// An open finding of the region's own, made now.
fn finding(t: &Harness, s: &Scene, number: &str) -> Id {
    let made = t.now().format("%Y-%m-%d %H:%M:%S").to_string();
    let given = [
        ("organisation_id", t.region.id.as_str()),
        ("vendor_id", s.vendor.id.as_str()),
        ("number", number),
        ("origin", "manual"),
        ("severity", "high"),
        ("responsible", "region"),
        ("title", TITLE),
        ("internal_note", SECRET),
        ("created_at", made.as_str()),
    ];
    insert(t, "findings", &given)
}

/// What stands under the headings: the number of the heading, and the words.
fn lines(t: &Harness, s: &Scene, dialogue: &Dialogue) -> Vec<(i32, String)> {
    let items = s.items(t, dialogue).into_iter().filter(|item| item.kind != ItemKind::Standing);
    items.map(|item| (item.section, item.title_sv)).collect()
}

fn on_agenda(t: &Harness, s: &Scene, dialogue: &Dialogue) -> DialogueItem {
    s.items(t, dialogue).into_iter().find(|item| item.kind == ItemKind::Finding).unwrap()
}

/// Holds the meeting, does with each item what `said` says (information security is always taken up), and locks. Gives
/// the next one.
fn hold(t: &Harness, s: &Scene, dialogue: &Dialogue, said: impl Fn(&DialogueItem) -> Option<ItemStatus>) -> Dialogue {
    let ctx = s.ctx(t);
    t.write(|c| {
        if dialogues::find(c, &ctx.scope, &dialogue.id)?.status == DialogueStatus::Planned {
            dialogues::start(c, &ctx, &dialogue.id, None)?;
        }
        for item in dialogues::items(c, dialogue)? {
            let security = item.kind == ItemKind::Standing && matches!(item.section, 6 | 7);
            let Some(status) = said(&item).or(security.then_some(ItemStatus::TakenUp)) else { continue };
            let edit = ItemEdit { status: Some(status), note: None, decision: None };
            dialogues::set_item(c, &ctx, &dialogue.id, &item.id, item.version, &edit)?;
        }
        Ok(dialogues::lock(c, &ctx, &dialogue.id, None, None)?.next.unwrap())
    })
}

both! {
    async fn what_no_meeting_took_up_comes_again(t: &Harness) {
        let s = scene(t, Some(1));
        let first = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        t.write(|c| {
            dialogues::add_item(c, &ctx, &first.id, Section::Changes, "Nytt ombud")?;
            dialogues::start(c, &ctx, &first.id, None)
        });
        // These come while the meeting is on, which has them on no agenda.
        finding(t, &s, "7");
        let closed = finding(t, &s, "8");
        let owner = [("organisation_id", t.region.id.as_str()), ("vendor_id", s.vendor.id.as_str())];
        let submitted = [("status", "submitted"), ("question_set", "full"), ("submitted_at", "2026-11-23 09:00:00"), ("submitted_late", "false")];
        let assessment = insert(t, "assessments", &[&owner[..], &submitted[..]].concat());
        let second = hold(t, &s, &first, |_| None);
        let line = |section, words: &str| (section, words.to_string());
        let mut left = vec![line(5, "Nytt ombud"), line(8, "Självskattning: inskickad 2026-11-23"), line(8, "Ny brist nr 7"), line(8, "Ny brist nr 8")];
        assert_eq!(lines(t, &s, &second), left);
        // Nobody reached them there either. What has been closed meanwhile is left out.
        t.advance_days(30);
        sql(t, format!("UPDATE findings SET closed_at = '2026-12-01 08:00:00' WHERE id = '{closed}'"));
        let third = hold(t, &s, &second, |_| None);
        left.pop();
        assert_eq!(lines(t, &s, &third), left);
        let ctx = s.ctx(t);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &third.id)), 0, "nothing doubles");
        // Once they have been taken up they are no news; that the self-assessment is closed is, once.
        t.advance_days(30);
        let fourth = hold(t, &s, &third, |_| Some(ItemStatus::TakenUp));
        assert!(lines(t, &s, &fourth).is_empty());
        sql(t, format!("UPDATE assessments SET closed_at = '2027-02-01 09:00:00', status = 'closed' WHERE id = '{assessment}'"));
        let ctx = s.ctx(t);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &fourth.id)), 1);
        assert_eq!(lines(t, &s, &fourth), [line(8, "Självskattning: granskad och avslutad 2027-02-01")]);
        t.advance_days(30);
        let fifth = hold(t, &s, &fourth, |_| None);
        assert!(lines(t, &s, &fifth).is_empty());
        t.drain();
    }

    async fn what_comes_before_minutes_are_locked_again_is_on_the_next_agenda(t: &Harness) {
        let s = scene(t, Some(1));
        let first = s.start_series(t, "2026-11-23");
        let second = hold(t, &s, &first, |_| Some(ItemStatus::TakenUp));
        t.app.clock.advance(Duration::minutes(5));
        finding(t, &s, "9");
        t.app.clock.advance(Duration::minutes(5));
        let ctx = s.ctx(t);
        t.write(|c| drafting::take_back(c, &ctx, &first.id, None, "Punkt 3 skrivs om."));
        hold(t, &s, &first, |_| Some(ItemStatus::TakenUp));
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &second.id)), 1);
        assert_eq!(lines(t, &s, &second), [(8, "Ny brist nr 9".to_string())]);
        t.drain();
    }

    async fn the_vendor_reads_the_number_of_a_finding_alone(t: &Harness) {
        let s = scene(t, Some(1));
        let id = finding(t, &s, "12");
        let first = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        // What an agenda once called by its title is called by its number.
        sql(t, format!("UPDATE dialogue_items SET title_sv = 'Ny brist: {TITLE}', title_en = 'New finding: {TITLE}' WHERE kind = 'finding'"));
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &first.id)), 0);
        let item = on_agenda(t, &s, &first);
        assert_eq!((item.title_sv.as_str(), item.title_en.as_str(), item.object_id.as_ref()), ("Ny brist nr 12", "New finding no. 12", Some(&id)));

        let hidden = [TITLE, SECRET, id.as_str()];
        let (vendor, own, said) = (s.vendor_token(t), s.token(t), ["Ny brist nr 12"]);
        let (portal, api) = (|d: &Dialogue| format!("/portal/dialogues/{}", d.id), |d: &Dialogue| format!("/api/v1/dialogues/{}", d.id));
        for path in [portal(&first), format!("{}/prepare", portal(&first))] {
            s.vendor_browser.get(&path).await.expect(200).has(&said).lacks(&hidden);
        }
        let (agenda, preparation) = (format!("{}/agenda", api(&first)), format!("{}/preparation", api(&first)));
        s.vendor_browser.api(&vendor, "GET", &agenda, Value::Null, &[]).await.expect(200).has(&said).lacks(&hidden);
        s.vendor_browser.api(&vendor, "GET", &preparation, Value::Null, &[]).await.expect(200).lacks(&hidden).lacks(&["findings"]);
        // The region finds it from there, with its words where nobody else looks.
        let link = format!("/findings/{id}");
        s.browser.get(&format!("/dialogues/{}", first.id)).await.expect(200).has(&[said[0], &link]).lacks(&[TITLE]);
        s.browser.get(&format!("/dialogues/{}/prepare", first.id)).await.expect(200).has(&[TITLE, &link]);
        s.browser.api(&own, "GET", &agenda, Value::Null, &[]).await.expect(200).has(&[id.as_str()]);
        s.browser.api(&own, "GET", &preparation, Value::Null, &[]).await.expect(200).has(&hidden[..1]);

        // Put off, and not reached the next time: the same finding waits, by its number.
        let put_off = |item: &DialogueItem| Some(if item.kind == ItemKind::Finding { ItemStatus::Deferred } else { ItemStatus::TakenUp });
        let second = hold(t, &s, &first, put_off);
        let waits = |dialogue: &Dialogue| {
            let item = on_agenda(t, &s, dialogue);
            assert_eq!((item.section, item.title_sv.as_str(), item.object_id), (13, "Väntar på beslut: Ny brist nr 12", Some(id.clone())));
        };
        waits(&second);
        let third = hold(t, &s, &second, |_| None);
        waits(&third);
        s.vendor_browser.get(&portal(&third)).await.expect(200).has(&said).lacks(&hidden);
        t.write(|c| dialogues::start(c, &ctx, &third.id, None));
        let screen = format!("/dialogues/{}/meeting?item={}", third.id, on_agenda(t, &s, &third).id);
        s.browser.get(&screen).await.expect(200).has(&[said[0], &link, "Öppna bristen"]).lacks(&[TITLE, SECRET]);

        // The minutes say no more.
        let locked = t.read(|c| dialogues::find(c, &ctx.scope, &first.id)).snapshot.unwrap();
        for secret in hidden {
            assert!(!locked.contains(secret), "{secret}");
        }
        s.vendor_browser.get(&portal(&first)).await.expect(200).has(&said).lacks(&hidden);
        s.vendor_browser.api(&vendor, "GET", &agenda, Value::Null, &[]).await.expect(200).has(&said).lacks(&hidden);
        if has_pdftotext() {
            let text = pdf_text(&s.vendor_browser.get(&format!("{}/report.pdf?lang=sv", portal(&first))).await.expect(200).body);
            assert!(text.contains(said[0]) && !text.contains("HEMLIG"), "{text}");
        }
        assert!(t.drain().iter().all(|letter| !letter.text.contains(TITLE) && !letter.html.contains(TITLE)));
    }

    async fn who_has_left_is_not_invited_again(t: &Harness) {
        let s = scene(t, Some(1));
        t.person(&s.home, Role::VendorAdmin, "Lena Sjö");
        let first = s.start_series(t, "2026-11-23");
        let invited = |dialogue: &Dialogue| -> Vec<String> {
            t.read(|c| dialogues::participants(c, dialogue)).into_iter().map(|person| person.name).collect()
        };
        assert_eq!(invited(&first), ["Karin Öberg", "Eva Björk", "Lena Sjö"]);
        let (next, _) = t.person(&t.region, Role::ContractManager, "Nora Lindqvist");
        sql(t, format!("UPDATE contracts SET manager_id = '{}' WHERE id = '{}'", next.id, s.contract.id));
        let second = hold(t, &s, &first, |_| Some(ItemStatus::TakenUp));
        assert_eq!(invited(&second), ["Karin Öberg", "Nora Lindqvist", "Eva Björk", "Lena Sjö"], "the new manager is there, and nobody has left");
        for person in [&s.manager, &s.vendor_person] {
            sql(t, format!("UPDATE memberships SET ended_at = '2026-11-23 08:00:00' WHERE person_id = '{}'", person.id));
        }
        let third = hold(t, &s, &second, |_| Some(ItemStatus::TakenUp));
        assert_eq!(invited(&third), ["Nora Lindqvist", "Lena Sjö"]);
        // A manager who has left is not put back.
        sql(t, format!("UPDATE contracts SET manager_id = '{}' WHERE id = '{}'", s.manager.id, s.contract.id));
        let fourth = hold(t, &s, &third, |_| Some(ItemStatus::TakenUp));
        assert_eq!(invited(&fourth), ["Nora Lindqvist", "Lena Sjö"]);
        t.drain();
    }

    async fn an_agenda_is_up_to_date_when_both_sides_prepare(t: &Harness) {
        let s = scene(t, Some(1));
        let planned = s.start_series(t, "2026-12-10");
        let words = || -> Vec<String> { lines(t, &s, &planned).into_iter().map(|(_, words)| words).collect() };
        let sweep = || {
            dialogues::sweep(&t.app, t.now()).unwrap();
            t.read(|c| Ok(audit_events::table.count().get_result::<i64>(c)?))
        };
        s.action(t, "Loggning", "2026-12-20");
        sweep();
        assert!(words().is_empty(), "the meeting is far away");
        // Whoever is called reads what there is.
        let ctx = s.ctx(t);
        let new = NewCall { held_on: day("2026-12-10"), time: NaiveTime::from_hms_opt(10, 0, 0).unwrap(), minutes: None, place: None, reason: None };
        t.write(|c| calling::call(c, &ctx, &planned.id, None, &new));
        assert_eq!(words(), ["Loggning"]);
        // From a week before it comes by itself.
        s.action(t, "Behörigheter", "2026-12-21");
        t.advance_days(9);
        sweep();
        assert_eq!(words(), ["Loggning"]);
        t.advance_days(1);
        let told = sweep();
        assert_eq!(words(), ["Loggning", "Behörigheter"]);
        assert_eq!(sweep(), told, "there is nothing more to do");
        let officer = t.region_user(Role::SecurityOfficer);
        officer.get(&format!("/dialogues/{}", planned.id)).await.expect(200).has(&["Tillit, automatiskt"]).lacks(&["dialogues.agendas"]);
        t.drain();
    }
}
