//! The words of the product: every `templates/words/{sv,en}/*.ftl`, one flat set of keys a language.

use super::engine::{Templates, ViewError};
use crate::base::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

type Bundle = FluentBundle<FluentResource>;

pub struct Words {
    sv: Bundle,
    en: Bundle,
}

impl Words {
    /// Reads every word file. A broken file, or a key that two files define, is an error.
    pub fn load() -> Result<Words, ViewError> {
        Ok(Words { sv: bundle(Language::Sv)?, en: bundle(Language::En)? })
    }

    fn bundle(&self, lang: Language) -> &Bundle {
        match lang {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }

    pub fn has(&self, lang: Language, key: &str) -> bool {
        self.bundle(lang).get_message(key).is_some_and(|m| m.value().is_some())
    }

    /// The wording of `key`; an error when the key or one of its arguments is missing.
    pub fn find<'a>(
        &self,
        lang: Language,
        key: &str,
        args: impl IntoIterator<Item = (&'a str, String)>,
    ) -> Result<String, String> {
        let bundle = self.bundle(lang);
        let pattern = bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| format!("the word {key:?} is missing in {lang}"))?;
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(name.to_string(), argument(value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(format!("the word {key:?} in {lang}: {error}")),
        }
    }
}

/// Plain whole numbers choose plural forms; anything else ("2026-11", "007") stays as written.
fn argument(text: String) -> FluentValue<'static> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

fn bundle(lang: Language) -> Result<Bundle, ViewError> {
    let tag = match lang {
        Language::Sv => unic_langid::langid!("sv-SE"),
        Language::En => unic_langid::langid!("en-GB"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    let folder = format!("words/{lang}/");
    for path in Templates::iter().filter(|p| p.starts_with(&folder) && p.ends_with(".ftl")) {
        let source = Templates::text(&path)?;
        let resource =
            FluentResource::try_new(source).map_err(|(_, errors)| ViewError::Words(format!("{path}: {errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| ViewError::Words(format!("{path}: {errors:?}")))?;
    }
    Ok(bundle)
}
