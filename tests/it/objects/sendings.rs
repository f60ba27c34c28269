//! A sending with a receiver, and a workbook that came back.

use super::{Home, Objects};
use tillit::kit::snapshot::sha256_hex;

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let (vendor, assessment) = (all["vendors"].clone(), all["assessments"].clone());
    let sending = home.row(
        "sendings",
        &[
            ("state", "draft"),
            ("origin", "person"),
            ("question_set", "lite"),
            ("selection", "{}"),
            ("title", "Dolt utskick"),
        ],
    );
    let receiver = home.row(
        "sending_receivers",
        &[("sending_id", &sending), ("vendor_id", &vendor), ("assessment_id", &assessment), ("state", "sent")],
    );
    let workbook = home
        .row("answer_workbooks", &[("assessment_id", &assessment), ("state", "open"), ("sha256", &sha256_hex("x"))]);
    all.extend([("sendings", sending), ("receivers", receiver.clone()), ("sent", receiver), ("workbook", workbook)]);
}
