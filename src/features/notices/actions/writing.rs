//! Mail texts of an organisation's own: written, looked at, restored. Every version is kept.

use super::examples;
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result, check_version};
use crate::base::{Id, Language};
use crate::features::notices::model::MailEvent;
use crate::features::notices::records::MailText;
use crate::features::notices::rules::{self, Row, Values};
use crate::features::notices::store::texts;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::Views;
use serde_json::Value;
use std::collections::BTreeMap;

/// A subject and a text, as somebody writes them.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub subject: String,
    pub body: String,
}

/// A mail as it will be read.
#[derive(Debug, Clone)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The version that holds; 0 when nothing has been written.
fn newest(c: &mut Db, ctx: &Ctx, event: MailEvent, language: Language) -> Result<Option<MailText>> {
    Ok(texts::versions(c, &ctx.scope, event, language)?.into_iter().next())
}

fn next(c: &mut Db, ctx: &Ctx, (event, language): (MailEvent, Language), version: Option<i32>) -> Result<MailText> {
    ctx.require(Permission::UsersManage)?;
    let before = newest(c, ctx, event, language)?;
    check_version(version, before.as_ref().map_or(0, |text| text.number), || {
        before.as_ref().map_or_else(BTreeMap::new, |text| {
            BTreeMap::from([("subject".to_string(), text.subject.clone()), ("body".to_string(), text.body.clone())])
        })
    })?;
    Ok(MailText {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        event,
        language,
        number: before.map_or(0, |text| text.number) + 1,
        subject: String::new(),
        body: String::new(),
        restored: false,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    })
}

fn keep(c: &mut Db, ctx: &Ctx, verb: &'static str, row: &MailText) -> Result<()> {
    texts::insert(c, row)?;
    audit::record(c, ctx, audit::Entry::new(verb, "mail_text", &row.id).named(row.event.as_str()).after(row))
}

/// Writes the next version. Errors: `subject`, `body`, Conflict.
pub fn write(
    c: &mut Db,
    ctx: &Ctx,
    which: (MailEvent, Language),
    version: Option<i32>,
    words: &Words,
) -> Result<MailText> {
    let row = next(c, ctx, which, version)?;
    let errors = rules::check_text(which.0, &words.subject, &words.body);
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let row = MailText { subject: words.subject.trim().to_string(), body: words.body.trim().to_string(), ..row };
    keep(c, ctx, "update", &row)?;
    Ok(row)
}

/// The shipped text holds again. Errors: `rule-mail-text-shipped` when it does already, Conflict.
pub fn restore(c: &mut Db, ctx: &Ctx, which: (MailEvent, Language), version: Option<i32>) -> Result<()> {
    let row = MailText { restored: true, ..next(c, ctx, which, version)? };
    if newest(c, ctx, which.0, which.1)?.is_none_or(|text| text.restored) {
        return Err(Refusal::rule("rule-mail-text-shipped"));
    }
    keep(c, ctx, "restore_text", &row)
}

/// The mail in the organisation's own words; None when the shipped text holds. `data` is the mail's own, with
/// `to_name` and `base_url`.
pub fn own_words(
    c: &mut Db,
    views: &Views,
    organisation_id: Option<&Id>,
    (event, language): (&str, Language),
    data: &Value,
) -> Result<Option<Written>> {
    let (Some(organisation_id), Ok(event)) = (organisation_id, event.parse::<MailEvent>()) else { return Ok(None) };
    let Some(text) = texts::in_force(c, organisation_id, event, language)? else { return Ok(None) };
    let words = Words { subject: text.subject, body: text.body };
    written(views, (event, language), &words, data).map(Some)
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The values of a mail's placeholders, and no others.
fn values(views: &Views, (event, language): (MailEvent, Language), data: &Value) -> Result<Values> {
    let of = |name: &str| data.get(name).map(text_of).unwrap_or_default();
    let base = of("base_url");
    let path = [of("secret_link"), of("path")].into_iter().find(|path| !path.is_empty());
    let path = path.unwrap_or_else(|| "/sign-in".to_string());
    // A secret link of ours is a path too; one that has been wiped is neither.
    let link = if path.starts_with('/') { format!("{base}{path}") } else { path };
    let mut all: Values = event.placeholders().iter().map(|name| ((*name).to_string(), of(name))).collect();
    all.insert("name".to_string(), of("to_name"));
    all.insert("link".to_string(), link);
    let shipped = |part: &str| views.text(&format!("mail/{event}/{part}"), language, data).map_err(Refusal::fault);
    if event.has_facts() {
        all.insert("facts".to_string(), shipped("facts")?);
    }
    if event.has_heading() {
        all.insert("heading".to_string(), shipped("subject")?);
    }
    Ok(all)
}

/// What ends a mail of notices, whatever its text says: how to choose otherwise, and how to be without.
fn endings(views: &Views, language: Language, data: &Value) -> Vec<Row> {
    [("settings", "notices-mail-settings"), ("unsubscribe", "notices-mail-unsubscribe")]
        .into_iter()
        .filter_map(|(name, word)| {
            let href = data.get(name)?.as_str()?.to_string();
            Some(Row { text: views.word_of(language, word, []), href })
        })
        .collect()
}

fn written(views: &Views, (event, language): (MailEvent, Language), words: &Words, data: &Value) -> Result<Written> {
    let values = values(views, (event, language), data)?;
    let rows: Vec<Row> =
        data.get("rows").and_then(|rows| serde_json::from_value(rows.clone()).ok()).unwrap_or_default();
    let base = data.get("base_url").map(text_of).unwrap_or_default();
    let endings = endings(views, language, data);
    let body = rules::fill_html(&words.body, &values, &rows, &base);
    let end = rules::fill_html(if endings.is_empty() { "" } else { "{rows}" }, &values, &endings, &base);
    let mut text = rules::fill_text(&words.body, &values, &rows, &base);
    if !endings.is_empty() {
        text.push_str("\n\n");
        text.push_str(&rules::fill_text("{rows}", &values, &endings, &base));
    }
    Ok(Written {
        subject: rules::fill_line(&words.subject, &values),
        text,
        html: format!(
            "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"></head><body>\n{body}{end}</body></html>\n"
        ),
    })
}

/// A mail of an event with made up values.
fn example(views: &Views, (event, language): (MailEvent, Language), base_url: &str) -> Value {
    let word = |name: &str| views.word_of(language, &format!("notices-sample-{name}"), []);
    let mut data = serde_json::Map::new();
    for place in event.placeholders().iter().filter(|place| !["rows", "facts", "heading"].contains(place)) {
        data.insert((*place).to_string(), Value::String(word(place)));
    }
    let line = |text: String| serde_json::json!({ "text": text, "href": "/notices" });
    data.insert("rows".to_string(), Value::Array(vec![line(word("rows"))]));
    data.insert("to_name".to_string(), Value::String(word("name")));
    data.insert("base_url".to_string(), Value::String(base_url.to_string()));
    data.insert("path".to_string(), Value::String("/notices".to_string()));
    data.extend(examples::more(event, &word));
    Value::Object(data)
}

/// What each placeholder of an event may become, by its name.
pub fn sample_values(views: &Views, which: (MailEvent, Language), base_url: &str) -> Result<Values> {
    let mut all = values(views, which, &example(views, which, base_url))?;
    all.insert("link".to_string(), format!("{base_url}/…"));
    all.insert("rows".to_string(), views.word_of(which.1, "notices-sample-rows", []));
    Ok(all)
}

/// The mail with made up values, for whoever writes it.
pub fn preview(views: &Views, which: (MailEvent, Language), words: &Words, base_url: &str) -> Result<Written> {
    written(views, which, words, &example(views, which, base_url))
}
