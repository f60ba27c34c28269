//! An organisation's own fields, changes to many vendors, kept filters, and files of vendors abroad.

use super::support::Harness;
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::vendors::{self, ExtraKind, NewDepth, NewExtraField, NewStep, VendorStatus};
use tillit::kit::Ctx;

fn field(key: &str, kind: ExtraKind) -> NewExtraField {
    NewExtraField {
        key: key.to_string(),
        label_sv: format!("Fältet {key}"),
        label_en: format!("Field {key}"),
        kind,
        choices: vec!["Norr".into(), "Söder".into()],
        required: false,
        shown_to_vendor: false,
        in_list: true,
        active: true,
    }
}

fn admin(t: &Harness) -> Ctx {
    t.region_user(Role::Admin).ctx.clone().unwrap()
}

both! {
    async fn own_fields_are_typed_and_go_everywhere(t: &Harness) {
        let boss = t.region_user(Role::Admin);
        boss.get("/extra-fields").await.expect(200).has(&["Inga egna fält än"]);
        let new = [("label_sv", "Område"), ("label_en", "Area"), ("key", "area"), ("kind", "choice"), ("choices", "Norr\nSöder"), ("in_list", "1"), ("active", "1"), ("required", "1"), ("shown_to_vendor", "1")];
        boss.post("/extra-fields/new", &[("label_sv", "X"), ("label_en", "X"), ("key", "Stor Nyckel"), ("kind", "text")]).await.expect(422).has(&["små bokstäver", "Stor Nyckel"]);
        boss.post("/extra-fields/new", &[("label_sv", "X"), ("label_en", "X"), ("key", "x"), ("kind", "choice"), ("choices", "Ett")]).await.expect(422);
        boss.post("/extra-fields/new", &new).await.expect(303);
        boss.post("/extra-fields/new", &new).await.expect(422).has(&["finns redan ett fält"]);
        let boss_ctx = boss.ctx.clone().unwrap();
        t.write(|c| vendors::add_extra_field(c, &boss_ctx, &field("beds", ExtraKind::Number)));

        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        karin.get("/extra-fields").await.expect(403);
        karin.get("/vendors/new").await.expect(200).has(&["Område", "extra.area", "Söder", "extra.beds"]);
        let form = |area: &'static str, beds: &'static str| vec![("legal_name", "Nordlänk AB"), ("kind", "other"), ("status", "active"), ("country", "SE"), ("extra.area", area), ("extra.beds", beds)];
        karin.post("/vendors/new", &form("", "12")).await.expect(422).has(&["f-extra.area-error"]);
        karin.post("/vendors/new", &form("Väster", "tolv")).await.expect(422).has(&["f-extra.area-error", "Skriv ett tal", "tolv"]);
        let place = karin.post("/vendors/new", &form("Söder", "12,5")).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["Område", "Söder", "12.5"]);
        karin.get("/vendors").await.expect(200).has(&["Område", "Söder"]);
        karin.get("/vendors?extra_key=area&extra_value=soder").await.expect(200).has(&["Nordlänk AB</a>"]);
        karin.get("/vendors?extra_key=area&extra_value=norr").await.expect(200).lacks(&["Nordlänk AB</a>"]);
        karin.get("/vendors/export?format=csv").await.expect(200).has(&["Område", "Söder", "12.5"]);

        let token = t.token(&t.region, Role::ContractManager);
        let one = t.read(|c| vendors::choices(c, &ctx.scope)).remove(0).0;
        let api = format!("/api/v1/vendors/{one}");
        let read = karin.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!(read["extra"], json!({ "area": "Söder", "beds": "12.5" }));
        let etag = format!("\"{}\"", read["version"]);
        let wrong = karin.api(&token, "PATCH", &api, json!({ "extra": { "beds": "många" } }), &[("if-match", &etag)]).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/extra/beds");
        let unknown = karin.api(&token, "PATCH", &api, json!({ "extra": { "nope": "1" } }), &[("if-match", &etag)]).await.expect(422).json();
        assert_eq!(unknown["errors"][0]["pointer"], "/extra/nope");
        let changed = karin.api(&token, "PATCH", &api, json!({ "extra": { "beds": null, "area": "norr" } }), &[("if-match", &etag)]).await.expect(200).json();
        assert_eq!(changed["extra"], json!({ "area": "Norr" }));
        karin.api(&token, "PATCH", &api, json!({ "extra": { "area": "Söder" } }), &[("if-match", &etag)]).await.expect(412);

        // The vendor sees the value of a field that is shown to it, and no other.
        let at = t.now();
        let home = t.write(|c| accounts::add_organisation(c, at, OrganisationKind::Vendor, "Nordlänk", None, false));
        t.write(|c| vendors::link_organisation(c, &ctx, &one, &home.id));
        let version = t.read(|c| vendors::find(c, &ctx.scope, &one)).version;
        let beds = NewDepth { extra: [("beds".to_string(), "98765".to_string())].into(), ..NewDepth::default() };
        t.write(|c| { let new = vendors::NewVendor::of(&vendors::find(c, &ctx.scope, &one)?); vendors::update_whole(c, &ctx, &one, &new, &beds, version) });
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        t.browser_for(&lena, lena_ctx).get("/portal/certificates").await.expect(200).has(&["Område", "Norr"]).lacks(&["Fältet beds", "98765"]);
        let fields = karin.api(&token, "GET", "/api/v1/extra-fields", Value::Null, &[]).await.expect(200).json();
        assert_eq!(fields["total"], 2);
        karin.api(&token, "POST", "/api/v1/extra-fields", json!({ "key": "k", "kind": "text" }), &[]).await.expect(404);
    }

    async fn a_change_to_many_refuses_one_and_does_the_others(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let (omar, _) = t.person(&t.region, Role::ContractManager, "Omar Haddad");
        let add = |name: &str| t.write(|c| vendors::add(c, &ctx, &new_vendor(name, None)));
        let (one, two, ended) = (add("Ett AB"), add("Två AB"), add("Slut AB"));
        let end = NewStep { status: VendorStatus::Ended, reason: "Klart".into(), planned_end: None, contracts_after: None };
        t.write(|c| vendors::take_step(c, &ctx, &ended.id, &end, 1));
        let (_, other_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let foreign = t.write(|c| vendors::add(c, &other_ctx, &new_vendor("Främmande AB", None)));
        let omar_id = omar.id.to_string();
        let fields = [
            ("ids", one.id.as_str()), ("ids", ended.id.as_str()), ("ids", foreign.id.as_str()), ("ids", two.id.as_str()),
            ("set_deputy_id", omar_id.as_str()), ("add_tags", "ramavtal"), ("set_status", "leaving"), ("reason", "Ny upphandling"),
        ];
        let done = karin.post("/vendors-bulk", &fields).await.expect(200);
        done.has(&["Ändrade: 2. Inte ändrade: 2.", "Ett AB", "Två AB", "Leverantören finns inte"]).lacks(&["Främmande"]);
        for id in [&one.id, &two.id] {
            let vendor = t.read(|c| vendors::find(c, &ctx.scope, id));
            assert_eq!((vendor.status, vendor.tags.as_str()), (VendorStatus::Leaving, "ramavtal"));
            assert_eq!(t.read(|c| vendors::depth(c, &ctx.scope, id)).deputy_id.as_ref(), Some(&omar.id));
        }
        let untouched = t.read(|c| vendors::find(c, &other_ctx.scope, &foreign.id));
        assert_eq!((untouched.version, untouched.tags.as_str()), (1, ""));
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &ended.id)).status, VendorStatus::Ended);
        // A deputy finds the vendors on the own list.
        karin.get(&format!("/vendors?manager_id={omar_id}")).await.expect(200).has(&["Ett AB</a>", "Två AB</a>"]).lacks(&["Slut AB</a>"]);

        karin.post("/vendors-bulk", &[("set_status", "leaving")]).await.expect(303);
        karin.post("/vendors-bulk", &[("ids", one.id.as_str())]).await.expect(303);
        t.region_user(Role::Reader).post("/vendors-bulk", &fields).await.expect(403);
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "ids": [one.id, foreign.id], "remove_tags": ["Ramavtal"] });
        let rows = karin.api(&token, "POST", "/api/v1/vendors-bulk", body, &[]).await.expect(200).json();
        let done: Vec<bool> = rows["items"].as_array().unwrap().iter().map(|r| r["done"].as_bool().unwrap()).collect();
        assert_eq!(done.iter().filter(|d| **d).count(), 1, "{rows}");
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &one.id)).tags, "");
        karin.api(&token, "POST", "/api/v1/vendors-bulk", json!({ "ids": [one.id] }), &[]).await.expect(422);
    }

    async fn filters_are_kept_for_oneself_or_for_all(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/vendors?tier=1").await.expect(200).has(&["Spara filtret"]);
        karin.post("/vendor-filters", &[("name", ""), ("query", "tier=1")]).await.expect(303);
        karin.post("/vendor-filters", &[("name", "Tomt"), ("query", "page=2")]).await.expect(303);
        karin.post("/vendor-filters", &[("name", "Mina egna"), ("query", "tier=1&page=3")]).await.expect(303);
        let shared = karin.post("/vendor-filters", &[("name", "Allas kritiska"), ("query", "tier=1&status=active"), ("shared", "1")]).await.expect(303);
        assert_eq!(shared.location(), "/vendors?tier=1&status=active");
        karin.get("/vendors").await.expect(200).has(&["Mina egna", "Allas kritiska"]).lacks(&["Tomt"]);
        let reader = t.region_user(Role::Reader);
        reader.get("/vendors").await.expect(200).has(&["Allas kritiska"]).lacks(&["Mina egna"]);
        let (stranger, stranger_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&stranger, stranger_ctx).get("/vendors").await.expect(200).lacks(&["Allas kritiska"]);

        let (omar, _) = t.person(&t.region, Role::ContractManager, "Omar Haddad");
        let token = t.token_of(&omar, &t.region, Role::ContractManager);
        let listed = karin.api(&token, "GET", "/api/v1/vendor-filters", Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["total"], 1);
        let place = format!("/api/v1/vendor-filters/{}", listed["items"][0]["id"].as_str().unwrap());
        karin.api(&token, "DELETE", &place, Value::Null, &[]).await.expect(404);
        let own = karin.api(&token, "POST", "/api/v1/vendor-filters", json!({ "name": "Min", "query": "kind=other" }), &[]).await.expect(201).json();
        karin.api(&token, "DELETE", &format!("/api/v1/vendor-filters/{}", own["id"].as_str().unwrap()), Value::Null, &[]).await.expect(200);
    }

    async fn a_file_of_vendors_abroad_lands(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let token = t.token(&t.region, Role::ContractManager);
        let file = "Leverantörsnamn;Organisationsnummer;Land\nFjordvakt AS;NO 987 654 321;Norge\nBangkok Call Ltd;;Thailand\nBangkok Call Ltd;;TH\nTrasig AS;<x>;NO\nUtan Nummer AB;;SE\n";
        let send = || async { karin.api_upload(&token, "/api/v1/imports", &[("kind", "vendors")], "file", "register.csv", file.as_bytes()).await.expect(201).json() };
        let first = send().await;
        assert_eq!((&first["created"], &first["refused"]), (&json!(2), &json!(2)), "{first}");
        let again = send().await;
        assert_eq!((&again["created"], &again["updated"]), (&json!(0), &json!(0)), "run twice, it changes nothing: {again}");
        let page = t.read(|c| vendors::choices(c, &ctx.scope));
        assert_eq!(page.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Bangkok Call Ltd", "Fjordvakt AS"]);
        karin.get("/vendors?q=987+654+321").await.expect(200).has(&["Fjordvakt AS</a>"]);
    }

    async fn the_list_in_depth_costs_as_few_queries_as_a_short_one(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let boss = admin(t);
        t.write(|c| vendors::add_extra_field(c, &boss, &field("area", ExtraKind::Choice)));
        let (omar, _) = t.person(&t.region, Role::ContractManager, "Omar Haddad");
        let mut costs = Vec::new();
        for upto in [2, 30] {
            for n in 0..upto {
                let depth = NewDepth {
                    deputy_id: Some(Some(omar.id.clone())),
                    extra: [("area".to_string(), "Norr".to_string())].into(),
                    ..NewDepth::default()
                };
                t.write(|c| vendors::add_whole(c, &ctx, &new_vendor(&format!("Leverantör {upto} {n}"), None), &depth));
            }
            let mut cost = Vec::new();
            for path in ["/vendors", "/vendors?extra_key=area&extra_value=norr", "/certificates"] {
                let before = t.app.db.query_count();
                karin.get(path).await.expect(200);
                cost.push(t.app.db.query_count() - before);
            }
            costs.push(cost);
        }
        assert_eq!(costs[0], costs[1]);
    }
}
