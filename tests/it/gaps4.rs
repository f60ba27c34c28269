//! Known gaps that were mended: what pages, papers and lists say in words rather than in codes.

use super::clause_library::{contract as contract_of, fields, own_clause};
use super::contract_depth::{contract, say, vendor as supplier};
use super::passports::{answer, second, show};
use super::question_sets::{decision, published, question, whole};
use super::questionnaires::{browsers, scene};
use super::sendings::vendor;
use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Language, countries};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::contracts::InContract;
use tillit::features::question_sets::{self as sets, Both, NewSet, SetQuestion};
use tillit::features::questionnaires as q;
use tillit::features::vendors::VendorStatus;
use tillit::platform::view::Views;

#[test]
fn every_country_has_a_name_in_both_languages() {
    let views = Views::new().unwrap();
    for language in [Language::Sv, Language::En] {
        for code in countries::codes() {
            let key = format!("country-{code}");
            assert!(views.has_word(language, &key), "{language}: {key}");
            assert_ne!(views.word0(language, &key), code);
        }
    }
    assert_eq!(views.word0(Language::Sv, "country-DE"), "Tyskland");
    assert_eq!(views.word0(Language::En, "country-DE"), "Germany");
}

both! {
    async fn the_list_of_own_clauses_says_what_they_say(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let said = [
            ("title_sv", "Veckologg"), ("text_sv", "Loggen lämnas inom {frist} till {namngiven_mottagare}."),
            ("text_en", "The log is handed over within {frist} to {namngiven_mottagare}."), ("parameters", "frist = 2 arbetsdagar"),
        ];
        let place = omar.post("/own-clauses", &fields(&said)).await.expect(303).location().to_string();
        let list = omar.get("/own-clauses").await.expect(200);
        let list = list.has(&["RA-01 Veckologg", "inom 2 arbetsdagar till namngiven mottagare"]);
        list.lacks(&["{frist}", "{namngiven_mottagare}"]);
        // Who writes it goes on seeing what is to be filled in.
        omar.get(&place).await.expect(200).has(&["{frist}"]);
        t.drain();
    }

    async fn the_watch_leads_back_to_the_contracts(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/contracts/watch").await.expect(200).has(&["class=\"breadcrumb\"", "<li><a href=\"/contracts\">"]);
        t.drain();
    }

    async fn an_own_set_is_sent_to_many_and_asks_each_tier_its_own(t: &Harness) {
        let s = scene(t);
        let (omar, _) = browsers(t, &s);
        let (alfa, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        let (delta, _) = vendor(t, "Delta Vård AB", 4, VendorStatus::Active, true);
        let of = |id: &str, tiers: &[u8]| SetQuestion { tiers: tiers.to_vec(), ..question(id) };
        let (version, _) = published(t, &s.officer, vec![of("APP1", &[1, 2]), of("APP3", &[3])]);
        let own = format!("own:{version}");
        omar.get("/sendings/new").await.expect(200).has(&["Vårdappar, version 1", &own]);
        let fields = |set: &str| -> Vec<(&'static str, String)> {
            [("title", "Appar"), ("question_set", set), ("due_on", "2026-12-15"), ("tier_1", "1"), ("tier_4", "1")]
                .map(|(name, value)| (name, value.to_string())).to_vec()
        };
        let post = async |path: &str, set: &str| {
            let typed = fields(set);
            let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            omar.post(path, &typed).await
        };
        // What is no published version of one's own is refused where it was chosen, and the rest stays typed.
        let (_, draft) = t.write(|c| sets::add_set(c, &s.officer, &NewSet { title: Both::new("Utkast", "Draft"), base: String::new() }));
        for bad in [format!("own:{}", draft.id), format!("own:{}", s.vendor.id), "own:x".to_string()] {
            post("/sendings", &bad).await.expect(422).has(&["value=\"Appar\""]);
        }
        let page = post("/sendings", &own).await.expect(303).location().to_string();
        omar.get(&page).await.expect(200).has(&["Vårdappar, version 1", "APP1 Fråga APP1?", "Alfa Vård AB"]).lacks(&["APP3"]);
        omar.get(&format!("{page}/edit")).await.expect(200).has(&[&format!("value=\"{own}\" selected")]);
        omar.get("/sendings").await.expect(200).has(&["Vårdappar, version 1"]);
        // A newer version changes nothing in what was drafted.
        let set = t.read(|c| sets::find(c, &s.officer.scope, &version)).set_id;
        let next = t.write(|c| sets::new_version(c, &s.officer, &set, &version.to_string()));
        t.write(|c| sets::replace(c, &s.officer, &next.id, Some(1), whole(vec![of("APP9", &[1, 4])])));
        t.write(|c| sets::publish(c, &s.officer, &next.id, Some(2), &decision()));
        omar.get(&format!("{page}/edit")).await.expect(200).has(&["Vårdappar, version 1", "Vårdappar, version 2"]);
        omar.post(&format!("{page}/start"), &[("version", "1")]).await.expect(303);
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        let sent = t.read(|c| q::of_vendor(c, &s.officer.scope, &alfa.id)).remove(0);
        let ids: Vec<String> = t.read(|c| q::open(c, &s.officer.scope, &sent.id)).questions.iter().map(|q| q.id.clone()).collect();
        assert_eq!(ids, ["APP1"]);
        assert!(t.read(|c| q::of_vendor(c, &s.officer.scope, &delta.id)).is_empty());
        omar.get(&page).await.expect(200).has(&["Vårdappar, version 1", "Frågesetet frågar inget av leverantörens nivå"]);

        let token = t.token(&t.region, Role::SecurityOfficer);
        let api = async |body: Value| omar.api(&token, "POST", "/api/v1/sendings", body, &[]).await;
        api(json!({"title": "X", "due_on": "2026-12-15"})).await.expect(422).has(&["/question_set"]);
        api(json!({"title": "X", "due_on": "2026-12-15", "question_set_version_id": draft.id})).await.expect(422).has(&["/question_set"]);
        let made = api(json!({"title": "X", "due_on": "2026-12-15", "question_set_version_id": next.id, "selection": {"tiers": [4]}})).await.expect(201).json();
        assert_eq!(made["question_set_version_id"], json!(next.id));
        let preview = omar.api(&token, "GET", &format!("/api/v1/sendings/{}/preview", made["id"].as_str().unwrap()), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&preview["able"], &preview["question_count"]), (&json!(1), &json!(1)));
        // Another organisation cannot send it.
        let elsewhere = t.token(&t.other_region, Role::SecurityOfficer);
        let body = json!({"title": "X", "due_on": "2026-12-15", "question_set_version_id": next.id});
        omar.api(&elsewhere, "POST", "/api/v1/sendings", body, &[]).await.expect(422).has(&["/question_set"]);
        t.drain();
    }

    async fn findings_and_the_list_follow_what_a_call_off_inherits(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = supplier(t, &karin, "Åsmunda AB");
        let frame = contract(t, &karin, &vendor, "RAM-1", None);
        let (silent, apart) = (contract(t, &karin, &vendor, "AVR-1", Some(&frame.id)), contract(t, &karin, &vendor, "AVR-2", Some(&frame.id)));
        contract(t, &karin, &vendor, "AVT-3", None);
        say(t, &karin, &frame.id, "KV-05", InContract::Missing);
        say(t, &karin, &apart.id, "KV-05", InContract::Present);
        say(t, &karin, &frame.id, "KV-06", InContract::NotApplicable);
        // What the framework agreement lacks, the call-off lacks, until it says something of its own.
        karin.get("/contracts?clause=KV-05&met=absent").await.expect(200).has(&["2 träffar", "RAM-1", "AVR-1"]).lacks(&["AVR-2", "AVT-3"]);
        let suggested = |id| format!("/findings/suggested?contract_id={id}");
        karin.get(&suggested(&silent.id)).await.expect(200).has(&["KV-05"]);
        karin.get(&suggested(&apart.id)).await.expect(200).lacks(&["KV-05"]);
        let place = |id| format!("/contracts/{id}/clauses/KV-05/finding");
        karin.post(&place(&apart.id), &[]).await.expect(409);
        let finding = karin.post(&place(&silent.id), &[]).await.expect(303).location().to_string();
        karin.get(&finding).await.expect(200).has(&["KV-05", "AVR-1"]);
        // What the framework agreement puts outside is outside its call-offs, whatever was judged there.
        for id in [&silent.id, &apart.id] {
            let body = [("in_contract", "unknown"), ("met", "not_met"), ("version", "0")];
            karin.post(&format!("/contracts/{id}/clauses/KV-06"), &body).await.expect(303);
        }
        karin.get("/contracts?clause=KV-06").await.expect(200).has(&["0 träffar"]);
        karin.get(&suggested(&silent.id)).await.expect(200).lacks(&["KV-06"]);
        karin.post(&format!("/contracts/{}/clauses/KV-06", apart.id), &[("in_contract", "present"), ("met", "not_met"), ("version", "1")]).await.expect(303);
        karin.get("/contracts?clause=KV-06").await.expect(200).has(&["1 träff", "AVR-2"]).lacks(&["AVR-1"]);
        let token = t.token(&t.region, Role::Reader);
        let listed = karin.api(&token, "GET", "/api/v1/contracts?clause=KV-05&met=absent", Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["total"], 2);
        // Another organisation's list has nothing of it.
        let (nils, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&nils, ctx).get("/contracts?clause=KV-05&met=absent").await.expect(200).has(&["0 träffar"]);
        t.drain();
    }

    async fn own_clauses_stand_in_the_checklist_of_a_contract(t: &Harness) {
        let (karin, omar) = (t.region_user(Role::ContractManager), t.region_user(Role::SecurityOfficer));
        let (_, one) = contract_of(t, &karin, "AVT-1", Some(4), None);
        let own = own_clause(&omar, &[]).await;
        let id = own.rsplit('/').next().unwrap().to_string();
        omar.post("/own-clauses", &fields(&[("code", "RA-02"), ("title_sv", "UTKAST-RUBRIK")])).await.expect(303);
        let page = format!("/contracts/{}/clauses", one.id);
        let card = format!("id=\"own-{id}\"");
        karin.get(&page).await.expect(200).has(&[&card, "RA-01 Veckologg", "inom 24 timmar"]).lacks(&["UTKAST-RUBRIK", "{svarstid}"]);
        let check = format!("/contracts/{}/own-clauses/{id}", one.id);
        let to = karin.post(&check, &[("version", "0"), ("in_contract", "partly"), ("section", "7.3"), ("back", "clauses")]).await.expect(303).location().to_string();
        assert_eq!(to, format!("{page}#own-{id}"));
        karin.get(&page).await.expect(200).has(&["value=\"7.3\"", "Delvis"]);
        // A reader sees it without a form; a call-off has it of its framework agreement.
        t.region_user(Role::Reader).get(&page).await.expect(200).has(&[&card, "7.3"]).lacks(&[&check]);
        let below = contract(t, &karin, &one.vendor_id, "AVR-9", Some(&one.id));
        karin.get(&format!("/contracts/{}/clauses", below.id)).await.expect(200).has(&[&card, "enligt ramavtalet"]);
        karin.get(&format!("/contracts/{}/gaps", below.id)).await.expect(200).has(&["id=\"RA-01\""]);
        let token = t.token(&t.region, Role::Reader);
        let told = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/clauses", below.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&told["own"][0]["code"], &told["own"][0]["in_contract"], &told["own"][0]["inherited"]), (&json!("RA-01"), &json!("partly"), &json!(true)));
        assert_eq!(told["own"].as_array().unwrap().len(), 1);
        // Another organisation's contracts are asked nothing of it.
        let (nils, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let nils = t.browser_for(&nils, ctx);
        nils.get(&page).await.expect(404);
        let (_, theirs) = contract_of(t, &nils, "AVT-7", Some(4), None);
        nils.get(&format!("/contracts/{}/clauses", theirs.id)).await.expect(200).lacks(&["RA-01", "Veckologg"]);
        t.drain();
    }

    async fn the_region_is_told_when_answers_are_taken_back_but_not_which(t: &Harness) {
        let s = scene(t);
        let other = second(t, &s.home);
        answer(t, &s.admin, "Q01", "PASSTEXT-ETT");
        answer(t, &s.admin, "Q02", "PASSTEXT-TVÅ");
        show(t, &s.admin, &t.region.id, &["Q01", "Q02"]);
        show(t, &s.admin, &other.home.id, &["Q01"]);
        assert!(t.drain().is_empty(), "nobody is mailed because something is shown");
        let (region, _) = browsers(t, &s);
        let judged = [("version", "0"), ("answer_version", "1"), ("status", "met"), ("assurance", "a1"), ("note", "HEMLIG-NOTERING")];
        region.post(&format!("/vendors/{}/passport/Q01", s.vendor.id), &judged).await.expect(303);
        show(t, &s.admin, &t.region.id, &["Q02"]);
        let letters = t.drain();
        assert_eq!(letters.len(), 1, "whoever judged it, and nobody of the other client");
        let letter = &letters[0];
        assert!(letter.subject.contains("har tagit tillbaka") && letter.text.contains(&format!("/vendors/{}/passport", s.vendor.id)));
        for text in [&letter.subject, &letter.text, &letter.html] {
            for secret in ["PASSTEXT", "Q01", "Q02", "HEMLIG", "Lindvik", other.vendor.id.as_str()] {
                assert!(!text.contains(secret), "{secret}: {text}");
            }
        }
        // Where nobody has judged and nobody manages the vendor, those who look after security are told.
        show(t, &s.admin, &other.home.id, &[]);
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("Lisa") && !letters[0].text.contains("Almeå"));
        // Changing what is shown without taking anything back tells nobody.
        show(t, &s.admin, &t.region.id, &["Q01", "Q02"]);
        assert!(t.drain().is_empty());
    }

    async fn evidence_of_a_shared_answer_is_opened_by_whom_it_was_given_to_and_nobody_else(t: &Harness) {
        let s = scene(t);
        let other = second(t, &s.home);
        let (region, vendor) = browsers(t, &s);
        for question in ["Q01", "Q02"] {
            answer(t, &s.admin, question, "Så gör vi");
        }
        let facts = [("title", "HEMLIG-POLICY"), ("kind", "policy"), ("note", "HEMLIG-BIBLIOTEKSNOT")];
        vendor.upload("/portal/evidence", &facts, "file", "hemlig-policy.txt", b"HEMLIGT-INNEHALL").await.expect(303);
        let item = t.read(|c| q::usable_evidence(c, &s.admin.scope, s.admin.today())).remove(0).id;
        let own = "/portal/passport/questions/Q01";
        vendor.get(own).await.expect(200).has(&["HEMLIG-POLICY"]);
        vendor.post(&format!("{own}/evidence"), &[]).await.expect(422);
        vendor.post(&format!("{own}/evidence"), &[("evidence_id", item.as_str())]).await.expect(303);
        vendor.post(&format!("{own}/evidence"), &[("evidence_id", item.as_str())]).await.expect(409);
        vendor.get(own).await.expect(200).has(&["hemlig-policy.txt"]);
        let (here, there) = (format!("/vendors/{}/passport", s.vendor.id), format!("/vendors/{}/passport", other.vendor.id));
        let file = |page: &str, question: &str| format!("{page}/{question}/evidence/{item}");
        let (ours, theirs) = (t.token(&t.region, Role::SecurityOfficer), t.token(&other.home, Role::SecurityOfficer));
        let shut = async |browser: &Browser, token: &str, page: &str, question: &str| {
            browser.get(&file(page, question)).await.expect(404).lacks(&["HEMLIG", "hemlig-policy"]);
            browser.api(token, "GET", &format!("/api/v1{}", file(page, question)), Value::Null, &[]).await.expect(404).lacks(&["HEMLIG", "hemlig-policy"]);
            browser.api(token, "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.lacks(&["HEMLIG", "hemlig-policy"]);
        };
        // Not shown yet: not even that there is a file.
        shut(&region, &ours, &here, "Q01").await;
        show(t, &s.admin, &t.region.id, &["Q01"]);
        show(t, &s.admin, &other.home.id, &["Q02"]);
        region.get(&format!("{here}/Q01")).await.expect(200).has(&["HEMLIG-POLICY", &file(&here, "Q01")]).lacks(&["HEMLIG-BIBLIOTEKSNOT"]);
        assert_eq!(region.get(&file(&here, "Q01")).await.expect(200).body, b"HEMLIGT-INNEHALL");
        let told = region.api(&ours, "GET", &format!("/api/v1{here}"), Value::Null, &[]).await.expect(200).lacks(&["HEMLIG-BIBLIOTEKSNOT"]).json();
        assert_eq!(told[0]["evidence"][0]["evidence_id"], json!(item));
        assert_eq!(region.api(&ours, "GET", &format!("/api/v1{}", file(&here, "Q01")), Value::Null, &[]).await.expect(200).body, b"HEMLIGT-INNEHALL");
        // It supports Q01 and no other answer; the other client was shown Q02 alone.
        region.get(&file(&here, "Q02")).await.expect(404);
        other.browser.get(&format!("{there}/Q02")).await.expect(200).lacks(&["HEMLIG"]);
        for question in ["Q01", "Q02"] {
            shut(&other.browser, &theirs, &there, question).await;
            other.browser.get(&file(&here, question)).await.expect(404);
        }
        // Another vendor neither uses nor removes it.
        let now = t.now();
        let strange = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let (person, ctx) = t.person(&strange, Role::VendorAdmin, "Nils Annan");
        let stranger = t.browser_for(&person, ctx);
        stranger.post(&format!("{own}/evidence"), &[("evidence_id", item.as_str())]).await.expect(404);
        stranger.post(&format!("{own}/evidence/{item}/remove"), &[]).await.expect(404);
        assert!(matches!(stranger.get(&file(&here, "Q01")).await.status, 403 | 404));
        // Taken back, it is shut again; so it is when the vendor takes the file away from the answer.
        show(t, &s.admin, &t.region.id, &[]);
        t.drain();
        shut(&region, &ours, &here, "Q01").await;
        region.get(&format!("{here}/Q01")).await.expect(200).lacks(&["HEMLIG"]);
        show(t, &s.admin, &t.region.id, &["Q01"]);
        region.get(&file(&here, "Q01")).await.expect(200);
        vendor.post(&format!("{own}/evidence/{item}/remove"), &[]).await.expect(303);
        shut(&region, &ours, &here, "Q01").await;
        let token = t.token(&s.home, Role::VendorMember);
        let attach = "/api/v1/portal/passport/answers/Q01/evidence";
        vendor.api(&token, "POST", attach, json!({"evidence_id": item}), &[]).await.expect(201);
        region.get(&file(&here, "Q01")).await.expect(200);
        vendor.api(&token, "POST", &format!("{attach}/{item}/remove"), json!({}), &[]).await.expect(200);
        vendor.api(&token, "POST", "/api/v1/portal/passport/answers/Q99/evidence", json!({"evidence_id": item}), &[]).await.expect(404);
        shut(&region, &ours, &here, "Q01").await;
        t.drain();
    }

    async fn a_contract_has_at_most_seven_tabs_and_keeps_every_address(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, one) = contract_of(t, &karin, "AVT-1", Some(4), None);
        let base = format!("/contracts/{}", one.id);
        let tabs = |page: &str, region: &str| -> Vec<(String, bool)> {
            let Some((_, rest)) = page.split_once(&format!("<nav class=\"tabs\" aria-label=\"{region}\">")) else { return Vec::new() };
            let nav = rest.split_once("</nav>").unwrap().0;
            nav.split("<a class=\"tab\" href=\"").skip(1).map(|tab| {
                let href = tab.split('"').next().unwrap().replace("&#x3D;", "=");
                (href, tab.split('>').next().unwrap().contains("aria-current"))
            }).collect()
        };
        let mut reached = std::collections::BTreeSet::new();
        for (place, group) in [
            ("", ""), ("/clauses", "/clauses"), ("/gaps", "/clauses"), ("/deviations", "/clauses"), ("/dates", "/dates"),
            ("/amendments", "/dates"), ("/chain", "/chain"), ("/flow-down", "/chain"), ("?tab=history", "?tab=history"),
        ] {
            let page = karin.get(&format!("{base}{place}")).await.expect(200).text();
            let (top, under) = (tabs(&page, "Flikar för avtalet"), tabs(&page, "Sidor under fliken"));
            assert!((1..=7).contains(&top.len()), "{place}: {top:?}");
            let current: Vec<&str> = top.iter().filter(|(_, current)| *current).map(|(href, _)| href.as_str()).collect();
            assert_eq!(current, [format!("{base}{group}")], "{place}");
            if !under.is_empty() {
                let current: Vec<&str> = under.iter().filter(|(_, current)| *current).map(|(href, _)| href.as_str()).collect();
                assert_eq!(current, [format!("{base}{place}")], "{place}");
            }
            reached.extend(top.into_iter().chain(under).map(|(href, _)| href));
        }
        for place in ["", "/clauses", "/gaps", "/deviations", "/dates", "/amendments", "/chain", "/flow-down", "?tab=history"] {
            assert!(reached.contains(&format!("{base}{place}")), "{place}: {reached:?}");
        }
        assert!(reached.iter().any(|href| href.starts_with("/dialogues?contract_id=")), "{reached:?}");
        t.drain();
    }

    async fn a_relation_of_the_product_names_its_catalogue(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let page = eva.get("/frameworks/nis2/mapping/iso27001-2022").await.expect(200);
        page.has(&["NIS2, artiklarna 20, 21 och 23"]).lacks(&["nis2_art21.csv"]);
        t.drain();
    }
}
