//! Start pages: what waits for whom, and what the vendor never sees.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};

/// Rows of one vendor, managed by `manager`, linked to `vendor_organisation`; `number` sets them apart.
fn story(t: &Harness, manager: &str, vendor_organisation: &str, number: usize) {
    let organisation = t.region.id.to_string();
    let own = |table: &str, given: &[(&str, &str)]| {
        let mut all = vec![("organisation_id", organisation.as_str())];
        all.extend_from_slice(given);
        insert(t, table, &all).to_string()
    };
    let count = number.to_string();
    let name = format!("Åsmunda {number} AB");
    let mut vendor_fields = vec![
        ("kind", "it_supplier"),
        ("country", "SE"),
        ("status", "active"),
        ("tags", "[]"),
        ("legal_name", name.as_str()),
        ("name_folded", "asmunda"),
        ("manager_id", manager),
        ("internal_note", "HEMLIG-LEVERANTÖR"),
    ];
    if number == 0 {
        vendor_fields.push(("vendor_organisation_id", vendor_organisation));
    }
    let vendor = own("vendors", &vendor_fields);
    let contract = own(
        "contracts",
        &[
            ("vendor_id", &vendor),
            ("reference", &format!("A-{number}")),
            ("title", "Drift av e-tjänster"),
            ("manager_id", manager),
            ("ends_on", "2027-01-10"),
            ("internal_note", "HEMLIGT-AVTAL"),
        ],
    );
    let of = [("vendor_id", vendor.as_str()), ("contract_id", contract.as_str())];
    let assessment = |status: &str| {
        own(
            "assessments",
            &[
                of[0],
                of[1],
                ("question_set", "lite"),
                ("status", status),
                ("sent_by", manager),
                ("due_on", "2026-12-15"),
                ("tier", "1"),
                ("internal_note", "HEMLIG-SKATTNING"),
                ("answered_count", "3"),
                ("question_count", "12"),
            ],
        )
    };
    assessment("submitted");
    assessment("sent");
    let action = |number: &str, status: &str, title: &str| {
        own(
            "actions",
            &[
                of[0],
                of[1],
                ("number", number),
                ("title", title),
                ("responsible", "vendor"),
                ("status", status),
                ("due_on", "2026-11-20"),
                ("created_by", manager),
                ("internal_note", "HEMLIG-ÅTGÄRD"),
            ],
        )
    };
    action(&format!("{count}1"), "open", "Slå på loggning");
    action(&format!("{count}2"), "reported_done", "Rutin för behörigheter");
    own(
        "dialogues",
        &[
            of[0],
            of[1],
            ("period", "2026-11"),
            ("status", "planned"),
            ("held_on", "2026-11-23"),
            ("internal_note", "HEMLIG-DIALOG"),
        ],
    );
}

struct Stage {
    manager: Browser,
    vendor: Browser,
    manager_id: String,
    vendor_organisation: String,
}

fn stage(t: &Harness) -> Stage {
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let home = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Åsmunda AB", None, false));
    let (seller, seller_ctx) = t.person(&home, Role::VendorAdmin, "Eva Björk");
    Stage {
        manager: t.browser_for(&person, ctx),
        vendor: t.browser_for(&seller, seller_ctx),
        manager_id: person.id.to_string(),
        vendor_organisation: home.id.to_string(),
    }
}

async fn queries(t: &Harness, browser: &Browser, path: &str) -> u64 {
    let before = t.app.db.query_count();
    browser.get(path).await.expect(200);
    t.app.db.query_count() - before
}

both! {
    async fn each_role_meets_what_waits(t: &Harness) {
        let s = stage(t);
        s.manager.get("/start").await.expect(200).has(&["Inget väntar just nu"]);
        story(t, &s.manager_id, &s.vendor_organisation, 0);
        let all = ["Åsmunda 0 AB, 2026-11", "Slå på loggning", "Rutin för behörigheter", "3 dagar försenad", "A-0 Drift av e-tjänster", "i dag"];
        s.manager.get("/start").await.expect(200).has(&all);
        // Another manager's start page is empty; the security officer sees all.
        let (other, ctx) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        t.browser_for(&other, ctx).get("/start").await.expect(200).has(&["Inget väntar just nu"]);
        t.region_user(Role::SecurityOfficer).get("/start").await.expect(200).has(&["Slå på loggning", "Ej nivåsatt"]);
        for role in [Role::Reader, Role::Auditor] {
            let page = t.region_user(role).get("/start").await.expect(200);
            page.has(&["Leverantörer efter nivå", "1 av 1", "Försenade", "/actions?overdue", "Inte kontrollerade i avtalen"]);
        }
        t.region_user(Role::Admin).get("/start").await.expect(200).has(&["Bjud in", "Personer med roll"]);
        let (foreign, ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Olle Annan");
        t.browser_for(&foreign, ctx).get("/start").await.expect(200).lacks(&["Slå på loggning"]);
        assert_eq!(t.stranger().get("/start").await.expect(303).location(), "/sign-in?next=%2Fstart");
    }

    async fn the_vendor_sees_its_own_and_nothing_internal(t: &Harness) {
        let s = stage(t);
        s.vendor.get("/portal").await.expect(200).has(&["Ni har inget att lämna just nu"]);
        story(t, &s.manager_id, &s.vendor_organisation, 0);
        story(t, &s.manager_id, &s.vendor_organisation, 1);
        let page: Answer = s.vendor.get("/portal").await.expect(200);
        let page = page.has(&["3 av 12 frågor besvarade", "Region Almeå", "#1 Slå på loggning", "/portal/dialogues/", "2026-12-15"]);
        // The second vendor's rows, what is reported done, internal notes and the tier stay away.
        page.lacks(&["#11", "Rutin för behörigheter", "HEMLIG", "Nivå", "Kritisk", "Karin Öberg"]);
        s.vendor.get("/start").await.expect(403);
        s.manager.get("/portal").await.expect(403);
    }

    async fn each_figure_is_that_of_its_list(t: &Harness) {
        let s = stage(t);
        story(t, &s.manager_id, &s.vendor_organisation, 0);
        let vendor = insert(t, "vendors", &[
            ("organisation_id", t.region.id.as_str()), ("kind", "it_supplier"), ("country", "SE"), ("status", "active"), ("tags", "[]"),
        ]);
        insert(t, "contracts", &[("organisation_id", t.region.id.as_str()), ("vendor_id", vendor.as_str()), ("reference", "GAMMALT"), ("ends_on", "2026-01-31")]);
        let reader = t.region_user(Role::Reader);
        let figure = |label: &str, said: &str| format!("{label}</a></th><td class=\"cell-end\">{said}</td>");
        // What is reported done is open; a contract that has ended is asked for nothing.
        reader.get("/start").await.expect(200).has(&[&figure("Öppna", "2"), &figure("Försenade", "1 av 2"), &figure("Inte kontrollerade i avtalen", "48 av 48"), "/actions?status"]);
        reader.get("/actions?status=all_open").await.expect(200).has(&["Slå på loggning", "Rutin för behörigheter"]);
        reader.get("/contracts/review?view=contracts&sort=-unknown").await.expect(200).has(&["A-0", ">48</td>"]).lacks(&["GAMMALT"]);
    }

    async fn the_number_of_queries_does_not_grow(t: &Harness) {
        let s = stage(t);
        story(t, &s.manager_id, &s.vendor_organisation, 0);
        let officer = t.region_user(Role::SecurityOfficer);
        let reader = t.region_user(Role::Reader);
        // A query or two for each list that the role may have something in, and eight for the session and the frame.
        let places = [
            (&s.manager, "/start", 33),
            (&officer, "/start", 34),
            (&reader, "/start", 16),
            (&s.vendor, "/portal", 17),
        ];
        let mut before = Vec::new();
        for (browser, path, _) in places {
            before.push(queries(t, browser, path).await);
        }
        for number in 1..15 {
            story(t, &s.manager_id, &s.vendor_organisation, number);
        }
        for ((browser, path, most), count) in places.into_iter().zip(before) {
            assert_eq!(queries(t, browser, path).await, count, "{path}");
            assert!(count <= most, "{path}: {count} queries");
        }
        s.manager.get("/start").await.expect(200).has(&["Visa alla"]);
    }

    async fn every_state_renders(t: &Harness) {
        use tillit::features::reports::views::{PortalPage, StartPage};
        use tillit::platform::view::render_samples;
        render_samples::<StartPage>(&t.app.views).unwrap();
        render_samples::<PortalPage>(&t.app.views).unwrap();
    }
}
