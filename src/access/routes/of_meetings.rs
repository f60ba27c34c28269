//! Agenda templates, decisions, preparation, follow-up plans, series, and a month of dialogues.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    // agenda templates
    ("GET", "/agenda-templates", DialogueRead),
    ("POST", "/agenda-templates", ModelEdit),
    ("GET", "/agenda-templates/{id}", DialogueRead),
    ("POST", "/agenda-templates/{id}", ModelEdit),
    ("POST", "/agenda-templates/{id}/publish", ModelPublish),
    ("GET", "/api/v1/agenda-templates", DialogueRead),
    ("POST", "/api/v1/agenda-templates", ModelEdit),
    ("GET", "/api/v1/agenda-templates/{id}", DialogueRead),
    ("PUT", "/api/v1/agenda-templates/{id}", ModelEdit),
    ("POST", "/api/v1/agenda-templates/{id}/publish", ModelPublish),
    // decisions
    ("GET", "/meeting-decisions", DialogueRead),
    ("POST", "/meeting-decisions/{id}/carry-out", DialogueEdit),
    ("POST", "/meeting-decisions/{id}/withdraw", DialogueEdit),
    ("GET", "/api/v1/meeting-decisions", DialogueRead),
    ("POST", "/api/v1/meeting-decisions/{id}/carry-out", DialogueEdit),
    ("POST", "/api/v1/meeting-decisions/{id}/withdraw", DialogueEdit),
    // preparation
    ("GET", "/dialogues/{id}/prepare", DialogueRead),
    ("POST", "/agenda-proposals/{id}/accept", DialogueEdit),
    ("POST", "/agenda-proposals/{id}/decline", DialogueEdit),
    ("GET", "/portal/dialogues/{id}/prepare", DialogueRead),
    ("POST", "/portal/dialogues/{id}/items/{item_id}", DialoguePrepare),
    ("POST", "/portal/dialogues/{id}/proposals", DialoguePrepare),
    ("POST", "/portal/agenda-proposals/{id}/withdraw", DialoguePrepare),
    ("GET", "/api/v1/dialogues/{id}/preparation", DialogueRead),
    ("PUT", "/api/v1/dialogues/{id}/items/{item_id}/prepared", DialoguePrepare),
    ("POST", "/api/v1/dialogues/{id}/proposals", DialoguePrepare),
    ("POST", "/api/v1/agenda-proposals/{id}/accept", DialogueEdit),
    ("POST", "/api/v1/agenda-proposals/{id}/decline", DialogueEdit),
    ("POST", "/api/v1/agenda-proposals/{id}/withdraw", DialoguePrepare),
    // follow-up plans
    ("GET", "/follow-up", DialogueRead),
    ("POST", "/follow-up/{id}/done", DialogueEdit),
    ("POST", "/follow-up/{id}/move", DialogueEdit),
    ("GET", "/follow-up/{id}", DialogueRead),
    ("GET", "/contracts/{id}/follow-up", DialogueRead),
    ("POST", "/contracts/{id}/follow-up", DialogueEdit),
    ("GET", "/api/v1/follow-up", DialogueRead),
    ("POST", "/api/v1/follow-up/{id}/done", DialogueEdit),
    ("POST", "/api/v1/follow-up/{id}/move", DialogueEdit),
    ("GET", "/api/v1/contracts/{id}/follow-up", DialogueRead),
    ("POST", "/api/v1/contracts/{id}/follow-up", DialogueEdit),
    // series and months
    ("GET", "/contracts/{id}/meetings", DialogueRead),
    ("GET", "/api/v1/contracts/{id}/meetings", DialogueRead),
    ("GET", "/meetings", DialogueRead),
    ("GET", "/api/v1/meetings", DialogueRead),
    ("GET", "/api/v1/meetings/figures", DialogueRead),
    ("GET", "/month-runs", DialogueRead),
    ("POST", "/month-runs", DialogueEdit),
    ("GET", "/month-runs/{id}", DialogueRead),
    ("GET", "/month-runs/{id}/zip", DialogueRead),
    ("GET", "/api/v1/month-runs", DialogueRead),
    ("POST", "/api/v1/month-runs", DialogueEdit),
    ("GET", "/api/v1/month-runs/{id}", DialogueRead),
    ("GET", "/api/v1/month-runs/{id}/zip", DialogueRead),
];
