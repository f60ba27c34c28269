//! The pages of sendings.

pub mod edit;
pub mod list;
pub mod settings;
pub mod show;
pub mod steps;

use crate::features::question_sets::Both;
use crate::kit::web::Web;

/// "Vårdappar, version 2".
pub fn set_title(web: &Web, title: &Both, number: i32) -> String {
    let args = [("title", title.get(web.language()).to_string()), ("number", number.to_string())];
    web.word_with("sets-base-own", &args)
}
