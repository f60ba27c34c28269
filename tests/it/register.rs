//! The vendor in depth: the steps of its life, contacts, certificates, vendors abroad and by
//! telephone, ratings.

use super::support::tables::insert;
use super::support::{Browser, Harness};
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::vendors::{self, Vendor, VendorKind, views};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

const SECRET: &str = "hemlig bedömning av intyget";

#[test]
fn every_page_of_the_depth_renders_in_both_languages() {
    let registry = Views::new().unwrap();
    render_samples::<views::LifecyclePage>(&registry).unwrap();
    render_samples::<views::CertificatePage>(&registry).unwrap();
    render_samples::<views::CertificateListPage>(&registry).unwrap();
    render_samples::<views::PortalCertificatesPage>(&registry).unwrap();
    render_samples::<views::RatingPage>(&registry).unwrap();
    render_samples::<views::ExtraFieldsPage>(&registry).unwrap();
    render_samples::<views::ExtraFieldPage>(&registry).unwrap();
    render_samples::<views::BulkPage>(&registry).unwrap();
}

fn vendor(t: &Harness, ctx: &Ctx, name: &str) -> Vendor {
    t.write(|c| vendors::add(c, ctx, &new_vendor(name, None)))
}

fn now(t: &Harness, ctx: &Ctx, id: &Id) -> Vendor {
    t.read(|c| vendors::find(c, &ctx.scope, id))
}

/// The vendor's own people, linked to the row.
fn portal(t: &Harness, ctx: &Ctx, id: &Id) -> (Browser, String) {
    let at = t.now();
    let home = t.write(|c| accounts::add_organisation(c, at, OrganisationKind::Vendor, "Åsmunda AB", None, false));
    t.write(|c| vendors::link_organisation(c, ctx, id, &home.id));
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let token = t.token_of(&lena, &home, Role::VendorAdmin);
    (t.browser_for(&lena, lena_ctx), token)
}

both! {
    async fn a_vendor_goes_through_its_life_with_reasons(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let place = format!("/vendors/{}/lifecycle", one.id);
        karin.get(&place).await.expect(200).has(&["Börja avveckla", "Avsluta"]);
        karin.post(&place, &[("version", "1"), ("status", "leaving")]).await.expect(422).has(&["Fyll i det här fältet"]);
        karin.post(&place, &[("version", "1"), ("status", "prospect"), ("reason", "x")]).await.expect(409);
        karin.post(&place, &[("version", "1"), ("status", "leaving"), ("reason", "Ny upphandling"), ("planned_end", "2020-01-01")]).await.expect(422).has(&["i dag eller en senare dag"]);
        karin.post(&place, &[("version", "1"), ("status", "leaving"), ("reason", "Ny upphandling"), ("planned_end", "2027-03-31")]).await.expect(303);
        karin.get(&format!("/vendors/{}", one.id)).await.expect(200).has(&["Under avveckling", "2027-03-31", "Ny upphandling"]);
        karin.post(&place, &[("version", "1"), ("status", "ended"), ("reason", "Klart")]).await.expect(409);

        // A contract in force must be answered for.
        let organisation = t.region.id.to_string();
        insert(t, "contracts", &[("organisation_id", &organisation), ("vendor_id", one.id.as_str()), ("reference", "A-1"), ("title", "Drift")]);
        karin.get(&place).await.expect(200).has(&["Ett avtal löper fortfarande"]);
        let version = now(t, &ctx, &one.id).version.to_string();
        let end = [("version", version.as_str()), ("status", "ended"), ("reason", "Klart")];
        karin.post(&place, &end).await.expect(422).has(&["Ange vad som händer med dem"]);
        karin.post(&place, &[end[0], end[1], end[2], ("contracts_after", "run_out")]).await.expect(303);

        // An ended vendor is read-only, in every way in, until somebody opens it with a reason.
        let ended = now(t, &ctx, &one.id);
        let version = ended.version.to_string();
        karin.get(&format!("/vendors/{}", one.id)).await.expect(200).has(&["kan bara läsas", "Löper ut vid avtalad tid"]);
        karin.get(&format!("/vendors/{}/edit", one.id)).await.expect(409);
        let edit = [("legal_name", "Nordlänk Drift AB"), ("kind", "other"), ("status", "ended"), ("country", "SE"), ("version", version.as_str())];
        karin.post(&format!("/vendors/{}/edit", one.id), &edit).await.expect(409).has(&["avslutad"]);
        karin.post(&format!("/vendors/{}/contacts/new", one.id), &[("name", "Eva")]).await.expect(409);
        karin.post(&format!("/vendors/{}/invite", one.id), &[("name", "Eva"), ("email", "e@x.example"), ("role", "vendor_admin"), ("language", "sv")]).await.expect(409);
        karin.post(&place, &[("version", &version), ("status", "active"), ("reason", "")]).await.expect(422);
        karin.post(&place, &[("version", &version), ("status", "active"), ("reason", "Nytt avtal")]).await.expect(303);
        karin.get(&format!("/vendors/{}?tab=history", one.id)).await.expect(200).has(&["Statusen ändrades", "Nytt avtal"]);
        let reader = t.region_user(Role::Reader);
        reader.get(&place).await.expect(403);
        reader.post(&place, &[("status", "ended")]).await.expect(403);
    }

    async fn the_api_takes_the_same_steps(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let token = t.token(&t.region, Role::ContractManager);
        let place = format!("/api/v1/vendors/{}", one.id);
        let step = format!("{place}/lifecycle");
        karin.api(&token, "POST", &step, json!({ "status": "ended", "reason": "Klart" }), &[]).await.expect(428);
        let empty = karin.api(&token, "POST", &step, json!({ "status": "ended" }), &[("if-match", "\"1\"")]).await.expect(422).json();
        assert_eq!(empty["errors"][0]["pointer"], "/reason");
        // A plain edit cannot end a vendor: that is a step of its own.
        let plain = karin.api(&token, "PATCH", &place, json!({ "status": "ended" }), &[("if-match", "\"1\"")]).await.expect(409);
        assert!(plain.json()["type"].as_str().unwrap().contains("rule-vendor-step-own-page"), "{}", plain.text());
        let ended = karin.api(&token, "POST", &step, json!({ "status": "ended", "reason": "Klart" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!(ended["status"], "ended");
        let etag = format!("\"{}\"", ended["version"]);
        karin.api(&token, "PATCH", &place, json!({ "legal_name": "Annat" }), &[("if-match", &etag)]).await.expect(409);
        karin.api(&token, "POST", &step, json!({ "status": "leaving", "reason": "x" }), &[("if-match", &etag)]).await.expect(409);
        let opened = karin.api(&token, "POST", &step, json!({ "status": "active", "reason": "Nytt avtal" }), &[("if-match", &etag)]).await.expect(200).json();
        assert_eq!(opened["status"], "active");
        assert_eq!(t.read(|c| vendors::steps(c, &ctx.scope, &one.id)).len(), 2);
    }

    async fn contacts_have_roles_and_hours(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let base = format!("/vendors/{}", one.id);
        karin.get(&base).await.expect(200).has(&["24/7-kontakt saknas"]);
        let new = format!("{base}/contacts/new");
        karin.post(&new, &[("name", "Ali"), ("hours", "always"), ("role_incident", "1")]).await.expect(422).has(&["behöver ett telefonnummer"]);
        karin.post(&new, &[("name", "Ali"), ("hours", "weekdays"), ("opens", "17:00"), ("closes", "08:00")]).await.expect(422).has(&["senare än starttiden"]);
        karin.post(&new, &[("name", "Ali"), ("hours", "weekdays"), ("opens", "halv åtta"), ("closes", "08:00")]).await.expect(422).has(&["TT:MM", "halv åtta"]);
        karin.post(&new, &[("name", "Mia"), ("hours", "weekdays"), ("opens", "8.00"), ("closes", "17:00"), ("role_contract", "1")]).await.expect(303);
        karin.get(&base).await.expect(200).has(&["24/7-kontakt saknas"]);
        karin.post(&new, &[("name", "Ali Strand"), ("hours", "always"), ("phone", "070-000 00 02"), ("role_incident", "1"), ("role_security", "1")]).await.expect(303);
        karin.get(&base).await.expect(200).has(&["Ali Strand", "070-000 00 02"]).lacks(&["24/7-kontakt saknas"]);
        karin.get(&format!("{base}?tab=contacts")).await.expect(200).has(&["08:00–17:00", "Dygnet runt", "Incident"]);

        let token = t.token(&t.region, Role::ContractManager);
        let listed = karin.api(&token, "GET", &format!("/api/v1{base}/contacts"), Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["total"], 2);
        let body = json!({ "name": "Jouren", "phone": "010-1", "roles": ["incident"], "hours": "always" });
        let made = karin.api(&token, "POST", &format!("/api/v1{base}/contacts"), body, &[]).await.expect(201).json();
        assert_eq!((&made["always_reachable"], &made["roles"]), (&json!(true), &json!(["incident"])));
        let place = format!("/api/v1{base}/contacts/{}", made["id"].as_str().unwrap());
        karin.api(&token, "PATCH", &place, json!({ "name": "Jour" }), &[("if-match", "\"7\"")]).await.expect(412);
        let changed = karin.api(&token, "PATCH", &place, json!({ "name": "Jour" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!(changed["always_reachable"], false);
    }

    async fn certificates_say_what_they_are_worth(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let base = format!("/vendors/{}/certificates", one.id);
        let new = format!("{base}/new");
        let plain = [("issuer", "Intygsbolaget AB"), ("scope", "Drift av journal")];
        let send = |fields: Vec<(&'static str, &'static str)>| {
            let mut all = plain.to_vec();
            all.extend(fields);
            all
        };
        let none: (&str, &str, &[u8]) = ("", "", b"");
        let upside_down = send(vec![("kind", "iso9001"), ("valid_from", "2027-01-01"), ("valid_to", "2026-01-01")]);
        karin.upload(&new, &upside_down, none.0, none.1, none.2).await.expect(422).has(&["kan inte ligga före den första", "Intygsbolaget AB"]);
        karin.upload(&new, &send(vec![("kind", "iso27001")]), none.0, none.1, none.2).await.expect(422).has(&["vilken utgåva"]);
        karin.upload(&new, &send(vec![("kind", "iso9001"), ("accredited", "1")]), none.0, none.1, none.2).await.expect(422);
        let old = send(vec![("kind", "iso27001"), ("edition", "2013"), ("valid_to", "2027-12-31"), ("internal_note", SECRET)]);
        karin.upload(&new, &old, "file", "intyg.pdf", b"%PDF-1.7\n%x").await.expect(303);
        let soon = send(vec![("kind", "iso9001"), ("valid_to", "2026-12-31")]);
        karin.upload(&new, &soon, none.0, none.1, none.2).await.expect(303);
        karin.get(&format!("/vendors/{}", one.id)).await.expect(200).has(&["Certifikat att se över", "Ogiltigt: utgåvan har upphört", "2025-10-31", "ej verifierad", "Går snart ut"]);
        karin.get(&format!("/vendors/{}?tab=certificates", one.id)).await.expect(200).has(&["ISO 27001:2013", SECRET, "/file"]);
        karin.get("/certificates?state=edition_ended").await.expect(200).has(&["Nordlänk AB", "ISO 27001:2013"]).lacks(&["ISO 9001</a>"]);
        karin.get("/certificates?state=expired").await.expect(200).has(&["Inget certifikat har det läget"]);
        karin.get("/certificates/export?format=csv&state=expiring").await.expect(200).has(&["Nordlänk AB", "2026-12-31"]).lacks(&["2013"]);
        karin.get("/vendors?certificate=edition_ended").await.expect(200).has(&["Nordlänk AB"]);
        karin.get("/vendors?certificate=expired").await.expect(200).lacks(&["Nordlänk AB</a>"]);
        t.advance_days(60);
        let karin = crate::categorisation::again(t, &karin);
        karin.get("/certificates?state=expired").await.expect(200).has(&["Nordlänk AB"]);

        let certificates = t.read(|c| vendors::certificates_of(c, &ctx.scope, &one.id));
        let first = certificates.iter().find(|c| c.edition.as_deref() == Some("2013")).unwrap();
        let place = format!("{base}/{}", first.id);
        karin.get(&format!("{place}/file")).await.expect(200);
        let newer = send(vec![("kind", "iso27001"), ("edition", "2022"), ("valid_to", "2029-12-31"), ("version", "1")]);
        karin.upload(&place, &newer, none.0, none.1, none.2).await.expect(303);
        karin.upload(&place, &newer, none.0, none.1, none.2).await.expect(409).has(&["2022"]);
        karin.post(&format!("{place}/remove"), &[("version", "2")]).await.expect(303);
        karin.get(&place).await.expect(404);

        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "kind": "iso27001", "edition": "2013", "issuer": "I", "scope": "S", "valid_to": "2028-01-01" });
        let made = karin.api(&token, "POST", &format!("/api/v1{base}"), body, &[]).await.expect(201).json();
        assert_eq!(made["state"], "edition_ended");
        let wrong = json!({ "kind": "iso9001", "issuer": "I", "scope": "S", "valid_from": "2028-01-01", "valid_to": "2027-01-01" });
        let refused = karin.api(&token, "POST", &format!("/api/v1{base}"), wrong, &[]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/valid_to");
        let at = format!("/api/v1/certificates/{}", made["id"].as_str().unwrap());
        let changed = karin.api(&token, "PATCH", &at, json!({ "edition": "2022" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!(changed["state"], "valid");
        karin.api(&token, "DELETE", &at, Value::Null, &[("if-match", "\"1\"")]).await.expect(412);
        karin.api(&token, "DELETE", &at, Value::Null, &[("if-match", "\"2\"")]).await.expect(200);
        karin.api(&token, "GET", &at, Value::Null, &[]).await.expect(404);
    }

    async fn the_vendor_shows_its_own_certificates_and_never_sees_our_note(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let other = vendor(t, &ctx, "Annan AB");
        let (lena, token) = portal(t, &ctx, &one.id);
        let none: (&str, &str, &[u8]) = ("", "", b"");
        let base = format!("/vendors/{}/certificates", one.id);
        let ours = [("kind", "iso9001"), ("issuer", "Intygsbolaget AB"), ("scope", "Drift"), ("internal_note", SECRET)];
        karin.upload(&format!("{base}/new"), &ours, none.0, none.1, none.2).await.expect(303);
        lena.get("/portal/certificates").await.expect(200).has(&["Intygsbolaget AB"]).lacks(&[SECRET]);
        let form = [("kind", "soc2"), ("issuer", "Revisorn"), ("scope", "Moln"), ("internal_note", "vendor skrev"), ("vendor_id", one.id.as_str())];
        lena.upload("/portal/certificates/new", &form, "file", "rapport.pdf", b"%PDF-1.7\n%x").await.expect(303);
        let foreign = [form[0], form[1], form[2], ("vendor_id", other.id.as_str())];
        lena.upload("/portal/certificates/new", &foreign, none.0, none.1, none.2).await.expect(404);
        karin.get(&format!("/vendors/{}?tab=certificates", one.id)).await.expect(200).has(&["SOC 2", "Inlagt av leverantören: Lena Sjö"]).lacks(&["vendor skrev"]);
        let all = t.read(|c| vendors::certificates_of(c, &ctx.scope, &one.id));
        let (mine, theirs): (Vec<_>, Vec<_>) = all.iter().partition(|c| c.by_vendor);
        lena.get(&format!("/portal/certificates/{}", mine[0].id)).await.expect(200).lacks(&["internal_note"]);
        lena.get(&format!("/portal/certificates/{}/file", mine[0].id)).await.expect(200);
        lena.get(&format!("/portal/certificates/{}", theirs[0].id)).await.expect(404);
        lena.post(&format!("/portal/certificates/{}/remove", theirs[0].id), &[("version", "1")]).await.expect(404);

        // The region's note on the vendor's own certificate stays through the vendor's edit, unseen.
        let noted = [("kind", "soc2"), ("issuer", "Revisorn"), ("scope", "Moln"), ("internal_note", SECRET), ("version", "1")];
        karin.upload(&format!("{base}/{}", mine[0].id), &noted, none.0, none.1, none.2).await.expect(303);
        let stale = [("kind", "soc2"), ("issuer", "Revisorn i Norr"), ("scope", "Moln"), ("version", "1")];
        lena.upload(&format!("/portal/certificates/{}", mine[0].id), &stale, none.0, none.1, none.2).await.expect(409).lacks(&[SECRET]);
        let fresh = [stale[0], stale[1], stale[2], ("version", "2")];
        lena.upload(&format!("/portal/certificates/{}", mine[0].id), &fresh, none.0, none.1, none.2).await.expect(303);
        karin.get(&format!("/vendors/{}?tab=certificates", one.id)).await.expect(200).has(&["Revisorn i Norr", SECRET]);
        lena.get("/portal/certificates").await.expect(200).lacks(&[SECRET]);
        karin.api(&token, "GET", "/api/v1/portal/certificates", Value::Null, &[]).await.expect(200).has(&["Revisorn i Norr"]).lacks(&[SECRET, "internal_note"]);
        let body = json!({ "vendor_id": one.id, "kind": "insurance", "issuer": "Försäkraren", "scope": "Ansvar", "internal_note": "försök" });
        karin.api(&token, "POST", "/api/v1/portal/certificates", body, &[]).await.expect(201).lacks(&["försök"]);
        karin.api(&token, "GET", "/api/v1/certificates", Value::Null, &[]).await.expect(404);
        let events = t.read(|c| tillit::kit::audit::history(c, &ctx, &one.id));
        assert!(events.iter().all(|e| !format!("{e:?}").contains(SECRET)), "the note is in no log");
    }

    async fn vendors_abroad_and_by_telephone(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let form = |country: &'static str, number: &'static str| vec![("legal_name", "Fjordvakt AS"), ("kind", "it_supplier"), ("status", "active"), ("country", country), ("org_number", number)];
        karin.post("/vendors/new", &form("XX", "987 654 321")).await.expect(422).has(&["Fjordvakt AS", "landskod"]);
        karin.post("/vendors/new", &form("NO", "saknas")).await.expect(422).has(&["minst en siffra"]);
        karin.post("/vendors/new", &form("NO", "<b>123</b>")).await.expect(422);
        let place = karin.post("/vendors/new", &form("NO", "NO 987 654 321 MVA")).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["NO 987 654 321 MVA"]);
        let hsa = [("legal_name", "Kliniken"), ("kind", "care_provider"), ("status", "active"), ("country", "SE"), ("hsa_id", "SE12-x")];
        karin.post("/vendors/new", &hsa).await.expect(422).has(&["SE12-x"]);

        let phone = [("legal_name", "Fotvård Ek"), ("kind", "care_provider"), ("status", "active"), ("country", "SE")];
        let on = |more: &[(&'static str, &'static str)]| { let mut all = phone.to_vec(); all.extend_from_slice(more); all };
        karin.post("/vendors/new", &on(&[("phone_on", "2026-11-20"), ("phone_with", "")])).await.expect(422);
        karin.post("/vendors/new", &on(&[("phone_on", "2031-01-01"), ("phone_with", "Nils Ek")])).await.expect(422).has(&["kan inte ligga i framtiden"]);
        let place = karin.post("/vendors/new", &on(&[("phone_on", "2026-11-20"), ("phone_with", "Nils Ek")])).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["Inlagd per telefon", "2026-11-20", "Prov contract manager", "Nils Ek"]);
        karin.get("/vendors?by_phone=true").await.expect(200).has(&["Fotvård Ek", "per telefon"]).lacks(&["Fjordvakt"]);
        let id = t.read(|c| vendors::choices(c, &ctx.scope)).into_iter().find(|(_, name)| name == "Fotvård Ek").unwrap().0;
        assert_eq!(t.read(|c| vendors::depth(c, &ctx.scope, &id)).phone_by_name.as_deref(), Some("Prov contract manager"));
    }

    async fn a_private_performer_has_a_legal_basis_people_and_roles(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let form = [("legal_name", "Lindviks Hemtjänst AB"), ("kind", "private_performer"), ("status", "active"), ("country", "SE")];
        karin.post("/vendors/new", &[form[0], form[1], form[2], form[3], ("legal_basis", "")]).await.expect(422).has(&["legal_basis"]);
        let place = karin.post("/vendors/new", &[form[0], form[1], form[2], form[3], ("legal_basis", "Avtal enligt LOV")]).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["Privat utförare", "Avtal enligt LOV"]);
        karin.get("/vendors?kind=private_performer").await.expect(200).has(&["Lindviks Hemtjänst AB"]);
        let id: Id = place.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(now(t, &ctx, &id).kind, VendorKind::PrivatePerformer);
        // Accounts and roles of its own, like any other vendor.
        let (lena, _) = portal(t, &ctx, &id);
        lena.get("/portal").await.expect(200);
        karin.post(&format!("{place}/contacts/new"), &[("name", "Mia"), ("role_data_protection", "1")]).await.expect(303);
        karin.get(&format!("{place}?tab=contacts")).await.expect(200).has(&["Dataskydd"]);
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "legal_name": "Annan utförare AB", "kind": "private_performer" });
        let refused = karin.api(&token, "POST", "/api/v1/vendors", body, &[]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/legal_basis");
    }

    async fn ratings_stand_beside_the_tier_and_never_move_it(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let one = vendor(t, &ctx, "Nordlänk AB");
        let levels = [("data_class", "1"), ("data_subjects", "1"), ("criticality", "2"), ("access", "0"), ("chain", "1"), ("substitution", "1")];
        karin.post(&format!("/vendors/{}/categorise", one.id), &levels).await.expect(303);
        let before = now(t, &ctx, &one.id);
        let new = format!("/vendors/{}/ratings/new", one.id);
        karin.post(&new, &[("kind", "financial"), ("rating", ""), ("source", "X"), ("rated_on", "2026-11-01")]).await.expect(422);
        karin.post(&new, &[("kind", "financial"), ("rating", "AA"), ("source", "X"), ("rated_on", "2031-11-01")]).await.expect(422);
        karin.post(&new, &[("kind", "financial"), ("rating", "C"), ("source", "Kreditkollen"), ("rated_on", "2026-11-01")]).await.expect(303);
        karin.post(&new, &[("kind", "quality"), ("rating", "2 av 5"), ("source", "Brukarundersökning"), ("rated_on", "2026-10-01")]).await.expect(303);
        karin.get(&format!("/vendors/{}", one.id)).await.expect(200).has(&["Ekonomiskt betyg", "Kreditkollen", "Kvalitetsbetyg", "2 av 5", "påverkar den inte", "Prov contract manager"]);
        let after = now(t, &ctx, &one.id);
        assert_eq!((before.tier, before.order_value), (after.tier, after.order_value));
        assert_eq!(t.read(|c| vendors::ratings(c, &ctx.scope, &one.id)).len(), 2);
        let token = t.token(&t.region, Role::Reader);
        let body = json!({ "kind": "quality", "rating": "5", "source": "X", "rated_on": "2026-11-01" });
        karin.api(&token, "POST", &format!("/api/v1/vendors/{}/ratings", one.id), body, &[]).await.expect(404);
        let listed = karin.api(&token, "GET", &format!("/api/v1/vendors/{}/ratings", one.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["total"], 2);
    }
}
