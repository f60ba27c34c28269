//! The addresses of minutes, attendance and invitations; every one is in `access/routes`.

use super::api;
use super::pages::{calling, meeting, portal, region};
use crate::kit::web::{Endpoint, get, post, put};

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/dialogues/{id}/minutes", region::show),
        post("/dialogues/{id}/minutes/end", region::end),
        post("/dialogues/{id}/minutes/send", region::send),
        post("/dialogues/{id}/minutes/answer", region::answer),
        post("/dialogues/{id}/minutes/record", region::record),
        post("/dialogues/{id}/minutes/take-back", region::take_back),
        post("/dialogues/{id}/minutes/register", region::register),
        post("/dialogues/{id}/minutes/archive", region::archive),
        post("/dialogues/{id}/minutes/addenda", region::add),
        get("/dialogues/{id}/attendance", meeting::show),
        post("/dialogues/{id}/attendance", meeting::save),
        post("/dialogues/{id}/conflicts", meeting::declare),
        post("/dialogues/{id}/conflicts/retract", meeting::retract),
        get("/dialogues/{id}/call", calling::show),
        post("/dialogues/{id}/call", calling::call),
        post("/dialogues/{id}/call/cancel", calling::cancel),
        get("/portal/dialogues/{id}/minutes", portal::show),
        post("/portal/dialogues/{id}/minutes/answer", portal::answer),
        post("/portal/dialogues/{id}/minutes/addenda", portal::add),
        get("/api/v1/minutes/waiting", api::approval::waiting),
        get("/api/v1/dialogues/{id}/minutes", api::approval::show),
        post("/api/v1/dialogues/{id}/minutes/end", api::approval::end),
        post("/api/v1/dialogues/{id}/minutes/send", api::approval::send),
        post("/api/v1/dialogues/{id}/minutes/answer", api::approval::answer),
        post("/api/v1/dialogues/{id}/minutes/record", api::approval::record),
        post("/api/v1/dialogues/{id}/minutes/take-back", api::approval::take_back),
        post("/api/v1/dialogues/{id}/minutes/register", api::approval::register),
        post("/api/v1/dialogues/{id}/minutes/archive", api::approval::archive),
        post("/api/v1/dialogues/{id}/minutes/addenda", api::approval::add),
        get("/api/v1/dialogues/{id}/attendance", api::meeting::attendance),
        put("/api/v1/dialogues/{id}/attendance", api::meeting::set_attendance),
        post("/api/v1/dialogues/{id}/conflicts", api::meeting::declare),
        post("/api/v1/dialogues/{id}/conflicts/retract", api::meeting::retract),
        get("/api/v1/dialogues/{id}/calls", api::meeting::calls),
        post("/api/v1/dialogues/{id}/calls", api::meeting::call),
        post("/api/v1/dialogues/{id}/calls/cancel", api::meeting::cancel),
    ]
}
