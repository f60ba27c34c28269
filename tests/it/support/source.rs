//! The source text as data, for the tests that hold the house.

use std::path::{Path, PathBuf};

/// A file by its path inside the folder that was asked for, with `/` between parts.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// A path that begins at the crate's root, such as `features::vendors::Vendor`.
#[derive(Debug, PartialEq)]
pub struct Import {
    pub line: usize,
    pub segments: Vec<String>,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with the extension under `folder` of the repository, sorted.
pub fn files_under(folder: &str, extension: &str) -> Vec<File> {
    let base = root().join(folder);
    let mut found = Vec::new();
    collect(&base, &base, extension, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(base: &Path, folder: &Path, extension: &str, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(base, &path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            let inside = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
            found.push(File { path: inside, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Numbered lines without comments and without the test module, which by convention comes last.
pub fn without_tests(text: &str) -> Vec<(usize, String)> {
    let kept = text.lines().enumerate().take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"));
    kept.map(|(at, line)| (at + 1, without_comment(line).to_string())).collect()
}

fn without_comment(line: &str) -> &str {
    let mut inside = false;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        if c == '"' && previous != '\\' && previous != '\'' {
            inside = !inside;
        }
        if !inside && line[at..].starts_with("//") {
            return &line[..at];
        }
        previous = c;
    }
    line
}

/// Every path that starts with `crate::` or climbs with `super::`, resolved to the crate's root;
/// nested braces give one import each.
pub fn imports(file: &File) -> Vec<Import> {
    let lines = without_tests(&file.text);
    let mut text = String::new();
    let mut starts = Vec::new();
    for (number, line) in &lines {
        starts.push((text.len(), *number));
        text.push_str(line);
        text.push('\n');
    }
    let line_at = |at: usize| starts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, n)| *n);
    let mut module: Vec<String> = file.path.trim_end_matches(".rs").split('/').map(ToString::to_string).collect();
    if module.last().is_some_and(|m| m == "mod") {
        module.pop();
    }
    let mut found = Vec::new();
    for word in ["crate::", "super::"] {
        for (at, _) in text.match_indices(word) {
            let before = &text[..at];
            if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$')
                || word == "super::" && before.ends_with("super::")
            {
                continue;
            }
            let mut rest = &text[at..];
            let mut prefix = Vec::new();
            if word == "super::" {
                prefix.clone_from(&module);
                while let Some(after) = rest.strip_prefix("super::") {
                    prefix.pop();
                    rest = after;
                }
                // Ending at the feature (or door) itself is staying at home.
            } else {
                rest = &rest[word.len()..];
            }
            let mut paths = Vec::new();
            tree(rest, prefix, &mut paths);
            found.extend(paths.into_iter().map(|segments| Import { line: line_at(at), segments }));
        }
    }
    found
}

/// Reads `a::{b, c::d}` and gives what comes after it.
fn tree<'a>(text: &'a str, mut prefix: Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    let mut rest = text.trim_start();
    loop {
        if let Some(inside) = rest.strip_prefix('{') {
            rest = inside.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                let before = rest.len();
                rest = tree(rest, prefix.clone(), found).trim_start();
                rest = skip_alias(rest);
                rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
                if rest.len() == before {
                    return "";
                }
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !name.is_empty() && name != "self" && name != "*" {
            prefix.push(name.to_string());
        }
        match after.strip_prefix("::") {
            Some(more) if !name.is_empty() => rest = more,
            _ => {
                found.push(prefix);
                return after;
            }
        }
    }
}

fn skip_alias(text: &str) -> &str {
    match text.strip_prefix("as ") {
        Some(after) => after.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').trim_start(),
        None => text,
    }
}

/// Every string literal outside comments and tests, with its line. Escapes stay as written.
pub fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in without_tests(text) {
        let mut rest = line.as_str();
        while let Some((_, after)) = rest.split_once('"') {
            let mut end = None;
            let mut previous = ' ';
            for (at, c) in after.char_indices() {
                if c == '"' && previous != '\\' {
                    end = Some(at);
                    break;
                }
                previous = c;
            }
            let Some(end) = end else { break };
            found.push((number, after[..end].to_string()));
            rest = &after[end + 1..];
        }
    }
    found
}
