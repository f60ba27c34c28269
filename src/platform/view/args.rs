//! How our helpers receive their parameters: missing is told apart from null, language comes along.

use crate::base::Language;
use chrono::NaiveDate;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value as Json;

pub type Answer = Result<Json, String>;

pub struct Args<'a, 'rc> {
    helper: &'a Helper<'rc>,
    root: &'a Json,
}

impl<'a, 'rc> Args<'a, 'rc> {
    /// The value at a position; an error when it is absent or its path does not exist.
    pub fn need(&self, index: usize) -> Result<&'a Json, String> {
        let param = self.helper.param(index).ok_or_else(|| self.complain(index, "is absent"))?;
        if param.is_value_missing() {
            let path = param.relative_path().cloned().unwrap_or_default();
            return Err(self.complain(index, &format!("({path}) does not exist")));
        }
        Ok(param.value())
    }

    /// The value at a position, or `None` when it is absent, missing or null.
    pub fn maybe(&self, index: usize) -> Option<&'a Json> {
        self.helper.param(index).filter(|p| !p.is_value_missing()).map(|p| p.value()).filter(|v| !v.is_null())
    }

    pub fn text(&self, index: usize) -> Result<String, String> {
        self.need(index).map(plain)
    }

    pub fn count(&self) -> usize {
        self.helper.params().len()
    }

    pub fn named(&self) -> impl Iterator<Item = (&'a str, String)> {
        self.helper.hash().iter().map(|(name, value)| (*name, plain(value.value())))
    }

    pub fn lang(&self) -> Result<Language, String> {
        let lang = self.root.pointer("/frame/lang").and_then(Json::as_str);
        lang.and_then(|l| l.parse().ok()).ok_or_else(|| "frame.lang is missing".to_string())
    }

    pub fn today(&self) -> Result<NaiveDate, String> {
        let today = self.root.pointer("/frame/today").and_then(Json::as_str);
        today.and_then(|t| t.parse().ok()).ok_or_else(|| "frame.today is missing".to_string())
    }

    fn complain(&self, index: usize, what: &str) -> String {
        format!("{}: parameter {} {what}", self.helper.name(), index + 1)
    }
}

/// Strings as they are, numbers and booleans as text, null as nothing.
pub fn plain(value: &Json) -> String {
    value.render()
}

fn fail(helper: &Helper<'_>, reason: String) -> RenderError {
    RenderErrorReason::Other(format!("{{{{{}}}}}: {reason}", helper.name())).into()
}

/// A helper that gives a value; where it is printed, it is escaped.
pub struct Value<F>(pub F);

impl<F: Fn(&Args<'_, '_>) -> Answer + Send + Sync> HelperDef for Value<F> {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let answer = (self.0)(&Args { helper: h, root: ctx.data() });
        answer.map(ScopedJson::Derived).map_err(|reason| fail(h, reason))
    }
}

/// A helper that prints markup of our own making, unescaped.
pub struct Markup<F>(pub F);

impl<F: Fn(&Args<'_, '_>) -> Result<String, String> + Send + Sync> HelperDef for Markup<F> {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let markup = (self.0)(&Args { helper: h, root: ctx.data() }).map_err(|reason| fail(h, reason))?;
        out.write(&markup).map_err(|e| RenderErrorReason::from(e).into())
    }
}

/// `own "hint"`: the parameter that this very partial was called with, or null. A plain `{{hint}}`
/// would also find a field of the same name in the surrounding row or in an outer partial.
pub struct Own;

impl HelperDef for Own {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = h.param(0).and_then(|p| p.value().as_str()).unwrap_or_default();
        let value = match rc.block().and_then(|block| block.get_block_param(name)) {
            Some(handlebars::BlockParamHolder::Value(value)) => value.clone(),
            _ => Json::Null,
        };
        Ok(ScopedJson::Derived(value))
    }
}
