//! The house itself: it starts, says who it is, and is closed to strangers.

both! {
    async fn health_is_public_and_the_rest_is_not(t: &Harness) {
        let stranger = t.stranger();
        stranger.get("/healthz").await.expect(200);
        stranger.get("/readyz").await.expect(200).has(&["ready"]);
        assert_eq!(stranger.get("/").await.expect(303).location(), "/sign-in");
        stranger.get("/no-such-page").await.expect(404);
        stranger.get("/api/v1/no-such").await.expect(404);
    }

    async fn a_form_leads_nowhere_else(t: &Harness) {
        for (back, to) in [("/vendors?q=a", "/vendors?q=a"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("/\t/evil.example", "/")] {
            let answer = t.stranger().post("/language", &[("lang", "sv"), ("back", back)]).await.expect(303);
            assert_eq!(answer.location(), to, "{back:?}");
        }
    }

    async fn nobody_walks_in_by_the_demos_door(t: &Harness) {
        let (person, _) = t.person(&t.region, tillit::access::Role::Admin, "Karin Öberg");
        let email = person.email.unwrap();
        t.stranger().get("/demo").await.expect(404);
        t.stranger().post("/demo/sign-in", &[("email", email.as_str()), ("to", "/start")]).await.expect(404);
        t.stranger().post("/demo/clock", &[("days", "1")]).await.expect(404);
    }
}
