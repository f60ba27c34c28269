//! The region's pages.

pub mod follow_up;
pub mod months;
pub mod runs;
pub mod series;

use crate::base::Period;
use crate::kit::web::Web;

/// "november 2026" in the reader's language; a stored period that cannot be read stays as it is.
pub fn month_words(web: &Web, period: &str) -> String {
    match period.parse::<Period>() {
        Ok(period) => format!("{} {}", web.word(&format!("month-{}", period.month())), period.year()),
        Err(()) => period.to_string(),
    }
}
