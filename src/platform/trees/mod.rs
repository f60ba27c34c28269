//! The door to files that are trees of keys, lists and values: JSON and YAML, read with limits. What makes a small
//! file large (repetition inside repetition), a value a program (tags) or two values one (a key twice) is refused
//! with its place. Both give `serde_json::Value`.

mod json;
mod write;
mod yaml;

#[cfg(test)]
mod tests;

pub use write::yaml_text;

use crate::base::FieldError;
use serde_json::Value;

/// How much of a file we are willing to read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Values, lists and maps after every repetition is unfolded.
    pub values: usize,
    /// Lists and maps inside each other.
    pub depth: usize,
    /// Repetitions of a marked part (YAML aliases).
    pub aliases: usize,
}

/// Reads a file that is JSON or YAML. Errors, at the field `file`, most with `path` or `line`: `error-tree-bytes`,
/// `error-tree-encoding`, `error-tree-xml`, `error-tree-syntax`, `error-tree-values`, `error-tree-depth`,
/// `error-tree-aliases`, `error-tree-tag`, `error-tree-key`, `error-tree-twice`, `error-tree-documents`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Value, FieldError> {
    if bytes.len() > limits.bytes {
        return Err(fault("error-tree-bytes").with("max", limits.bytes / 1_000_000));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| fault("error-tree-encoding"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(fault("error-tree-encoding"));
    }
    match text.trim_start().chars().next() {
        // markup has entities that reach for files and unfold without end: it is not read at all
        Some('<') => Err(fault("error-tree-xml")),
        Some('{' | '[') => json::read(text, limits),
        Some(_) => yaml::read(text, limits),
        None => Err(fault("error-file-empty")),
    }
}

fn fault(code: &'static str) -> FieldError {
    FieldError::new("file", code)
}

/// Counts what is read, and says stop.
struct Budget<'l> {
    limits: &'l Limits,
    values: usize,
}

impl<'l> Budget<'l> {
    fn new(limits: &'l Limits) -> Self {
        Budget { limits, values: 0 }
    }

    fn count(&mut self, values: usize) -> Result<(), FieldError> {
        self.values = self.values.saturating_add(values);
        if self.values > self.limits.values {
            return Err(fault("error-tree-values").with("max", self.limits.values));
        }
        Ok(())
    }

    fn depth(&self, depth: usize, path: impl FnOnce() -> String) -> Result<(), FieldError> {
        if depth > self.limits.depth {
            return Err(fault("error-tree-depth").with("max", self.limits.depth).with("path", shortened(&path())));
        }
        Ok(())
    }
}

/// A path that a person can read: its last part when it is long.
fn shortened(path: &str) -> String {
    let count = path.chars().count();
    if count <= 160 { path.to_string() } else { format!("…{}", path.chars().skip(count - 160).collect::<String>()) }
}

fn twice(path: &str, key: &str) -> FieldError {
    let place = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    fault("error-tree-twice").with("path", shortened(&place))
}
