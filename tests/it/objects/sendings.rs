//! A sending with a receiver, and a workbook that came back.

use super::{Home, Objects};
use rust_xlsxwriter::Workbook;

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
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let file = home.t.app.files.put(&empty.save_to_buffer().unwrap()).unwrap();
    let workbook =
        home.row("answer_workbooks", &[("assessment_id", &assessment), ("state", "open"), ("sha256", &file.sha256)]);
    all.extend([("sendings", sending), ("receivers", receiver.clone()), ("sent", receiver), ("workbook", workbook)]);
}
