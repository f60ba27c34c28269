//! A self-assessment goes out as a workbook and comes back: nothing is lost, nothing is overwritten unseen, and what
//! is not ours is refused where it stands.

use super::questionnaires::{Scene, browsers, new, scene, value};
use super::support::Harness;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts;
use tillit::features::controls::catalogue;
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given};
use tillit::features::workbooks::views;
use tillit::platform::sheets::{self, Cell, Sheet};
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let pages = Views::new().unwrap();
    render_samples::<views::WorkbookPage>(&pages).unwrap();
    render_samples::<views::MergePage>(&pages).unwrap();
}

/// The sheets written again as a spreadsheet program would, with cells changed: (sheet, row, column, what).
fn rewritten(sheets: &[Sheet], changes: &[(&str, u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let out = book.add_worksheet();
        out.set_name(&sheet.name).unwrap();
        for (r, row) in (0_u32..).zip(&sheet.rows) {
            for (c, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Number(number) => out.write_number(r, c, *number).unwrap(),
                    other => out.write_string(r, c, other.as_text()).unwrap(),
                };
            }
        }
        for (name, r, c, text) in changes.iter().filter(|(name, ..)| *name == sheet.name) {
            assert_eq!(*name, sheet.name);
            match text.strip_prefix("FORMULA") {
                Some(formula) => out.write_formula(*r, *c, formula).unwrap(),
                None => out.write_string(*r, *c, *text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn send(t: &Harness, s: &Scene) -> Id {
    let id = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
    t.drain();
    id
}

fn save(t: &Harness, s: &Scene, id: &Id, question: &str, version: i32, comment: &str) {
    let asked = catalogue().current_questions().find(question).unwrap();
    let given = Given { status: Some(AnswerStatus::Met), value: value(asked), comment: comment.to_string() };
    let edit = AnswerEdit {
        assessment_id: id.clone(),
        question_id: question.to_string(),
        version,
        given,
        shown_on_site: false,
    };
    t.write(|c| q::save_answer(c, &s.admin, &edit));
}

const SHEET: &str = "Självskattning";

both! {
    async fn what_was_filled_in_comes_back(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let id = send(t, &s);
        save(t, &s, &id, "Q01", 0, "=HYPERLINK(\"http://x\")");
        let base = format!("/portal/assessments/{id}/workbook");
        vendor.get(&base).await.expect(200).has(&["Hämta arbetsboken", ">Självskattning från "]);
        let bytes = vendor.get(&format!("{base}/file")).await.expect(200).body;
        let sheets = sheets::read("a.xlsx", &bytes).unwrap();
        assert_eq!(sheets[0].name, SHEET);
        assert_eq!(sheets[0].rows.len(), 30);
        assert!(sheets[0].rows.iter().flatten().all(|cell| !matches!(cell, Cell::Formula { .. })));
        // Read back as it is, it changes nothing.
        let at = vendor.upload(&base, &[], "file", "svar.xlsx", &bytes).await.expect(303).location().to_string();
        vendor.get(&at).await.expect(200).has(&["säger detsamma"]);
        // Row 3 is Q02 and gets an answer, row 2 is Q01 and gets another comment.
        let filled = rewritten(&sheets, &[(SHEET, 1, 12, "+46 och @mig"), (SHEET, 2, 3, "Vet ej")]);
        let at = vendor.upload(&base, &[], "file", "svar.xlsx", &filled).await.expect(303).location().to_string();
        vendor.get(&at).await.expect(200).has(&["+46 och @mig", "Q02", "Vet ej"]);
        vendor.post(&at, &[]).await.expect(303);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert_eq!(full.answers["Q01"].comment.as_deref(), Some("+46 och @mig"));
        assert_eq!(full.answers["Q02"].status, Some(AnswerStatus::Unknown));
        vendor.post(&at, &[]).await.expect(409);
        // The region sees a copy without what is not handed in, and a copy cannot be read back.
        let copy = region.get(&format!("/assessments/{id}/workbook")).await.expect(200).body;
        let said = sheets::read("a.xlsx", &copy).unwrap();
        assert!(said.iter().flat_map(|sheet| &sheet.rows).flatten().all(|cell| !cell.as_text().contains("@mig")));
        vendor.upload(&base, &[], "file", "kopia.xlsx", &copy).await.expect(422).has(&["läskopia"]);
    }

    async fn a_conflict_shows_both_and_waits_for_a_choice(t: &Harness) {
        let s = scene(t);
        let (_, vendor) = browsers(t, &s);
        let id = send(t, &s);
        save(t, &s, &id, "Q01", 0, "Först");
        let base = format!("/portal/assessments/{id}/workbook");
        let bytes = vendor.get(&format!("{base}/file")).await.expect(200).body;
        save(t, &s, &id, "Q01", 1, "I Tillit");
        let sheets = sheets::read("a.xlsx", &bytes).unwrap();
        let filled = rewritten(&sheets, &[(SHEET, 1, 12, "I boken"), (SHEET, 2, 3, "Vet ej")]);
        let at = vendor.upload(&base, &[], "file", "svar.xlsx", &filled).await.expect(303).location().to_string();
        vendor.get(&at).await.expect(200).has(&["I Tillit", "I boken", "Vilket svar gäller"]);
        vendor.post(&at, &[]).await.expect(409).has(&["Välj vilket svar"]);
        assert!(!t.read(|c| q::open(c, &s.admin.scope, &id)).answers.contains_key("Q02"), "all or nothing");
        // Chosen beside a version that is not the stored one any more: asked again.
        save(t, &s, &id, "Q01", 2, "I Tillit igen");
        vendor.post(&at, &[("take.Q01", "workbook"), ("seen.Q01", "2")]).await.expect(409).has(&["I Tillit igen"]);
        vendor.post(&at, &[("take.Q01", "workbook"), ("seen.Q01", "3")]).await.expect(303);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert_eq!(full.answers["Q01"].comment.as_deref(), Some("I boken"));
        assert_eq!(full.answers["Q02"].status, Some(AnswerStatus::Unknown));
    }

    async fn what_is_altered_or_of_another_is_refused(t: &Harness) {
        let s = scene(t);
        let (_, vendor) = browsers(t, &s);
        let (id, other) = (send(t, &s), send(t, &s));
        let base = format!("/portal/assessments/{id}/workbook");
        let bytes = vendor.get(&format!("{base}/file")).await.expect(200).body;
        let sheets = sheets::read("a.xlsx", &bytes).unwrap();
        let upload = async |bytes: &[u8]| vendor.upload(&base, &[], "file", "svar.xlsx", bytes).await;
        let theirs = vendor.get(&format!("/portal/assessments/{other}/workbook/file")).await.expect(200).body;
        upload(&theirs).await.expect(422).has(&["annan självskattning"]);
        upload(&rewritten(&sheets[..1], &[])).await.expect(422).has(&["inte en arbetsbok"]);
        upload(&rewritten(&sheets, &[("tillit", 5, 2, "7")])).await.expect(422).has(&["dolda blad"]);
        upload(b"inte ett kalkylblad").await.expect(422);
        upload(&vec![b'a'; 11_000_000]).await.expect(422);
        for (change, said) in [
            ((SHEET, 1_u32, 0_u16, "Q99"), "finns inte i självskattningen"),
            ((SHEET, 1, 0, "Q02"), "två rader"),
            ((SHEET, 1, 12, "FORMULA=1+1"), "Cell M2"),
            ((SHEET, 1, 3, "Kanske"), "Cell D2"),
        ] {
            let at = upload(&rewritten(&sheets, &[change, (SHEET, 4, 3, "Vet ej")])).await.expect(303).location().to_string();
            vendor.get(&at).await.expect(200).has(&[said]);
            vendor.post(&at, &[]).await.expect(409);
        }
        assert!(t.read(|c| q::open(c, &s.admin.scope, &id)).answers.is_empty());
    }

    async fn nobody_reaches_the_workbook_of_another(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s);
        let (_, stranger) = t.person(&t.other_region, Role::SecurityOfficer, "Sara Holm");
        let people = t.read(|c| accounts::people_of_organisation(c, &t.other_region.id));
        let stranger = t.browser_for(&people[0].0, stranger);
        stranger.get(&format!("/assessments/{id}/workbook")).await.expect(404);
        let token = t.token(&s.home, Role::VendorMember);
        let answer = stranger.api(&token, "GET", &format!("/api/v1/assessments/{id}/workbook"), Value::Null, &[]).await.expect(200);
        let kept = stranger.api_upload(&token, &format!("/api/v1/assessments/{id}/workbook"), &[], "file", "a.xlsx", &answer.body).await.expect(201).json();
        let at = format!("/api/v1/assessments/{id}/workbook/{}", kept["id"].as_str().unwrap());
        assert_eq!(kept["rows"][0]["outcome"], json!("unchanged"));
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        stranger.api(&other, "GET", &at, Value::Null, &[]).await.expect(404);
        stranger.api(&token, "POST", &at, json!({}), &[]).await.expect(200);
        stranger.api(&token, "POST", &at, json!({}), &[]).await.expect(409);
    }
}
