//! Documents that are made from gaps and from the register: PDF and DOCX in both languages, frozen with their hash.

use super::clause_library::{contract, mark, own_clause};
use super::dialogues::{has_pdftotext, pdf_text};
use super::support::Harness;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use tillit::access::Role;
use tillit::features::chains::{
    self, Child, GdprRole, LinkFacts, LinkSource, NewLink, NewNode, NewProcessing, NodeKind,
};
use tillit::features::contracts::{ClauseMet, Contract, InContract};
use tillit::kit::Ctx;

/// One part of a DOCX file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every tag is closed in its order.
fn is_well_formed(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in xml.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag)) {
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(_) => return false,
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    open.is_empty()
}

/// Text without line breaks, hyphens at line ends joined.
fn flat(pdf: &[u8]) -> String {
    pdf_text(pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tie(t: &Harness, ctx: &Ctx, contract: &Contract, name: &str, role: Option<GdprRole>) {
    let new = NewLink {
        contract_id: contract.id.clone(),
        service_id: None,
        parent_node_id: None,
        child: Child::New(NewNode {
            kind: NodeKind::Subcontractor,
            name: name.to_string(),
            org_number: None,
            country: Some("SE".to_string()),
            location: None,
            shared_note: None,
            internal_note: Some("HEMLIG-NOD".to_string()),
            is_another: false,
        }),
        source: LinkSource::Declared,
        facts: LinkFacts {
            task: format!("Uppgift för {name}"),
            data_class: Some(3),
            information_types: vec!["Hälsouppgifter".to_string()],
            persons: (Some(1_000), Some(2_000)),
            countries: vec!["SE".to_string()],
            vendor_visible: true,
            processings: role
                .map(|role| NewProcessing { purpose: format!("Ändamål för {name}"), role, legal_note: None })
                .into_iter()
                .collect(),
            ..LinkFacts::default()
        },
    };
    t.write(|c| chains::add_link(c, ctx, &new));
}

both! {
    async fn chosen_gaps_become_an_amendment_in_both_languages(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), Some("2027-12-31"));
        mark(t, &karin, &one.id, "KV-34", InContract::Missing, ClauseMet::NotMet);
        let place = format!("/contracts/{}/packages", one.id);
        karin.get(&place).await.expect(200).has(&["Inga dokument än"]);
        karin.post(&place, &[("kind", "amendment")]).await.expect(422).has(&["Välj minst ett krav"]);
        karin.post(&place, &[("kind", "amendment"), ("clauses", "KV-99")]).await.expect(422).has(&["Det finns ingen post"]);
        karin.post(&place, &[("kind", "saga"), ("clauses", "KV-34")]).await.expect(422).has(&["Välj ett av alternativen"]);
        let made = karin.post(&place, &[("kind", "amendment"), ("clauses", "KV-34"), ("clauses", "KV-18")]).await.expect(303);
        let package = made.location().to_string();
        karin.get(&package).await.expect(200).has(&["Tilläggsavtal 1", "KV-34", "KV-18", "2028-01-01", "SHA-256", "Förberett"]);
        karin.get(&place).await.expect(200).has(&["Tilläggsavtal", "document.docx"]);
        for (language, texts) in [
            ("sv", ["Åtkomst över öppna nät", "senast inom 12 timmar", "Tilläggsavtal 1", "Underskrifter"]),
            ("en", ["Access over open networks", "at the latest within 12 hours", "Amendment 1", "Signatures"]),
        ] {
            let docx = karin.get(&format!("{package}/document.docx?lang={language}")).await.expect(200);
            assert!(docx.header("content-type").unwrap().contains("wordprocessingml.document"));
            for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"] {
                assert!(is_well_formed(&part(&docx.body, name)), "{language} {name}");
            }
            let document = part(&docx.body, "word/document.xml");
            for text in texts.iter().chain(&["Region Almeå", "Åsmunda AVT-1", "Ögonsjukvård", "<w:numPr>"]) {
                assert!(document.contains(text), "{language}: {text}");
            }
            assert!(!document.contains("HEMLIG"));
            let pdf = karin.get(&format!("{package}/document.pdf?lang={language}")).await.expect(200);
            assert!(pdf.body.starts_with(b"%PDF"));
            assert_eq!(pdf.header("content-type"), Some("application/pdf"));
            if has_pdftotext() {
                let text = flat(&pdf.body);
                for wanted in [texts[0], texts[2], texts[3], "Region Almeå", "RS 2024-7"] {
                    assert!(text.contains(wanted), "{language}: {wanted} is not in {text}");
                }
                assert!(!text.contains("HEMLIG"));
            }
        }
    }

    async fn the_document_stays_as_it_was_when_the_library_changes(t: &Harness) {
        let (karin, omar) = (t.region_user(Role::ContractManager), t.region_user(Role::SecurityOfficer));
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), None);
        let own = own_clause(&omar, &[]).await;
        let token = t.token(&t.region, Role::ContractManager);
        let place = format!("/api/v1/contracts/{}/packages", one.id);
        let body = json!({"kind": "amendment", "clauses": ["RA-01", "KV-05"]});
        let made = karin.api(&token, "POST", &place, body, &[]).await.expect(201).json();
        let package = format!("/api/v1/amendment-packages/{}", made["id"].as_str().unwrap());
        let before = karin.api(&token, "GET", &format!("{package}/document.docx?lang=sv"), Value::Null, &[]).await.expect(200).body;
        assert!(part(&before, "word/document.xml").contains("inom 24 timmar"));
        let mut next = crate::clause_library::fields(&[("text_sv", "Helt annan text."), ("parameters", ""), ("text_en", "Another text.")]);
        next.push(("version", "2"));
        omar.post(&own, &next).await.expect(303);
        omar.post(&format!("{own}/publish"), &[("version", "3"), ("decision_reference", "RS 9")]).await.expect(303);
        let after = karin.api(&token, "GET", &format!("{package}/document.docx?lang=sv"), Value::Null, &[]).await.expect(200).body;
        assert_eq!(before, after);
        let again = karin.api(&token, "GET", &package, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&again["sha256"], again["sha256"].as_str().unwrap().len()), (&made["sha256"], 64));
        assert_eq!(again["number"], 1);
    }

    async fn a_signed_amendment_closes_its_gaps(t: &Harness) {
        let (karin, omar) = (t.region_user(Role::ContractManager), t.region_user(Role::SecurityOfficer));
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), None);
        own_clause(&omar, &[]).await;
        mark(t, &karin, &one.id, "KV-34", InContract::Missing, ClauseMet::NotMet);
        let token = t.token(&t.region, Role::ContractManager);
        let place = format!("/api/v1/contracts/{}/packages", one.id);
        let body = json!({"kind": "amendment", "clauses": ["KV-34", "KV-18", "RA-01"]});
        let made = karin.api(&token, "POST", &place, body, &[]).await.expect(201).json();
        let page = format!("/amendment-packages/{}", made["id"].as_str().unwrap());
        let settle = format!("{page}/settle");
        karin.post(&settle, &[("version", "1"), ("state", "signed")]).await.expect(422).has(&["Fyll i det här fältet"]);
        karin.post(&settle, &[("version", "1"), ("state", "signed"), ("settled_on", "2026-11-24")]).await.expect(422).has(&["framtiden"]);
        karin.post(&settle, &[("version", "1"), ("state", "dropped"), ("settled_on", "2026-11-23")]).await.expect(422).has(&["Ange ett skäl"]);
        karin.post(&settle, &[("version", "1"), ("state", "prepared"), ("settled_on", "2026-11-23")]).await.expect(422);
        karin.post(&settle, &[("version", "1"), ("state", "signed"), ("settled_on", "2026-11-23")]).await.expect(303);
        karin.get(&page).await.expect(200).has(&["Undertecknat", "2026-11-23"]);
        karin.post(&settle, &[("version", "2"), ("state", "signed"), ("settled_on", "2026-11-23")]).await.expect(409).has(&["redan avslutat"]);
        let clauses = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/clauses", one.id), Value::Null, &[]).await.expect(200).json();
        let held = |code: &str| clauses["items"].as_array().unwrap().iter().find(|c| c["clause_id"] == code).unwrap().clone();
        assert_eq!((&held("KV-34")["in_contract"], &held("KV-34")["section"], &held("KV-34")["met"]), (&json!("present"), &json!("Tillägg 1"), &json!("not_met")));
        assert_eq!(held("KV-18")["in_contract"], "present");
        assert_eq!(held("KV-05")["in_contract"], Value::Null);
        let own = karin.api(&token, "GET", "/api/v1/clauses/RA-01", Value::Null, &[]).await.expect(200).json();
        assert_eq!(own["contracts"]["present"], 1);
        t.region_user(Role::Auditor).get("/audit").await.expect(200).has(&["tillägg eller bilaga"]);
    }

    async fn nothing_is_prepared_for_a_contract_that_has_ended(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), Some("2026-11-22"));
        karin.get(&format!("/contracts/{}/gaps", one.id)).await.expect(200).has(&["Avtalet har löpt ut"]);
        let fields = [("kind", "amendment"), ("clauses", "KV-05")];
        karin.post(&format!("/contracts/{}/packages", one.id), &fields).await.expect(409).has(&["kan inte ändras"]);
    }

    async fn the_role_in_each_processing_decides_which_appendices_apply(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), None);
        let place = format!("/contracts/{}/packages", one.id);
        tie(t, &ctx, &one, "Egen Vårdgivare AB", Some(GdprRole::Controller));
        tie(t, &ctx, &one, "Rollös AB", None);
        karin.get(&place).await.expect(200).has(&["Rollös AB", "1 behandling tas inte med"]).lacks(&["value=\"instruction\""]);
        for kind in ["instruction", "subprocessors"] {
            karin.post(&place, &[("kind", kind)]).await.expect(409).has(&["Ingen i leveranskedjan är biträde"]);
        }
        tie(t, &ctx, &one, "Lagringen Åmål AB", Some(GdprRole::SubProcessor));
        tie(t, &ctx, &one, "Växeln AB", Some(GdprRole::Processor));
        karin.get(&place).await.expect(200).has(&["value=\"instruction\"", "value=\"subprocessors\""]);
        for (kind, has, lacks) in [
            ("instruction", ["Ändamål för Lagringen Åmål AB", "Hälsouppgifter", "Ändamål för Växeln AB"], "Egen Vårdgivare"),
            ("subprocessors", ["Lagringen Åmål AB", "Underbiträde", "Växeln AB"], "Rollös AB"),
        ] {
            let package = karin.post(&place, &[("kind", kind)]).await.expect(303).location().to_string();
            let docx = karin.get(&format!("{package}/document.docx?lang=sv")).await.expect(200).body;
            let document = part(&docx, "word/document.xml");
            assert!(is_well_formed(&document));
            for text in has {
                assert!(document.contains(text), "{kind}: {text}");
            }
            assert!(document.contains("Sverige") && !document.contains(">SE<"), "{kind}: countries by name");
            let english = karin.get(&format!("{package}/document.docx?lang=en")).await.expect(200).body;
            assert!(part(&english, "word/document.xml").contains("Sweden"), "{kind}: countries by name");
            assert!(!document.contains(lacks) && !document.contains("HEMLIG"), "{kind}");
            for language in ["sv", "en"] {
                let pdf = karin.get(&format!("{package}/document.pdf?lang={language}")).await.expect(200).body;
                assert!(pdf.starts_with(b"%PDF"));
                if has_pdftotext() {
                    let text = flat(&pdf);
                    assert!(text.contains("Lagringen Åmål AB") && !text.contains("HEMLIG"), "{kind} {language}: {text}");
                }
            }
        }
        t.drain();
    }

    async fn a_vendor_and_another_organisation_see_no_document(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), None);
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({"kind": "amendment", "clauses": ["KV-05"]});
        let made = karin.api(&token, "POST", &format!("/api/v1/contracts/{}/packages", one.id), body, &[]).await.expect(201).json();
        let page = format!("/amendment-packages/{}", made["id"].as_str().unwrap());
        let home = t.write(|c| {
            tillit::features::accounts::add_organisation(c, t.now(), tillit::features::accounts::OrganisationKind::Vendor, "Vidlyssna AB", None, false)
        });
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let (nils, nils_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let lena_token = t.token_of(&lena, &home, Role::VendorAdmin);
        for browser in [t.browser_for(&lena, lena_ctx), t.browser_for(&nils, nils_ctx)] {
            for path in [page.clone(), format!("{page}/document.pdf"), format!("{page}/document.docx")] {
                let answer = browser.get(&path).await;
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&["AVT-1", "Åsmunda"]);
            }
            browser.api(&lena_token, "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.lacks(&["sha256", "AVT-1"]);
        }
    }
}
