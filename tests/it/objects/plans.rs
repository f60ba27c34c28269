//! A plan, shared with its vendor, with an action in it and a decision; and the cause of a finding.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let vendor = all["vendors"].clone();
    let plan = home
        .row("plans", &[("vendor_id", &vendor), ("title", "Dold plan"), ("shared_at", "2026-11-23 08:00:00.000000")]);
    let line = home.row(
        "plan_lines",
        &[("plan_id", &plan), ("action_id", &all["actions"]), ("origin", "new"), ("private_note", "Dold anteckning")],
    );
    home.row("finding_causes", &[("finding_id", &all["findings"]), ("kind", "routine"), ("confidence", "assumed")]);
    all.extend([("plans", plan), ("plan-actions", line)]);
}
