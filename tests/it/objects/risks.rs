//! A risk with everything that belongs to it.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.as_str();
    let risk = home.row(
        "risks",
        &[
            ("title", "Dold risk"),
            ("category", "integrity"),
            ("state", "assessed"),
            ("owner_id", person),
            ("fingerprint", ""),
        ],
    );
    let of_risk = ("risk_id", risk.as_str());
    let control = home.row("risk_controls", &[of_risk, ("control_id", "A.8.5"), ("acts_by", "prevent")]);
    if let Some(action) = all.get("actions").cloned() {
        let link = home.row("risk_actions", &[of_risk, ("action_id", &action)]);
        all.insert("risk-actions", link);
    }
    let acceptance = home.row(
        "risk_acceptances",
        &[of_risk, ("level", "low"), ("model_version", "risk-2026-1"), ("state", "proposed"), ("proposed_by", person)],
    );
    let run = home.row("risk_runs", &[("state", "done")]);
    all.insert("risks", risk);
    all.insert("risk-controls", control);
    all.insert("acceptances", acceptance);
    all.insert("portfolio", run.clone());
    all.insert("risk-portfolio", run);
}
