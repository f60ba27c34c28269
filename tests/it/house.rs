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
}
