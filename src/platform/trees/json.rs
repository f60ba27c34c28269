//! JSON with a budget, and with no key twice: two readers would each believe another of the two.

use super::{Budget, Limits, fault, twice};
use crate::base::FieldError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// What the reading shares: how much is left, where it is, and what was wrong.
struct Reading<'l> {
    budget: Budget<'l>,
    path: Vec<String>,
    fault: Option<FieldError>,
}

impl Reading<'_> {
    fn path(&self) -> String {
        let mut path = String::new();
        for part in &self.path {
            if !path.is_empty() && !part.starts_with('[') {
                path.push('.');
            }
            path.push_str(part);
        }
        path
    }
}

pub fn read(text: &str, limits: &Limits) -> Result<Value, FieldError> {
    let reading = RefCell::new(Reading { budget: Budget::new(limits), path: Vec::new(), fault: None });
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Place(&reading).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let said = reading.into_inner().fault;
        said.unwrap_or_else(|| fault("error-tree-syntax").with("line", error.line()).with("reason", error))
    })
}

#[derive(Clone, Copy)]
struct Place<'a, 'l>(&'a RefCell<Reading<'l>>);

impl Place<'_, '_> {
    fn keep<T, E: Error>(self, result: Result<T, FieldError>) -> Result<T, E> {
        result.map_err(|error| {
            self.0.borrow_mut().fault = Some(error);
            E::custom("refused")
        })
    }

    /// Counts one more value.
    fn one<E: Error>(self) -> Result<(), E> {
        let counted = self.0.borrow_mut().budget.count(1);
        self.keep(counted)
    }

    fn enter<E: Error>(self, part: String) -> Result<(), E> {
        let deep = {
            let mut reading = self.0.borrow_mut();
            reading.path.push(part);
            reading.budget.depth(reading.path.len(), || reading.path())
        };
        self.keep(deep)
    }

    fn leave(self) {
        self.0.borrow_mut().path.pop();
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.one().map(|()| Value::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.one().map(|()| value.into())
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.one().map(|()| value.into())
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.one().map(|()| Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.one::<E>()?;
        if value.contains('\0') {
            return self.keep(Err(fault("error-tree-encoding")));
        }
        Ok(value.into())
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.one().map(|()| Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        self.one::<A::Error>()?;
        let mut values = Vec::new();
        loop {
            self.enter::<A::Error>(format!("[{}]", values.len()))?;
            let Some(value) = list.next_element_seed(self)? else { break };
            values.push(value);
            self.leave();
        }
        self.leave();
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.one::<A::Error>()?;
        let mut entries = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if entries.contains_key(&key) {
                let path = self.0.borrow().path();
                return self.keep(Err(twice(&path, &key)));
            }
            if key.contains('\0') {
                return self.keep(Err(fault("error-tree-encoding")));
            }
            self.enter::<A::Error>(key.clone())?;
            let value = map.next_value_seed(self)?;
            self.leave();
            entries.insert(key, value);
        }
        Ok(Value::Object(entries))
    }
}
