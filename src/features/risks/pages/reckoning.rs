//! "Så räknade vi": every factor of what controls take away, in words.

use super::{percent, share};
use crate::features::controls::catalogue;
use crate::features::risks::model::CreditVerdict;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::RiskControl;
use crate::features::risks::rules::credit::Factor;
use crate::features::risks::strength::{Credited, Source, StrengthSource};
use crate::features::risks::views::{FactorRow, GroupRow, Reckoning};
use crate::kit::web::Web;

/// The title of a control in the reader's language.
pub fn control_title(web: &Web, id: &str) -> String {
    let found = catalogue().current_controls().find(id);
    let title = |control: &crate::features::controls::Control| {
        if web.language() == crate::base::Language::Sv { control.title_sv.clone() } else { control.title_en.clone() }
    };
    found.map(title).unwrap_or_default()
}

fn status(web: &Web, value: f64) -> String {
    let key = if value >= 1.0 {
        "risks-status-met"
    } else if value > 0.0 {
        "risks-status-partly"
    } else {
        "risks-status-not-met"
    };
    web.word(key)
}

fn source(web: &Web, source: &Source) -> String {
    let said = source.status.map_or_else(|| web.word("risks-status-unknown"), |value| status(web, value));
    match source.kind {
        StrengthSource::Answer => {
            let until = source.valid_until.map(|day| day.to_string()).unwrap_or_default();
            let key = match (source.status, source.valid) {
                (None, _) => "risks-source-unreviewed",
                (_, true) => "risks-source-answer",
                (_, false) => "risks-source-expired",
            };
            let assurance = source.assurance.to_string().to_uppercase();
            let args = [("id", source.id.clone()), ("status", said), ("assurance", assurance), ("until", until)];
            web.word_with(key, &args)
        }
        StrengthSource::Clause => web.word_with("risks-source-clause", &[("id", source.id.clone()), ("status", said)]),
    }
}

fn factor(web: &Web, factor: &Factor, rows: &[RiskControl], credited: &Credited) -> Option<FactorRow> {
    let row = rows.iter().find(|row| row.control_id == factor.control_id)?;
    let standing = credited.standings.get(&factor.control_id);
    let language = web.language();
    Some(FactorRow {
        id: row.id.clone(),
        control_id: factor.control_id.clone(),
        control_title: control_title(web, &factor.control_id),
        group: factor.group,
        verdict: factor.verdict,
        tone: match factor.verdict {
            CreditVerdict::Counted => "ok",
            CreditVerdict::Capped => "attention",
            CreditVerdict::ClaimOnly | CreditVerdict::NotReviewed => "neutral",
            CreditVerdict::NotMet | CreditVerdict::Expired => "serious",
        },
        status: factor.status.map(|value| status(web, value)),
        assurance: factor.assurance.to_string().to_uppercase(),
        cap: percent(language, factor.cap),
        effect: share(language, factor.effect),
        reduction: share(language, factor.reduction),
        counted_effect: share(language, factor.counted_effect),
        counted_reduction: share(language, factor.counted_reduction),
        sources: standing.map(|s| s.sources.iter().map(|one| source(web, one)).collect()).unwrap_or_default(),
        stated_by_name: row.stated_by_name.clone(),
        stated_at: row.stated_at,
    })
}

/// The whole calculation, in words.
pub fn reckoning(web: &Web, rows: &[RiskControl], credited: &Credited) -> Reckoning {
    let (language, credit) = (web.language(), &credited.credit);
    Reckoning {
        factors: credit.factors.iter().filter_map(|one| factor(web, one, rows, credited)).collect(),
        groups: credit
            .groups
            .iter()
            .map(|group| GroupRow {
                group: group.group,
                effect: share(language, group.effect),
                reduction: share(language, group.reduction),
            })
            .collect(),
        common_cause: credit.common_cause,
        total_cap: percent(language, credit.total_cap),
        effect: share(language, credit.effect),
        reduction: share(language, credit.reduction),
        model_version: RiskModel::current().version.clone(),
    }
}
