//! `Views`: two strict Handlebars registries (escaped HTML, plain text) over the embedded templates.

use super::frame::Frame;
use super::helpers;
use super::words::Words;
use crate::base::Language;
use handlebars::Handlebars;
use rust_embed::RustEmbed;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole `templates/` folder. Debug builds read it from disk, release builds carry it inside.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
pub(super) struct Templates;

impl Templates {
    pub(super) fn text(path: &str) -> Result<String, ViewError> {
        let file = Templates::get(path).ok_or_else(|| ViewError::Template(format!("{path}: not found")))?;
        String::from_utf8(file.data.into_owned()).map_err(|_| ViewError::Template(format!("{path}: not UTF-8")))
    }
}

/// Why a page or a mail could not be made. Always a fault of ours, never of the person.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    #[error("template: {0}")]
    Template(String),
    #[error("words: {0}")]
    Words(String),
    #[error("rendering {template}: {error}")]
    Render { template: String, error: String },
}

pub struct Views {
    html: Handlebars<'static>,
    text: Handlebars<'static>,
    words: Arc<Words>,
}

#[derive(Serialize)]
struct Root<'a, F: Serialize, T: Serialize> {
    frame: &'a F,
    page: &'a T,
}

/// All that a mail knows of its surroundings.
#[derive(Serialize)]
struct MailFrame {
    lang: Language,
}

impl Views {
    /// Reads every template and word. Fails on the first one that cannot be parsed.
    pub fn new() -> Result<Views, ViewError> {
        let words = Arc::new(Words::load()?);
        let (mut html, mut text) = (registry(&words), registry(&words));
        text.register_escape_fn(handlebars::no_escape);
        for path in Templates::iter() {
            let Some(name) = path.strip_suffix(".hbs") else { continue };
            let registry = if is_text(name) { &mut text } else { &mut html };
            registry
                .register_template_string(name, Templates::text(&path)?)
                .map_err(|e| ViewError::Template(format!("{path}: {e}")))?;
        }
        Ok(Views { html, text, words })
    }

    /// A whole HTML page. The template sees `frame` and `page`.
    pub fn page<T: Serialize>(&self, template: &str, frame: &Frame, page: &T) -> Result<String, ViewError> {
        render(&self.html, template, &Root { frame, page })
    }

    /// A text mail or its subject (`mail/<event>/text`, `mail/<event>/subject`), without escaping.
    /// The template sees `frame.lang` and `page`. Ends are trimmed.
    pub fn text<T: Serialize>(&self, template: &str, lang: Language, data: &T) -> Result<String, ViewError> {
        let text = render(&self.text, template, &Root { frame: &MailFrame { lang }, page: data })?;
        Ok(text.trim().to_string())
    }

    /// The HTML part of a mail (`mail/<event>/html`). The template sees `frame.lang` and `page`.
    pub fn html_mail<T: Serialize>(&self, template: &str, lang: Language, data: &T) -> Result<String, ViewError> {
        render(&self.html, template, &Root { frame: &MailFrame { lang }, page: data })
    }

    /// The wording of a key. A missing word is logged and gives the key itself, so that a refusal
    /// can always be said; templates are stricter and fail.
    pub fn word(&self, lang: Language, key: &str, args: &BTreeMap<&'static str, String>) -> String {
        let args = args.iter().map(|(name, value)| (*name, value.clone()));
        self.words.find(lang, key, args).unwrap_or_else(|reason| {
            tracing::error!(%reason, "missing word");
            key.to_string()
        })
    }

    /// `word` for keys and arguments that were stored and are read back.
    pub fn word_of<'a>(&self, lang: Language, key: &str, args: impl IntoIterator<Item = (&'a str, String)>) -> String {
        self.words.find(lang, key, args).unwrap_or_else(|reason| {
            tracing::error!(%reason, "missing word");
            key.to_string()
        })
    }

    /// The wording of a key that takes no arguments.
    pub fn word0(&self, lang: Language, key: &str) -> String {
        self.word(lang, key, &BTreeMap::new())
    }

    /// The words of a printed document: `keys` without their common beginning, and the months by number.
    pub fn document_words(&self, lang: Language, prefix: &str, keys: &[&str]) -> BTreeMap<String, String> {
        let of_document = keys.iter().map(|key| ((*key).to_string(), self.word0(lang, &format!("{prefix}{key}"))));
        let months = (1..=12).map(|month| {
            let key = format!("month-{month}");
            let word = self.word0(lang, &format!("pdf-dialogue-{key}"));
            (key, word)
        });
        of_document.chain(months).collect()
    }

    pub fn has_word(&self, lang: Language, key: &str) -> bool {
        self.words.has(lang, key)
    }

    /// Renders template source that is not in the tree, for tests of helpers and components.
    #[cfg(test)]
    pub(super) fn render_source<T: Serialize>(
        &self,
        source: &str,
        frame: &Frame,
        page: &T,
    ) -> Result<String, ViewError> {
        self.html
            .render_template(source, &Root { frame, page })
            .map_err(|e| ViewError::Render { template: source.to_string(), error: e.to_string() })
    }

    /// Names of all HTML templates, for the test that walks them.
    pub fn html_templates(&self) -> Vec<&str> {
        self.html.get_templates().keys().map(String::as_str).collect()
    }
}

/// Mail texts and subjects are plain text; only `html` files under `mail/` are markup.
fn is_text(name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("mail/") && stem != "html" && !stem.starts_with("html_")
}

fn registry(words: &Arc<Words>) -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    // Indented partials would add spaces to every line that a person wrote in a textarea.
    registry.set_prevent_indent(true);
    helpers::register(&mut registry, words);
    registry
}

fn render<T: Serialize>(registry: &Handlebars<'static>, template: &str, root: &T) -> Result<String, ViewError> {
    registry
        .render(template, root)
        .map_err(|e| ViewError::Render { template: template.to_string(), error: e.to_string() })
}
