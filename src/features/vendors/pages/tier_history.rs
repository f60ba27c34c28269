//! How a vendor's tier came to be what it is: every judgement and override, with its cause and its model.

use crate::features::tiering::Models;
use crate::features::vendors::records::{CategorisationRecord, OverrideRecord};
use crate::kit::web::Web;
use crate::platform::view::HistoryLine;
use chrono::{Months, NaiveDate};

/// The judgements (given newest first) and overrides as one timeline, the newest first.
pub fn lines(web: &Web, judgements: &[CategorisationRecord], overrides: &[OverrideRecord]) -> Vec<HistoryLine> {
    let earlier = judgements.iter().skip(1).map(Some).chain([None]);
    let mut all: Vec<HistoryLine> =
        judgements.iter().zip(earlier).map(|(record, before)| judged(web, record, before)).collect();
    all.extend(overrides.iter().map(|record| overridden(web, record)));
    all.sort_by_key(|line| std::cmp::Reverse(line.at));
    all
}

fn judged(web: &Web, record: &CategorisationRecord, before: Option<&CategorisationRecord>) -> HistoryLine {
    let (tier, version) = (("tier", record.tier.to_string()), ("version", record.model_version.clone()));
    let text = match before {
        None => web.word_with("tier-history-first", &[tier, version]),
        Some(before) if before.tier == record.tier => web.word_with("tier-history-judged", &[tier, version]),
        Some(before) => web.word_with("tier-history-moved", &[("from", before.tier.to_string()), tier, version]),
    };
    let cause = record.cause.map(|cause| web.word(&format!("tiering-cause-{cause}")));
    let by_rule = record.automatic.then(|| web.word("tier-history-by-rule"));
    let notes: Vec<String> = [cause, by_rule, record.note.clone()].into_iter().flatten().collect();
    let tone = match before {
        Some(before) if record.tier < before.tier => "attention",
        Some(before) if record.tier > before.tier => "ok",
        _ => "neutral",
    };
    HistoryLine {
        at: record.decided_at,
        who: record.decided_by_name.clone(),
        text,
        note: (!notes.is_empty()).then(|| notes.join("\n")),
        tone,
    }
}

fn overridden(web: &Web, record: &OverrideRecord) -> HistoryLine {
    let args = [
        ("from", record.from_tier.to_string()),
        ("tier", record.tier.to_string()),
        ("until", record.expires_on.to_string()),
    ];
    HistoryLine {
        at: record.decided_at,
        who: record.decided_by_name.clone(),
        text: web.word_with("tier-history-override", &args),
        note: Some(record.reason.clone()),
        tone: "attention",
    }
}

/// The day by which a person has to look at the tier again: so many months after the last one did, by the
/// model in force. None while no person has.
pub fn renewal_due(judgements: &[CategorisationRecord], models: &Models, today: NaiveDate) -> Option<NaiveDate> {
    let last = judgements.iter().find(|record| !record.automatic)?;
    let months = models.on(today).capacity().renewal_months;
    crate::base::clock::swedish_date(last.decided_at.utc()).checked_add_months(Months::new(months))
}
