//! Every list is also a file, XLSX and CSV, with the filters and the rights of its page.

use super::objects::objects;
use super::support::source::files_under;
use super::support::tables::insert;
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Pages with a pager whose list is no file, and why.
const WITHOUT_FILE: &[(&str, &[&str])] = &[
    (
        "what waits or was searched for, each row from a list that is a file",
        &["start/show", "portal_start/show", "search/show", "notices/inbox", "actions/timeline"],
    ),
    (
        "a form to choose in",
        &["sendings/draft", "service_reviews/add_services", "merging/duplicates", "records/disclosure"],
    ),
    ("the rows of a file that was sent in", &["imports/show"]),
    ("files themselves", &["meetings/runs"]),
    ("the file of the chains names every node", &["chains/nodes"]),
    (
        "settings and models of the organisation",
        &[
            "agenda_templates/list",
            "question_sets/list",
            "categorisation/models",
            "frameworks/list",
            "frameworks/show",
            "frameworks/mapping",
        ],
    ),
    (
        "a part of one object, worked through row by row",
        &[
            "categorisation/round",
            "chains/corrections",
            "chains/round",
            "clauses/gaps",
            "clauses/legal",
            "clauses/packages",
            "own_isms/events",
            "own_isms/plan",
            "own_isms/training",
        ],
    ),
    (
        "the vendor's own papers, each with a file of its own",
        &[
            "portal_assessments/library",
            "portal_assessments/list",
            "portal_chain/follow_ups",
            "portal_dialogues/list",
            "portal_letters/list",
            "portal_plans/list",
        ],
    ),
];

#[test]
fn a_page_with_a_pager_has_its_list_as_a_file() {
    let reasoned: Vec<&str> = WITHOUT_FILE.iter().flat_map(|(_, pages)| pages.iter().copied()).collect();
    let pages = files_under("templates/pages", "hbs");
    let paged = pages.iter().filter(|page| page.text.contains("components/pager"));
    let mut faults = Vec::new();
    for page in paged {
        let name = page.path.trim_end_matches(".hbs");
        let is_file = page.text.contains("components/export_menu") || page.text.contains("-export-xlsx");
        if is_file == reasoned.contains(&name) {
            faults.push(name.to_string());
        }
    }
    assert!(faults.is_empty(), "no file and no reason, or both: {faults:?}");
}

both! {
    async fn every_list_is_a_file_with_the_filters_and_rights_of_its_page(t: &Harness) {
        let now = t.now();
        let vendor_home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda AB", None, false));
        let all = objects(t, &t.region, Some(&vendor_home));
        objects(t, &t.other_region, None);
        let hidden = [
            ("vendors", "legal_name"), ("plans", "title"), ("escalations", "title"), ("platforms", "name"),
            ("public_records", "subject"), ("disclosures", "asked_for"),
        ];
        for (table, column) in hidden {
            let other = &t.other_region.id;
            crate::notices::sql(t, &format!("UPDATE {table} SET {column} = 'Främmande' WHERE organisation_id = '{other}'"));
        }
        let region = t.region.id.to_string();
        let own = |table: &str, given: &[(&str, &str)]| {
            let mut all = vec![("organisation_id", region.as_str())];
            all.extend_from_slice(given);
            insert(t, table, &all).to_string()
        };
        let vendor = ("vendor_id", all["vendors"].as_str());
        let contract = own("contracts", &[vendor, ("reference", "AVT-8"), ("title", "=Avtal utan möte")]);
        own("follow_up_lines", &[("contract_id", &contract), ("kind", "dialogue"), ("period", "2026-11"), ("state", "planned"), ("due_on", "2026-12-01")]);
        own("action_postponements", &[("action_id", &all["actions"]), ("reason", "Leverantören bad om tid"), ("decided_at", "2026-11-10 08:00:00.000000")]);
        own("meeting_decisions", &[("contract_id", &contract), ("dialogue_id", &all["dialogues"]), ("item_id", &all["items"]), ("decision", "Byt larm"), ("state", "open")]);
        let sending = own("sendings", &[("number", "2"), ("state", "sent"), ("origin", "person"), ("question_set", "lite"), ("selection", "{}"), ("title", "Utskick")]);
        own("sending_receivers", &[vendor, ("sending_id", &sending), ("state", "sent")]);
        own("spot_checks", &[("number", "2"), ("title", "Dragning"), ("state", "open"), ("selection", "{}"), ("population", "[]"), ("algorithm", "tillit-draw-1")]);
        let officer = t.region_user(Role::SecurityOfficer);
        let admin = t.region_user(Role::Admin);
        let reader = t.region_user(Role::Reader);
        let (person, ctx) = t.person(&vendor_home, Role::VendorAdmin, "Vera Åberg");
        let portal = t.browser_for(&person, ctx);
        let (campaign, sending) = (format!("/service-campaigns/{}/export", all["service-campaigns"]), format!("/sendings/{sending}"));
        // The file's address, a filter with what is then in it, and one with which it is not.
        let of_everybody = [
            ("/findings/export", "status=open", "Hög", "severity=low"),
            ("/actions/export", "status=all_open", "Dold AB", "status=verified"),
            ("/escalations/export", "shown=open", "Dold eskalering", "shown=closed"),
            ("/meetings", "period=2026-11&show=held", "Dolt avtal", "period=2026-11&show=waiting"),
            ("/meetings", "period=2026-11&show=missing", "AVT-8", "period=2026-10&show=missing"),
            ("/meetings", "period=2026-11&show=slipped", "Leverantören bad om tid", "period=2026-10&show=slipped"),
            ("/follow-up", "show=coming", "AVT-8", "show=done"),
            ("/plans", "status=open", "Dold plan", "status=closed"),
            ("/meeting-decisions", "state=open", "Byt larm", "state=withdrawn"),
            ("/effect-checks", "shown=all", "Dold AB", "shown=made"),
            ("/contracts/review", "view=contracts", "AVT-8", "view=clauses"),
            ("/coverage/controls/A.5.1", "state=claimed", "Leverantör;Nivå", "state=claimed"),
            (sending.as_str(), "state=sent", "Dold AB", "state=skipped"),
            ("/overview", "", "Kritiskt", ""),
            ("/overview/follow-up", "", "Uppföljningen", ""),
            ("/platforms", "", "Dold plattform", ""),
            ("/information-types", "", "Dold typ", ""),
            ("/spot-checks", "state=open", "Dragning", "state=closed"),
            ("/service-campaigns", "state=running", "Dold kampanj", "state=closed"),
            (campaign.as_str(), "state=in_progress", "Pågår", "state=ready"),
            ("/tier-proposals", "state=all", "Dold AB", "state=decided"),
            ("/categorisation-rounds", "status=open", "Dold kampanj", "status=closed"),
            ("/chains/rounds", "", "Omgång", ""),
            ("/clauses", "", "KV-01", "q=finnsinte"),
            ("/own-clauses", "", "DOLD-1", ""),
            ("/timelines", "", "Beslutsdatum", ""),
        ];
        let of_some = [
            ("/records/export", "", "Dold handling", "q=finnsinte"),
            ("/disclosures/export", "state=open", "Dold begäran", "state=decided"),
            ("/legal-holds", "", "Dolt stopp", ""),
            ("/archive-packages", "", "SHA-256", ""),
            ("/disposals", "", "Föreslagen av", ""),
            ("/imports", "", "Väntar på granskning", ""),
        ];
        let of_admins = [("/users", "q=Prov", "Prov admin", "q=finnsinte"), ("/notices/deliveries", "state=failed", "dold@mottagare.example", "state=done")];
        let of_vendors = [("/portal/actions", "", "Region Almeå", "")];
        let lists = [(&officer, &of_everybody[..]), (&officer, &of_some[..]), (&admin, &of_admins[..]), (&portal, &of_vendors[..])];
        let mut faults = Vec::new();
        for (browser, lists) in lists {
            for (path, filter, there, other) in lists {
                let csv = browser.get(&format!("{path}?{filter}&format=csv")).await.expect(200);
                assert_eq!(csv.header("content-type"), Some(CSV), "{path}");
                if !csv.text().contains(there) {
                    faults.push(format!("{path}?{filter} lacks {there}: {}", csv.text()));
                }
                assert!(!csv.text().contains("Främmande"), "{path} has another organisation's: {}", csv.text());
                assert!(csv.text().split([';', '\n']).all(|cell| !cell.starts_with('=')), "{path}: {}", csv.text());
                if filter != other {
                    let narrowed = browser.get(&format!("{path}?{other}&format=csv")).await.expect(200).text();
                    if narrowed.contains(there) {
                        faults.push(format!("{path}?{other} has {there}: {narrowed}"));
                    }
                }
                let xlsx = browser.get(&format!("{path}?{filter}&format=xlsx")).await.expect(200);
                assert_eq!(xlsx.header("content-type"), Some(XLSX), "{path}");
                assert!(xlsx.body.starts_with(b"PK"), "{path}");
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        for (path, ..) in of_some.iter().chain(&of_admins) {
            reader.get(&format!("{path}?format=csv")).await.expect(403);
        }
        for (path, ..) in of_everybody.iter().chain(&of_some).chain(&of_admins) {
            let refused = portal.get(&format!("{path}?format=csv")).await.status;
            assert!(matches!(refused, 403 | 404), "{path}: {refused}");
        }
        officer.get("/portal/actions?format=csv").await.expect(403);
        officer.get("/plans?status=closed").await.expect(200).has(&["/plans?format", "xlsx", "csv", "status"]);
    }
}
