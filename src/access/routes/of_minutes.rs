//! Minutes after the lock, attendance and invitations of dialogues. An answer about minutes is given by whoever was
//! named, so it asks for no more than reading; the action holds it against the name.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/dialogues/{id}/minutes", DialogueRead),
    ("POST", "/dialogues/{id}/minutes/end", DialogueEdit),
    ("POST", "/dialogues/{id}/minutes/send", DialogueLock),
    ("POST", "/dialogues/{id}/minutes/answer", DialogueRead),
    ("POST", "/dialogues/{id}/minutes/record", DialogueLock),
    ("POST", "/dialogues/{id}/minutes/take-back", DialogueLock),
    ("POST", "/dialogues/{id}/minutes/register", DialogueLock),
    ("POST", "/dialogues/{id}/minutes/archive", DialogueLock),
    ("POST", "/dialogues/{id}/minutes/addenda", DialogueEdit),
    ("GET", "/dialogues/{id}/attendance", DialogueRead),
    ("POST", "/dialogues/{id}/attendance", DialogueEdit),
    ("POST", "/dialogues/{id}/conflicts", DialogueEdit),
    ("POST", "/dialogues/{id}/conflicts/retract", DialogueEdit),
    ("GET", "/dialogues/{id}/call", DialogueRead),
    ("POST", "/dialogues/{id}/call", DialogueEdit),
    ("POST", "/dialogues/{id}/call/cancel", DialogueEdit),
    ("GET", "/portal/dialogues/{id}/minutes", DialogueRead),
    ("POST", "/portal/dialogues/{id}/minutes/answer", DialogueRead),
    ("POST", "/portal/dialogues/{id}/minutes/addenda", DialogueRead),
    ("GET", "/api/v1/minutes/waiting", DialogueRead),
    ("GET", "/api/v1/dialogues/{id}/minutes", DialogueRead),
    ("POST", "/api/v1/dialogues/{id}/minutes/end", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/minutes/send", DialogueLock),
    ("POST", "/api/v1/dialogues/{id}/minutes/answer", DialogueRead),
    ("POST", "/api/v1/dialogues/{id}/minutes/record", DialogueLock),
    ("POST", "/api/v1/dialogues/{id}/minutes/take-back", DialogueLock),
    ("POST", "/api/v1/dialogues/{id}/minutes/register", DialogueLock),
    ("POST", "/api/v1/dialogues/{id}/minutes/archive", DialogueLock),
    ("POST", "/api/v1/dialogues/{id}/minutes/addenda", DialogueRead),
    ("GET", "/api/v1/dialogues/{id}/attendance", DialogueRead),
    ("PUT", "/api/v1/dialogues/{id}/attendance", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/conflicts", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/conflicts/retract", DialogueEdit),
    ("GET", "/api/v1/dialogues/{id}/calls", DialogueRead),
    ("POST", "/api/v1/dialogues/{id}/calls", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/calls/cancel", DialogueEdit),
];
