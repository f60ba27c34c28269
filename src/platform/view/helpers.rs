//! The template helpers. Each is strict: a missing word or value fails the page rather than hides.

use super::args::{Answer, Args, Markup, Own, Value, plain};
use super::words::Words;
use super::{assets, calendar, icons};
use handlebars::Handlebars;
use serde_json::Value as Json;
use std::sync::Arc;
use url::form_urlencoded;

pub fn register(registry: &mut Handlebars<'static>, words: &Arc<Words>) {
    register_worded(registry, words);
    registry.register_helper("own", Box::new(Own));
    registry.register_helper("date", Box::new(Value(date)));
    registry.register_helper("datetime", Box::new(Value(datetime)));
    registry.register_helper("time", Box::new(Value(time)));
    registry.register_helper("overdue", Box::new(Value(overdue)));
    registry.register_helper("num", Box::new(Value(num)));
    registry.register_helper("kr", Box::new(Value(kr)));
    registry.register_helper("form_value", Box::new(Value(form_value)));
    registry.register_helper("form_error", Box::new(Value(form_error)));
    registry.register_helper("checked", Box::new(Markup(|a: &Args<'_, '_>| attribute(a, "checked"))));
    registry.register_helper("selected", Box::new(Markup(|a: &Args<'_, '_>| attribute(a, "selected"))));
    registry.register_helper("aria", Box::new(Markup(aria)));
    registry.register_helper("join", Box::new(Value(join)));
    registry.register_helper("json_attr", Box::new(Value(json_attr)));
    registry.register_helper("icon", Box::new(Markup(icon)));
    registry.register_helper("asset", Box::new(Value(asset)));
    registry.register_helper("query", Box::new(Value(query)));
    registry.register_helper("cat", Box::new(Value(cat)));
    registry.register_helper("opt", Box::new(Value(opt)));
    registry.register_helper("plus", Box::new(Value(plus)));
    registry.register_helper("tone", Box::new(Value(tone)));
    registry.register_helper("path_only", Box::new(Value(path_only)));
    registry.register_helper("file_of", Box::new(Value(file_of)));
}

fn register_worded(registry: &mut Handlebars<'static>, words: &Arc<Words>) {
    let w = words.clone();
    registry.register_helper("t", Box::new(Value(move |a: &Args<'_, '_>| word(&w, a))));
    let w = words.clone();
    registry.register_helper("date_long", Box::new(Value(move |a: &Args<'_, '_>| date_long(&w, a))));
    let w = words.clone();
    registry.register_helper("month", Box::new(Value(move |a: &Args<'_, '_>| month(&w, a))));
    let w = words.clone();
    registry.register_helper("due", Box::new(Value(move |a: &Args<'_, '_>| due(&w, a))));
}

fn text(text: impl Into<String>) -> Answer {
    Ok(Json::String(text.into()))
}

/// `{{t "tier-" page.tier}}`: the positional parts make the key, the named ones are its arguments.
fn word(words: &Words, a: &Args<'_, '_>) -> Answer {
    text(words.find(a.lang()?, &joined(a)?, a.named())?)
}

/// All positional parts in a row; only strings and numbers can be part of a key.
fn joined(a: &Args<'_, '_>) -> Result<String, String> {
    let mut key = String::new();
    for index in 0..a.count().max(1) {
        match a.need(index)? {
            part @ (Json::String(_) | Json::Number(_)) => key.push_str(&plain(part)),
            other => return Err(format!("{other} cannot be part of a word key ({key:?} so far)")),
        }
    }
    Ok(key)
}

fn cat(a: &Args<'_, '_>) -> Answer {
    text(joined(a)?)
}

/// The first parameter that holds something; nothing when none does.
fn opt(a: &Args<'_, '_>) -> Answer {
    let found = (0..a.count()).filter_map(|i| a.maybe(i)).find(|v| v.as_str() != Some(""));
    Ok(found.cloned().unwrap_or_else(|| Json::String(String::new())))
}

fn date(a: &Args<'_, '_>) -> Answer {
    let day = calendar::day(a.need(0)?)?;
    text(day.map_or(calendar::NOTHING.to_string(), |d| d.format("%Y-%m-%d").to_string()))
}

fn date_long(words: &Words, a: &Args<'_, '_>) -> Answer {
    match calendar::day(a.need(0)?)? {
        Some(day) => text(calendar::long(words, a.lang()?, day)?),
        None => text(calendar::NOTHING),
    }
}

fn month(words: &Words, a: &Args<'_, '_>) -> Answer {
    match calendar::day(a.need(0)?)? {
        Some(day) => text(calendar::month(words, a.lang()?, day)?),
        None => text(calendar::NOTHING),
    }
}

fn due(words: &Words, a: &Args<'_, '_>) -> Answer {
    match calendar::day(a.need(0)?)? {
        Some(day) => text(calendar::due(words, a.lang()?, day, a.today()?)?),
        None => text(calendar::NOTHING),
    }
}

fn overdue(a: &Args<'_, '_>) -> Answer {
    let today = a.today()?;
    Ok(Json::Bool(calendar::day(a.need(0)?)?.is_some_and(|day| day < today)))
}

fn moment(a: &Args<'_, '_>, format: &str) -> Answer {
    let at = calendar::instant(a.need(0)?)?;
    text(at.map_or(calendar::NOTHING.to_string(), |at| at.format(format).to_string()))
}

fn datetime(a: &Args<'_, '_>) -> Answer {
    moment(a, "%Y-%m-%d %H:%M")
}

fn time(a: &Args<'_, '_>) -> Answer {
    moment(a, "%H:%M")
}

fn num(a: &Args<'_, '_>) -> Answer {
    text(calendar::number(a.lang()?, a.need(0)?)?)
}

fn kr(a: &Args<'_, '_>) -> Answer {
    let value = a.need(0)?;
    let amount = calendar::number(a.lang()?, value)?;
    text(if value.is_null() { amount } else { format!("{amount}\u{a0}kr") })
}

/// `{{form_value page.form "name"}}`: what was typed, or nothing.
fn form_value(a: &Args<'_, '_>) -> Answer {
    let name = a.text(1)?;
    let values = a.need(0)?.get("values").ok_or("the form has no values")?;
    text(values.get(&name).map(plain).unwrap_or_default())
}

/// `{{form_error page.form "name"}}`: what is wrong with the field, or nothing.
fn form_error(a: &Args<'_, '_>) -> Answer {
    let name = a.text(1)?;
    let errors = a.need(0)?.get("errors").and_then(Json::as_array).ok_or("the form has no errors")?;
    let found = errors.iter().find(|e| e.get("field").and_then(Json::as_str) == Some(&name));
    text(found.and_then(|e| e.get("text")).map(plain).unwrap_or_default())
}

/// Numbers and texts of the same spelling are equal, because form values are always text.
fn attribute(a: &Args<'_, '_>, name: &str) -> Result<String, String> {
    let equal = match (a.maybe(0), a.maybe(1)) {
        (Some(x), Some(y)) => plain(x) == plain(y),
        (None, None) => true,
        _ => false,
    };
    Ok(if equal { name.to_string() } else { String::new() })
}

/// `{{aria form name id hint required}}`: ties an input to its hint and its error.
fn aria(a: &Args<'_, '_>) -> Result<String, String> {
    let id = handlebars::html_escape(&a.text(2)?);
    let wrong = form_error(a)?.as_str().is_some_and(|text| !text.is_empty());
    let hint = if a.maybe(3).is_some() { format!("{id}-hint ") } else { String::new() };
    let mut markup = format!(" aria-describedby=\"{hint}{id}-error\"");
    if wrong {
        markup.push_str(" aria-invalid=\"true\"");
    }
    if a.maybe(4).is_some_and(|required| required.as_bool() == Some(true)) {
        markup.push_str(" aria-required=\"true\"");
    }
    Ok(markup)
}

fn join(a: &Args<'_, '_>) -> Answer {
    let parts = a.need(0)?.as_array().ok_or("not an array")?;
    text(parts.iter().map(plain).collect::<Vec<_>>().join(&a.text(1)?))
}

fn json_attr(a: &Args<'_, '_>) -> Answer {
    text(a.need(0)?.to_string())
}

fn icon(a: &Args<'_, '_>) -> Result<String, String> {
    icons::svg(&a.text(0)?)
}

fn asset(a: &Args<'_, '_>) -> Answer {
    let name = a.text(0)?;
    assets::asset(&name).ok_or_else(|| format!("there is no asset {name:?}"))?;
    text(assets::asset_href(&name))
}

/// `{{query frame.path "sort" "-name"}}`: the address with one parameter replaced (removed when the
/// value is empty). The page number starts over unless it is what changes.
fn query(a: &Args<'_, '_>) -> Answer {
    let (path, key) = (a.text(0)?, a.text(1)?);
    let value = a.maybe(2).map(plain).unwrap_or_default();
    let (base, old) = path.split_once('?').unwrap_or((&path, ""));
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, kept) in form_urlencoded::parse(old.as_bytes()) {
        if name != key.as_str() && name != "page" && !kept.is_empty() {
            pairs.append_pair(&name, &kept);
        }
    }
    if !value.is_empty() {
        pairs.append_pair(&key, &value);
    }
    let pairs = pairs.finish();
    text(if pairs.is_empty() { base.to_string() } else { format!("{base}?{pairs}") })
}

/// The address without its query.
fn path_only(a: &Args<'_, '_>) -> Answer {
    let path = a.text(0)?;
    text(path.split('?').next().unwrap_or_default())
}

/// `{{file_of frame.path "/exports/incidents" "xlsx"}}`: where the list of this address is as a file, narrowed as it is here.
fn file_of(a: &Args<'_, '_>) -> Answer {
    let (path, base, format) = (a.text(0)?, a.text(1)?, a.text(2)?);
    let old = path.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("format", &format);
    for (name, kept) in form_urlencoded::parse(old.as_bytes()) {
        if !matches!(name.as_ref(), "page" | "format") && !kept.is_empty() {
            pairs.append_pair(&name, &kept);
        }
    }
    text(format!("{base}?{}", pairs.finish()))
}

fn plus(a: &Args<'_, '_>) -> Answer {
    let number = |i| a.need(i)?.as_i64().ok_or_else(|| "not a whole number".to_string());
    Ok(Json::from(number(0)?.saturating_add(number(1)?)))
}

/// The hue of a status word, so that the same status looks the same on every page.
fn tone(a: &Args<'_, '_>) -> Answer {
    text(match a.text(0)?.as_str() {
        "ok" | "active" | "met" | "present" | "verified" | "approved" | "locked" | "closed" | "sent" | "created"
        | "accepted" | "done" | "reviewed" | "resolved" | "published" | "a2" | "a3" => "ok",
        "partly" | "in_progress" | "reported" | "reported_done" | "submitted" | "draft" | "returned"
        | "sent_for_approval" | "held" | "expiring" | "updated" | "medium" | "attention" | "under_review"
        | "waiting" | "retrying" | "prospective" => "attention",
        "not_met" | "missing" | "overdue" | "refused" | "failed" | "rejected" | "critical" | "high" | "serious"
        | "expired" | "terminated" | "blocked" => "serious",
        "info" | "planned" | "open" | "invited" => "info",
        _ => "neutral",
    })
}
