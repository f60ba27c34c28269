//! The log: what is in it, who reads it, and that it holds together.

use diesel::RunQueryDsl;
use tillit::access::Role;
use tillit::features::accounts;

const PASSWORD: &str = "Rätt häst batteri 9!";

both! {
    async fn an_auditor_reads_what_happened(t: &Harness) {
        let admin = t.region_user(Role::Admin);
        let new = [("name", "Eva Björk"), ("email", "eva@almea.example"), ("role", "reader"), ("language", "sv")];
        admin.post("/users", &new).await.expect(200);
        t.drain();
        let ctx = admin.ctx.clone().unwrap();
        let eva = t.read(|c| accounts::organisation_people(c, &ctx.scope)).into_iter().find(|(p, _)| p.name == "Eva Björk").unwrap().0;
        let membership = t.read(|c| accounts::memberships_of(c, &eva.id)).remove(0).0;
        admin.post(&format!("/users/{}/role", membership.id), &[("version", "1"), ("role", "auditor")]).await.expect(303);
        t.person(&t.region, Role::Reader, "Per Läsare");
        let per = t.stranger();
        per.post("/sign-in", &[("email", "per.lasare@reader.example"), ("password", PASSWORD)]).await.expect(303);
        per.post("/sign-out", &[]).await.expect(303);

        let auditor = t.region_user(Role::Auditor);
        let page = auditor.get("/audit").await.expect(200);
        page.has(&["bjöd in till roll: Eva Björk", "ändrade roll: Eva Björk", "loggade in", "loggade ut", "<ins>auditor</ins>", "<del>reader</del>"]);
        auditor.get(&format!("/audit?object_id={}", membership.id)).await.expect(200).has(&["Eva Björk"]).lacks(&["loggade in"]);
        auditor.get("/audit?object_type=session").await.expect(200).has(&["loggade in"]).lacks(&["ändrade roll"]);
        auditor.get("/audit?person=Per+L%C3%A4sare").await.expect(200).has(&["loggade ut"]).lacks(&["bjöd in"]);
        auditor.get("/audit?from=2026-11-24").await.expect(200).has(&["Inga händelser"]);
        auditor.get("/audit?from=2026-11-23&to=2026-11-23").await.expect(200).has(&["loggade in"]);
        auditor.get("/audit?check=1").await.expect(200).has(&["Loggen är hel"]);
        admin.get("/audit").await.expect(403);

        let token = t.token(&t.region, Role::Auditor);
        let none = serde_json::Value::Null;
        let path = format!("/api/v1/audit-events?object_id={}&limit=1", membership.id);
        let events = t.stranger().api(&token, "GET", &path, none.clone(), &[]).await.expect(200).json();
        assert_eq!((events["total"].as_i64(), events["next"].as_str()), (Some(2), Some("p2")));
        assert_eq!(events["items"][0]["before"]["role"], "reader");
        let reader = t.token(&t.region, Role::Reader);
        t.stranger().api(&reader, "GET", "/api/v1/audit-events", none.clone(), &[]).await.expect(404);
        let (other, _) = t.person(&t.other_region, Role::Auditor, "Olle Annan");
        let elsewhere = t.token_of(&other, &t.other_region, Role::Auditor);
        let theirs = t.stranger().api(&elsewhere, "GET", "/api/v1/audit-events", none, &[]).await.expect(200).json();
        assert_eq!(theirs["total"], 0);
    }

    async fn a_changed_row_is_found(t: &Harness) {
        let admin = t.region_user(Role::Admin);
        let new = [("name", "Eva Björk"), ("email", "eva@almea.example"), ("role", "reader"), ("language", "sv")];
        admin.post("/users", &new).await.expect(200);
        t.drain();
        t.write(|c| Ok(diesel::sql_query("UPDATE audit_events SET summary = 'Någon annan' WHERE seq = 1").execute(c)?));
        t.region_user(Role::Auditor).get("/audit?check=1").await.expect(200).has(&["Loggen är bruten"]);
        t.write(|c| Ok(diesel::sql_query("UPDATE audit_events SET summary = 'Eva Björk' WHERE seq = 1").execute(c)?));
    }

    async fn every_state_renders(t: &Harness) {
        use tillit::features::audit_trail::views::AuditPage;
        tillit::platform::view::render_samples::<AuditPage>(&t.app.views).unwrap();
    }
}
