//! Lists as files: with the filters of the page, with the rights of the page, and with nothing that comes alive.

use super::support::tables::insert;
use tillit::access::Role;

/// Rows of a CSV below its heading.
fn rows(text: &str) -> usize {
    text.lines().count() - 1
}

both! {
    async fn lists_without_a_file_of_their_own_have_one_with_the_same_filters(t: &Harness) {
        let region = t.region.id.to_string();
        let own = |table: &str, given: &[(&str, &str)]| {
            let mut all = vec![("organisation_id", region.as_str())];
            all.extend_from_slice(given);
            insert(t, table, &all).to_string()
        };
        let alfa = crate::overview::vendor(t, "=HYPERLINK(\"x\")", &[("tier", "1"), ("search_text", "alfa")]);
        let contract = own("contracts", &[("vendor_id", &alfa), ("reference", "AVT-1"), ("title", "@Rådgivning")]);
        let of = [("vendor_id", alfa.as_str()), ("contract_id", contract.as_str())];
        for (number, status) in [("1", "locked"), ("2", "planned"), ("3", "held")] {
            own("dialogues", &[of[0], of[1], ("number", number), ("period", &format!("2026-0{number}")), ("status", status)]);
        }
        for status in ["sent", "submitted"] {
            own("assessments", &[of[0], ("question_set", "lite"), ("status", status), ("due_on", "2026-12-01")]);
        }
        for (number, state) in [("1", "open"), ("2", "closed")] {
            own("incidents", &[
                ("number", number), ("state", state), ("title", "-Läcka"), ("source", "press"), ("significant", "unknown"),
                ("personal_data", "unknown"), ("root_cause_confidence", "unknown"),
            ]);
        }
        own("coverage_vendors", &[of[0], ("tier", "1"), ("unknown_count", "3")]);
        let omar = t.region_user(Role::SecurityOfficer);
        for (path, count) in [
            ("/exports/dialogues?", 2),
            ("/exports/dialogues?status=held&", 1),
            ("/exports/dialogues?show=locked&", 1),
            ("/exports/assessments?", 2),
            ("/exports/assessments?status=submitted&", 1),
            ("/exports/incidents?", 1),
            ("/exports/incidents?state=all&", 2),
            ("/exports/coverage?", 1),
            ("/exports/coverage?tier=2&", 0),
            ("/exports/reviews?", 0),
            ("/exports/sendings?state=sent&", 0),
            ("/exports/contract-watch?days=30&", 0),
        ] {
            let csv = omar.get(&format!("{path}format=csv")).await.expect(200).text();
            assert_eq!(rows(&csv), count, "{path}: {csv}");
            for line in csv.lines() {
                for cell in line.split(';') {
                    let cell = cell.trim_start_matches(['\u{feff}', '"']);
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{path}: {cell}");
                }
            }
            assert!(omar.get(&format!("{path}format=xlsx")).await.expect(200).body.starts_with(b"PK"), "{path}");
        }
        omar.get("/exports/coverage?tier=9").await.expect(422);
        omar.get("/assessments?status=submitted").await.expect(200).has(&["/exports/assessments?format", "status", "Exportera till Excel"]);
        // Rights are those of the page, and another organisation's rows are its own.
        let reader = t.region_user(Role::Reader);
        reader.get("/exports/incidents?format=csv").await.expect(403);
        reader.get("/exports/audit-events?format=csv").await.expect(403);
        let (person, ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Sara Holm");
        let sara = t.browser_for(&person, ctx);
        assert_eq!(rows(&sara.get("/exports/assessments?format=csv").await.expect(200).text()), 0);
    }

    async fn a_file_without_the_whole_list_says_so(t: &Harness) {
        let claimed = "c".repeat(93);
        for n in 0..216 {
            let vendor = crate::overview::vendor(t, &format!("Leverantör {n}"), &[]);
            insert(t, "coverage_vendors", &[("organisation_id", t.region.id.as_str()), ("vendor_id", &vendor), ("states", &claimed), ("claimed_count", "93")]);
        }
        let omar = t.region_user(Role::SecurityOfficer);
        let csv = omar.get("/overview/measures/unverified_requirements?format=csv").await.expect(200).text();
        assert_eq!(rows(&csv), 20_001);
        assert_eq!(csv.lines().last(), Some("20000 av 20088 rader ryms i filen. Använd filtren för att få med resten."));
        let whole = omar.get("/overview/measures/unverified_vendors?format=csv").await.expect(200).text();
        assert_eq!(rows(&whole), 216, "a whole list says nothing: {}", whole.lines().last().unwrap());
    }

    async fn a_sending_of_an_own_set_is_named_by_it(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let (region, by) = (t.region.id.to_string(), omar.ctx.clone().unwrap().actor.person_id.to_string());
        let own = |table: &str, given: &[(&str, &str)]| {
            let mut all = vec![("organisation_id", region.as_str()), ("created_by", by.as_str())];
            all.extend_from_slice(given);
            insert(t, table, &all).to_string()
        };
        let set = own("question_sets", &[("title_sv", "Vårdappar")]);
        let version = own("question_set_versions", &[("set_id", &set), ("number", "2"), ("state", "published")]);
        let sending = [("question_set", "full"), ("state", "sent"), ("origin", "person")];
        own("sendings", &[&sending[..], &[("number", "1"), ("set_version_id", version.as_str())]].concat());
        own("sendings", &[&sending[..], &[("number", "2")]].concat());
        let csv = omar.get("/exports/sendings?format=csv").await.expect(200).text();
        for said in ["Vårdappar, version 2", "Hela uppsättningen"] {
            assert_eq!(csv.matches(said).count(), 1, "{said}: {csv}");
        }
    }

    async fn the_log_is_a_file_for_the_auditor_alone(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let vendor = t.write(|c| tillit::features::vendors::add(c, &ctx, &crate::vendors::new_vendor("Alfa AB", None)));
        let gunilla = t.region_user(Role::Auditor);
        let csv = gunilla.get(&format!("/exports/audit-events?object_id={}&format=csv", vendor.id)).await.expect(200).text();
        assert_eq!(rows(&csv), 1, "{csv}");
        assert!(csv.contains("skapade") && csv.contains("Alfa AB") && csv.contains("Omar Haddad"), "{csv}");
        assert!(!csv.contains("hemlig förhandling"), "the internal note is not in the file");
        let (_, lena) = crate::questionnaires::browsers(t, &crate::questionnaires::scene(t));
        for path in ["/exports/assessments", "/exports/dialogues", "/exports/coverage", "/exports/reviews", "/exports/incidents", "/exports/audit-events", "/exports/sendings", "/exports/contract-watch"] {
            lena.get(&format!("{path}?format=csv")).await.expect(403);
        }
    }
}
