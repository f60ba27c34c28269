//! A review of a vendor with a visit and a report.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let vendor = all["vendors"].clone();
    let review = home.row(
        "vendor_reviews",
        &[
            ("vendor_id", &vendor),
            ("kind", "internal"),
            ("status", "planned"),
            ("title", "Dold granskning"),
            ("scope", "-"),
        ],
    );
    let visit = home.row("review_visits", &[("review_id", &review), ("place", "Dold plats"), ("present", "-")]);
    let report = home.file(&vendor, "vendor_review", &review, "report");
    all.extend([("visits", visit), ("report", report)]);
}
