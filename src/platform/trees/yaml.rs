//! YAML as a stream of events, built into values here: every repetition is counted before it is unfolded, tags are
//! not read, and what a plain value means is decided by what it looks like written again.

use super::{Budget, Limits, fault, shortened, twice};
use crate::base::FieldError;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub fn read(text: &str, limits: &Limits) -> Result<Value, FieldError> {
    let mut builder =
        Builder { budget: Budget::new(limits), open: Vec::new(), anchors: BTreeMap::new(), aliases: 0, root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            fault("error-tree-syntax").with("line", error.marker().line()).with("reason", error.info())
        })?;
        builder.take(event).map_err(|error| {
            if error.args.contains_key("line") { error } else { error.with("line", span.start.line()) }
        })?;
    }
    builder.root.ok_or_else(|| fault("error-file-empty"))
}

/// A list or map that has begun and not ended.
struct Open {
    what: What,
    /// The mark that repeats it; 0 for none.
    anchor: usize,
    /// How much had been counted when it began.
    counted: usize,
}

enum What {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

struct Builder<'l> {
    budget: Budget<'l>,
    open: Vec<Open>,
    /// What a mark repeats, and how many values that is.
    anchors: BTreeMap<usize, (Value, usize)>,
    aliases: usize,
    root: Option<Value>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), FieldError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => Err(fault("error-tree-documents")),
            Event::Alias(anchor) => self.repeat(anchor),
            Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag.as_deref()),
            Event::SequenceStart(anchor, tag) => self.begin(What::List(Vec::new()), anchor, tag.as_ref()),
            Event::MappingStart(anchor, tag) => self.begin(What::Map(Map::new(), None), anchor, tag.as_ref()),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => Ok(()),
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            match &open.what {
                What::List(values) => path.push_str(&format!("[{}]", values.len())),
                What::Map(_, Some(key)) if path.is_empty() => path.push_str(key),
                What::Map(_, Some(key)) => path.push_str(&format!(".{key}")),
                What::Map(_, None) => {}
            }
        }
        path
    }

    fn at_path(&self, code: &'static str) -> FieldError {
        fault(code).with("path", shortened(&self.path()))
    }

    /// A map is open and waits for a key.
    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { what: What::Map(_, None), .. }))
    }

    fn repeat(&mut self, anchor: usize) -> Result<(), FieldError> {
        self.aliases += 1;
        if self.aliases > self.budget.limits.aliases {
            return Err(fault("error-tree-aliases").with("max", self.budget.limits.aliases));
        }
        if self.wants_key() {
            return Err(self.at_path("error-tree-key"));
        }
        // a part that repeats itself has not ended yet, so it is not known here
        let size = self.anchors.get(&anchor).map(|(_, size)| *size);
        let Some(size) = size else { return Err(self.at_path("error-tree-aliases-own")) };
        self.budget.count(size)?;
        let value = self.anchors.get(&anchor).map_or(Value::Null, |(value, _)| value.clone());
        let depth = self.open.len() + depth_of(&value);
        self.budget.depth(depth, || self.path())?;
        self.add(value)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: Option<&Tag>) -> Result<(), FieldError> {
        self.budget.count(1)?;
        let as_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        if tag.is_some() && !as_text {
            return Err(self.at_path("error-tree-tag"));
        }
        if let Some(Open { what: What::Map(entries, key @ None), .. }) = self.open.last_mut() {
            if entries.contains_key(text) {
                return Err(twice(&self.path(), text));
            }
            *key = Some(text.to_string());
            return Ok(());
        }
        let plain = style == ScalarStyle::Plain && !as_text;
        let value = if plain { meant(text) } else { Value::from(text) };
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), 1));
        }
        self.add(value)
    }

    fn begin(&mut self, what: What, anchor: usize, tag: Option<&Cow<'_, Tag>>) -> Result<(), FieldError> {
        self.budget.count(1)?;
        if tag.is_some() {
            return Err(self.at_path("error-tree-tag"));
        }
        if self.wants_key() {
            return Err(self.at_path("error-tree-key"));
        }
        self.open.push(Open { what, anchor, counted: self.budget.values });
        self.budget.depth(self.open.len(), || self.path())
    }

    fn end(&mut self) -> Result<(), FieldError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = match open.what {
            What::List(values) => Value::Array(values),
            What::Map(entries, _) => Value::Object(entries),
        };
        if open.anchor > 0 {
            // the copy that waits to be repeated takes room too
            let size = self.budget.values.saturating_sub(open.counted) + 1;
            self.budget.count(size)?;
            self.anchors.insert(open.anchor, (value.clone(), size));
        }
        self.add(value)
    }

    fn add(&mut self, value: Value) -> Result<(), FieldError> {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open { what: What::List(values), .. }) => values.push(value),
            Some(Open { what: What::Map(entries, key), .. }) => {
                let Some(key) = key.take() else { return Err(fault("error-tree-key").with("path", "")) };
                entries.insert(key, value);
            }
        }
        Ok(())
    }
}

fn depth_of(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}

/// What a plain value means. A number is one only when it would be written the same again: `1.10` and `007` are the
/// text that somebody typed, such as the number of a requirement.
fn meant(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let number = text.parse::<i64>().ok().map(Number::from).or_else(|| {
        let number = text.parse::<f64>().ok().filter(|_| text.contains('.'))?;
        Number::from_f64(number)
    });
    match number {
        Some(number) if number.to_string() == text => Value::Number(number),
        _ => Value::from(text),
    }
}
