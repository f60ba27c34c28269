//! Accounts: the ways in, and who may open them for whom.

use super::support::{Answer, Browser};
use actix_web::test::TestRequest;
use tillit::access::Role;
use tillit::base::{Email, Language, Refusal};
use tillit::features::accounts::{self, Invitation, Invite, OrganisationKind};

const PASSWORD: &str = "Rätt häst batteri 9!";
const NEW_PASSWORD: &str = "Blå cykel under granen 4";

/// The token of the first form on a page.
pub fn csrf_of(page: &Answer) -> String {
    value_of(page, "_csrf")
}

pub fn value_of(page: &Answer, name: &str) -> String {
    let text = page.text();
    let after =
        text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {text}"));
    after.split('"').next().unwrap().to_string()
}

async fn sign_in(browser: &Browser, email: &str, password: &str) -> Answer {
    browser.post("/sign-in", &[("email", email), ("password", password)]).await
}

fn email(text: &str) -> Email {
    text.parse().unwrap()
}

fn new(organisation: &accounts::Organisation, address: &str, role: Role) -> Invite {
    Invite {
        organisation_id: organisation.id.clone(),
        name: "Eva Björk".into(),
        email: email(address),
        role,
        language: Language::Sv,
    }
}

both! {
    async fn an_invitation_opens_an_account_once(t: &Harness) {
        let (_, admin) = t.person(&t.region, Role::Admin, "Ada Admin");
        let made: Invitation = t.write(|c| accounts::invite(c, &admin, &new(&t.region, "eva@almea.example", Role::Reader)));
        assert!(made.is_link);
        let letters = t.drain();
        assert!(letters[0].text.contains(&made.path) && letters[0].html.contains(&made.path), "{}", letters[0].text);

        let guest = t.stranger();
        guest.get(&made.path).await.expect(200).has(&["Eva Björk"]);
        guest.post(&made.path, &[("password", "kort"), ("repeat", "kort")]).await.expect(422).has(&["minst 10 tecken"]);
        guest.post(&made.path, &[("password", "lösenord123"), ("repeat", "lösenord123")]).await.expect(422).has(&["lätt att gissa"]);
        guest.post(&made.path, &[("password", NEW_PASSWORD), ("repeat", PASSWORD)]).await.expect(422).has(&["inte lika"]);
        guest.post(&made.path, &[("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)]).await.expect(303);
        assert_eq!(guest.get("/").await.location(), "/start");

        let late = t.stranger();
        late.get(&made.path).await.expect(409).has(&["gäller inte längre"]);
        late.post(&made.path, &[("password", PASSWORD), ("repeat", PASSWORD)]).await.expect(409);
        assert_eq!(sign_in(&late, "EVA@almea.example", NEW_PASSWORD).await.expect(303).location(), "/");
        late.post("/sign-out", &[]).await.expect(303);
        assert_eq!(late.get("/").await.location(), "/sign-in");
    }

    async fn an_invitation_ends_after_a_week(t: &Harness) {
        let (_, admin) = t.person(&t.region, Role::Admin, "Ada Admin");
        let made = t.write(|c| accounts::invite(c, &admin, &new(&t.region, "eva@almea.example", Role::Reader)));
        t.drain();
        t.advance_days(7);
        t.stranger().get(&made.path).await.expect(409);
    }

    async fn who_may_invite_whom(t: &Harness) {
        let (_, admin) = t.person(&t.region, Role::Admin, "Ada Admin");
        let (_, officer) = t.person(&t.region, Role::SecurityOfficer, "Sam Officer");
        let refused = |ctx: &tillit::kit::Ctx, invite: Invite| t.app.db.write_now(|c| accounts::invite(c, ctx, &invite)).unwrap_err();
        assert!(matches!(refused(&officer, new(&t.region, "a@b.example", Role::Reader)), Refusal::NotAllowed));
        assert!(matches!(refused(&admin, new(&t.other_region, "a@b.example", Role::Reader)), Refusal::NotFound));
        assert!(matches!(refused(&admin, new(&t.region, "a@b.example", Role::VendorAdmin)), Refusal::NotFound));

        // A vendor's organisation that no row of the register belongs to is out of reach.
        let stray = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Främmande AB", None, false));
        assert!(matches!(refused(&officer, new(&stray, "a@b.example", Role::VendorAdmin)), Refusal::NotFound));
        let (organisation, made) = t.write(|c| {
            accounts::invite_vendor_person(c, &officer, None, "Åsmunda AB", None, "Eva", &email("eva@asmunda.example"), Language::En, Role::VendorAdmin)
        });
        assert!(made.is_link);
        assert_eq!(made.organisation_id, organisation);
        let twice = t.app.db.write_now(|c| {
            accounts::invite_vendor_person(c, &officer, Some(organisation.clone()), "Åsmunda AB", None, "Eva", &email("eva@asmunda.example"), Language::En, Role::VendorAdmin)
        });
        assert!(matches!(twice, Err(Refusal::Invalid(_))));
        assert!(t.drain()[0].subject.contains("invites you"));
    }

    // Otherwise anybody who can invite could open, by a link of their own, an account that
    // belongs to another organisation.
    async fn an_inviter_never_gets_a_link_to_somebody_elses_account(t: &Harness) {
        let (_, admin) = t.person(&t.region, Role::Admin, "Ada Admin");
        let (_, other) = t.person(&t.other_region, Role::Admin, "Olle Annan");
        let first = t.write(|c| accounts::invite(c, &admin, &new(&t.region, "eva@almea.example", Role::Admin)));
        let second = t.write(|c| accounts::invite(c, &other, &new(&t.other_region, "eva@almea.example", Role::Reader)));
        assert!(first.is_link && !second.is_link);
        assert_eq!(second.path, "/sign-in");
        t.drain();
        let eva = t.stranger();
        eva.post(&first.path, &[("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)]).await.expect(303);
        let (third, _) = t.write(|c| {
            let now = t.now();
            let organisation = accounts::add_organisation(c, now, OrganisationKind::Region, "Tredje", None, false)?;
            Ok((organisation, ()))
        });
        let (_, third_admin) = t.person(&third, Role::Admin, "Tredje Admin");
        let again = t.write(|c| accounts::invite(c, &third_admin, &new(&third, "eva@almea.example", Role::Reader)));
        assert!(!again.is_link);
        assert!(t.drain().iter().all(|l| !l.text.contains("/invitation/")));
    }

    async fn tries_are_slowed_down_but_the_owner_is_not_locked_out(t: &Harness) {
        t.person(&t.region, Role::Reader, "Eva Läsare");
        let stranger = t.stranger();
        for _ in 0..5 {
            sign_in(&stranger, "eva.lasare@reader.example", "fel").await.expect(422).has(&["stämmer inte"]);
        }
        let slow = sign_in(&stranger, "eva.lasare@reader.example", PASSWORD).await.expect(429);
        assert!(slow.header("retry-after").is_some());
        // The same for an address that nobody has.
        for _ in 0..5 {
            sign_in(&stranger, "ingen@reader.example", "fel").await.expect(422).has(&["stämmer inte"]);
        }
        sign_in(&stranger, "ingen@reader.example", "fel").await.expect(429);
        t.app.clock.advance(chrono::Duration::seconds(31));
        sign_in(&stranger, "eva.lasare@reader.example", PASSWORD).await.expect(303);
    }

    async fn sign_in_follows_only_local_addresses(t: &Harness) {
        t.person(&t.region, Role::Reader, "Eva Läsare");
        for (next, to) in [("/vendors?q=a", "/vendors?q=a"), ("//evil.example", "/"), ("https://evil.example", "/")] {
            let browser = t.stranger();
            let fields = [("email", "eva.lasare@reader.example"), ("password", PASSWORD), ("next", next)];
            assert_eq!(browser.post("/sign-in", &fields).await.expect(303).location(), to);
        }
    }

    async fn what_was_typed_survives_the_end_of_the_session(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::Reader, "Eva Läsare");
        let browser = t.browser_for(&person, ctx);
        t.app.clock.advance(chrono::Duration::minutes(61));
        let kept = browser.post("/switch", &[("note", "Åtta rader\nom loggar"), ("membership", "x")]).await.expect(200);
        let kept = kept.has(&["Du har blivit utloggad", "Åtta rader\nom loggar"]);
        let fields = [
            ("_csrf", csrf_of(&kept)), ("kept_to", value_of(&kept, "kept_to")), ("kept:note", value_of(&kept, "kept:note")),
            ("email", "eva.lasare@reader.example".to_string()), ("password", "fel".to_string()),
        ];
        let again = browser.send(TestRequest::post().uri("/sign-in").set_form(&fields)).await.expect(422).has(&["Åtta rader\nom loggar"]);
        let mut fields = fields;
        fields[0].1 = csrf_of(&again);
        fields[4].1 = PASSWORD.to_string();
        let page = browser.send(TestRequest::post().uri("/sign-in").set_form(&fields)).await.expect(200).has(&["Skicka igen"]);
        // The button's form carries the new session's token.
        assert_eq!(csrf_of(&page), browser.csrf());
        assert_eq!(value_of(&page, "note"), "Åtta rader\nom loggar");

        // Another site's form brings no cookie, and so carries nothing along.
        let foreign = t.stranger().send(TestRequest::post().uri("/switch").set_form([("note", "x y")])).await;
        foreign.expect(303);
    }

    async fn a_forgotten_password_is_chosen_anew(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::Reader, "Eva Läsare");
        let elsewhere = t.browser_for(&person, ctx);
        let browser = t.stranger();
        let known = browser.post("/reset", &[("email", "eva.lasare@reader.example")]).await.expect(200);
        let letters = t.drain();
        let unknown = browser.post("/reset", &[("email", "ingen@reader.example")]).await.expect(200);
        let without_id = |a: &Answer| a.text().lines().filter(|l| !l.contains("footer-id")).collect::<String>();
        assert_eq!(without_id(&known), without_id(&unknown));
        assert_eq!(letters.len(), 1);
        assert!(t.drain().is_empty());
        let link = letters[0].text.lines().find(|l| l.contains("/reset/")).unwrap().trim_start_matches("http://localhost:8080").to_string();
        browser.post(&link, &[("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)]).await.expect(303);
        assert_eq!(elsewhere.get("/").await.location(), "/sign-in");
        browser.get(&link).await.expect(409);
        sign_in(&t.stranger(), "eva.lasare@reader.example", NEW_PASSWORD).await.expect(303);
        sign_in(&t.stranger(), "eva.lasare@reader.example", PASSWORD).await.expect(422);
    }

    async fn switching_organisation_changes_the_token(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::Reader, "Eva Läsare");
        let other = t.write(|c| accounts::add_membership(c, t.now(), &person.id, &t.other_region.id, Role::Auditor));
        let browser = t.browser_for(&person, ctx);
        let before = browser.cookie("__Host-tillit-session");
        browser.post("/switch", &[("membership", other.id.as_str())]).await.expect(303);
        assert_ne!(browser.cookie("__Host-tillit-session"), before);
        browser.get("/accessibility").await.expect(200).has(&["Lindvik kommun"]);
        let (_, stranger) = t.person(&t.other_region, Role::Reader, "Någon Annan");
        let theirs = t.read(|c| accounts::memberships_of(c, &stranger.actor.person_id));
        browser.post("/switch", &[("membership", theirs[0].0.id.as_str())]).await.expect(404);
    }
}

both! {
    async fn an_admin_keeps_the_users(t: &Harness) {
        let (_, admin_ctx) = t.person(&t.region, Role::Admin, "Ada Admin");
        let admin = t.browser_for(&t.read(|c| accounts::organisation_people(c, &admin_ctx.scope))[0].0, admin_ctx.clone());
        admin.get("/users/new").await.expect(200);
        let bad = [("name", ""), ("email", "inte"), ("role", "reader"), ("language", "sv")];
        admin.post("/users", &bad).await.expect(422).has(&["Fyll i det här fältet", "fullständig e-postadress"]);
        let good = [("name", "Eva Björk"), ("email", "eva@almea.example"), ("role", "reader"), ("language", "sv")];
        let answer = admin.post("/users", &good).await.expect(200).has(&["http://localhost:8080/invitation/"]);
        assert!(t.drain()[0].text.contains("/invitation/"));
        let link = value_of_link(&answer);
        admin.post("/users", &good).await.expect(422).has(&["har redan en roll"]);
        admin.get("/users?q=bjork").await.expect(200).has(&["Eva Björk", "Inbjuden"]).lacks(&["ada.admin@"]);
        admin.get("/users?invited=1").await.expect(200).has(&["Eva Björk"]).lacks(&["ada.admin@"]);
        admin.get("/start").await.expect(200).has(&["/users?invited", "Har ännu inte tackat ja</a></th><td class=\"cell-end\">1 av 2</td>"]);

        let eva = t.stranger();
        eva.post(&link, &[("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)]).await.expect(303);
        admin.get("/users?invited=1").await.expect(200).lacks(&["Eva Björk"]);
        eva.get("/users").await.expect(403);
        let list = admin.get("/users?q=eva").await.text();
        let id = list.split("href=\"/users/").filter_map(|p| p.split('"').next()).find(|p| p.len() == 36).unwrap().to_string();
        let path = format!("/users/{id}");
        admin.get(&path).await.expect(200).has(&["Eva Björk"]);
        admin.post(&format!("{path}/role"), &[("version", "1"), ("role", "auditor")]).await.expect(303);
        admin.post(&format!("{path}/role"), &[("version", "1"), ("role", "admin")]).await.expect(409);
        admin.post(&format!("{path}/role"), &[("version", "2"), ("role", "vendor_admin")]).await.expect(422);
        admin.post(&format!("{path}/link"), &[]).await.expect(200).has(&["http://localhost:8080/reset/"]);
        t.drain();
        admin.post(&format!("{path}/disable"), &[("version", "2")]).await.expect(303);
        assert_eq!(eva.get("/").await.location(), "/sign-in");
        sign_in(&t.stranger(), "eva@almea.example", NEW_PASSWORD).await.expect(422);
        admin.post(&format!("{path}/enable"), &[("version", "2")]).await.expect(303);
        admin.post(&format!("{path}/end"), &[("version", "2")]).await.expect(303);
        admin.get(&path).await.expect(404);
        sign_in(&t.stranger(), "eva@almea.example", NEW_PASSWORD).await.expect(422).has(&["ingen roll"]);
        // Back again, with the password that was.
        admin.post("/users", &good).await.expect(200);
        t.drain();
        sign_in(&t.stranger(), "eva@almea.example", NEW_PASSWORD).await.expect(303);

        let own = t.read(|c| accounts::memberships_of(c, &admin_ctx.actor.person_id))[0].0.clone();
        admin.post(&format!("/users/{}/end", own.id), &[("version", "1")]).await.expect(409).has(&["din egen roll"]);
        let other = t.region_user(Role::Reader);
        other.get(&path).await.expect(403);
        let (_, foreign) = t.person(&t.other_region, Role::Admin, "Olle Annan");
        let foreign = t.browser_for(&t.read(|c| accounts::organisation_people(c, &foreign.scope))[0].0, foreign);
        foreign.get(&format!("/users/{}", own.id)).await.expect(404);
    }

    async fn a_vendors_admin_keeps_its_own_people(t: &Harness) {
        let vendor = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Åsmunda AB", None, false));
        let (person, ctx) = t.person(&vendor, Role::VendorAdmin, "Vera Vendor");
        let vera = t.browser_for(&person, ctx);
        let good = [("name", "Per Plåt"), ("email", "per@asmunda.example"), ("role", "vendor_member"), ("language", "en")];
        vera.post("/portal/users", &good).await.expect(200).has(&["/invitation/"]);
        t.drain();
        vera.get("/portal/users").await.expect(200).has(&["Per Plåt", "Vera Vendor"]);
        vera.get("/users").await.expect(403);
        let wrong = [("name", "Per"), ("email", "x@asmunda.example"), ("role", "admin"), ("language", "en")];
        vera.post("/portal/users", &wrong).await.expect(404);
        let (member, ctx) = t.person(&vendor, Role::VendorMember, "Mia Medarbetare");
        t.browser_for(&member, ctx).get("/portal/users").await.expect(403);
    }

    async fn the_users_through_the_api(t: &Harness) {
        let admin = t.token(&t.region, Role::Admin);
        let reader = t.token(&t.region, Role::Reader);
        let browser = t.stranger();
        let none = serde_json::Value::Null;
        let me = browser.api(&reader, "GET", "/api/v1/me", none.clone(), &[]).await.expect(200).json();
        assert_eq!(me["role"], "reader");
        browser.api(&reader, "GET", "/api/v1/users", none.clone(), &[]).await.expect(404);
        let body = serde_json::json!({"name": "Eva", "email": "eva@almea.example", "role": "reader"});
        let made = browser.api(&admin, "POST", "/api/v1/users", body, &[]).await.expect(201);
        assert_eq!(made.header("etag"), Some("\"1\""));
        assert!(made.json()["link"].as_str().unwrap().contains("/invitation/"));
        t.drain();
        let path = format!("/api/v1/users/{}", made.json()["user"]["id"].as_str().unwrap());
        let auditor = serde_json::json!({"role": "auditor"});
        browser.api(&admin, "PATCH", &path, auditor.clone(), &[]).await.expect(428);
        browser.api(&admin, "PATCH", &path, auditor.clone(), &[("if-match", "\"7\"")]).await.expect(412);
        browser.api(&admin, "PATCH", &path, auditor, &[("if-match", "\"1\"")]).await.expect(200).has(&["auditor"]);
        browser.api(&admin, "PATCH", &path, serde_json::json!({"ended": true}), &[("if-match", "\"2\"")]).await.expect(204);
        let list = browser.api(&admin, "GET", "/api/v1/users?q=eva", none, &[]).await.expect(200).json();
        assert_eq!(list["total"], 0);
    }

    async fn a_token_stops_with_the_role(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::Reader, "Eva Läsare");
        let browser = t.browser_for(&person, ctx);
        browser.post("/account/tokens", &[("token_name", ""), ("days", "30")]).await.expect(422);
        browser.post("/account/tokens", &[("token_name", "x"), ("days", "9000")]).await.expect(422);
        let page = browser.post("/account/tokens", &[("token_name", "Rapport"), ("days", "30")]).await.expect(200);
        let token = page.text().split("name=\"token\" type=\"text\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
        let none = serde_json::Value::Null;
        t.stranger().api(&token, "GET", "/api/v1/me", none.clone(), &[]).await.expect(200);
        browser.get("/account").await.expect(200).has(&["Rapport"]).lacks(&[&token]);
        let admin = t.token(&t.region, Role::Admin);
        let list = t.stranger().api(&admin, "GET", "/api/v1/users?q=eva", none.clone(), &[]).await.json();
        let path = format!("/api/v1/users/{}", list["items"][0]["id"].as_str().unwrap());
        let change = serde_json::json!({"role": "auditor"});
        t.stranger().api(&admin, "PATCH", &path, change, &[("if-match", "\"1\"")]).await.expect(200);
        t.stranger().api(&token, "GET", "/api/v1/me", none, &[]).await.expect(401);
    }

    async fn my_account(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::Reader, "Eva Läsare");
        let (browser, second) = (t.browser_for(&person, ctx.clone()), t.browser_for(&person, ctx));
        browser.get("/account").await.expect(200).has(&["Mina inloggningar"]);
        let details = [("version", "1"), ("name", "Eva Ny"), ("phone", "070-1740605"), ("language", "en")];
        browser.post("/account/details", &details).await.expect(303);
        browser.get("/account").await.expect(200).has(&["Eva Ny", "My sessions"]);
        browser.post("/account/details", &details).await.expect(409);
        let wrong = [("current", "fel"), ("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)];
        browser.post("/account/password", &wrong).await.expect(422).has(&["current password is not right"]);
        let right = [("current", PASSWORD), ("password", NEW_PASSWORD), ("repeat", NEW_PASSWORD)];
        browser.post("/account/password", &right).await.expect(303);
        assert_eq!(second.get("/").await.location(), "/sign-in");
        browser.get("/account").await.expect(200);
        let third = t.stranger();
        sign_in(&third, "eva.lasare@reader.example", NEW_PASSWORD).await.expect(303);
        browser.post("/account/sessions/end-others", &[]).await.expect(303);
        assert_eq!(third.get("/").await.location(), "/sign-in");
    }

    async fn the_command_line_sets_up_an_organisation(t: &Harness) {
        use tillit::platform::view::render_samples;
        let made = t.write(|c| accounts::setup_organisation(c, t.now(), OrganisationKind::Region, "Region Ny", "556000-0001", &email("ada@ny.example")));
        t.drain();
        t.stranger().get(&made.1).await.expect(200);
        let again = t.app.db.write_now(|c| accounts::setup_organisation(c, t.now(), OrganisationKind::Region, "Ny", "556000-0001", &email("b@ny.example")));
        assert!(matches!(again, Err(Refusal::Invalid(_))));
        t.write(|c| accounts::create_token_for(c, t.now(), &email("ada@ny.example"), Role::Admin, None, 30));
        let not_held = t.app.db.write_now(|c| accounts::create_token_for(c, t.now(), &email("ada@ny.example"), Role::Reader, None, 30));
        assert!(matches!(not_held, Err(Refusal::Invalid(_))));

        use accounts::views::*;
        let views = &t.app.views;
        for rendered in [
            render_samples::<SignInPage>(views), render_samples::<KeptPage>(views), render_samples::<LinkPage>(views),
            render_samples::<ResetPage>(views), render_samples::<UsersPage>(views), render_samples::<NewUserPage>(views),
            render_samples::<UserPage>(views), render_samples::<HandOverPage>(views), render_samples::<AccountPage>(views),
            render_samples::<TokenPage>(views),
        ] {
            rendered.unwrap();
        }
    }
}

fn value_of_link(page: &Answer) -> String {
    let text = page.text();
    let link = text.split("http://localhost:8080").find(|p| p.starts_with("/invitation/")).unwrap();
    link.split('"').next().unwrap().to_string()
}
