//! Samples of the campaigns' pages.

use super::samples::{at, choices, id, pager, round, say};
use super::*;
use crate::base::Language;
use crate::platform::view::Sampled;

impl Sampled for RoundsPage {
    const TEMPLATE: &'static str = "pages/categorisation/rounds";

    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<RoundRow>, can_run| RoundsPage {
            form: FormState::default(),
            pager: pager(rows.iter().map(|_| 1).sum()),
            rows,
            statuses: RoundStatus::ALL,
            can_run,
        };
        vec![
            page(vec![round(RoundStatus::Open), round(RoundStatus::Closed)], true),
            page(Vec::new(), true),
            page(Vec::new(), false),
        ]
    }
}

impl Sampled for NewRoundPage {
    const TEMPLATE: &'static str = "pages/categorisation/round_new";

    fn samples(_: Language) -> Vec<Self> {
        vec![NewRoundPage {
            form: FormState::default().with("reach", "due"),
            reaches: Reach::ALL,
            kinds: vec!["care_provider", "it_supplier", "other"],
            managers: choices(),
        }]
    }
}

fn line(lang: Language, state: LineState) -> LineRow {
    LineRow {
        id: id(),
        vendor_id: id(),
        vendor_name: "Åsmunda Ögonklinik AB".to_string(),
        from_tier: (state == LineState::Done).then_some(3),
        tier: (state != LineState::Left).then_some(2),
        preliminary: false,
        owner: (state != LineState::Left).then(|| "Karin Öberg".to_string()),
        state,
        skipped_reason: (state == LineState::Skipped)
            .then(|| say(lang, "Avtalet löper ut i januari.", "Ends in January.")),
    }
}

impl Sampled for RoundPage {
    const TEMPLATE: &'static str = "pages/categorisation/round";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |status, lines: Vec<LineRow>| {
            let open = status == RoundStatus::Open;
            RoundPage {
                row: round(status),
                note: open.then(|| say(lang, "Börja med vården.", "Begin with health care.")),
                narrowed: open.then(|| say(lang, "Vårdgivare", "Care providers")),
                created_at: at(),
                reminded_at: open.then(at),
                closed_at: (!open).then(at),
                closed_by_name: (!open).then(|| "Karin Öberg".to_string()),
                remaining: (!open).then_some(4),
                form: FormState::default(),
                pager: pager(i64::from(!lines.is_empty())),
                lines,
                states: LineState::ALL,
                owners: choices(),
                assign_form: FormState::default(),
                version: 1,
                can_run: open,
                can_judge: open,
            }
        };
        let all = LineState::ALL.iter().map(|state| line(lang, *state)).collect();
        vec![page(RoundStatus::Open, all), page(RoundStatus::Closed, Vec::new())]
    }
}

impl Sampled for LinePage {
    const TEMPLATE: &'static str = "pages/categorisation/line";

    fn samples(lang: Language) -> Vec<Self> {
        let conflict =
            ConflictRow { label: say(lang, "Skäl", "Reason"), yours: "a".to_string(), theirs: "b".to_string() };
        [Vec::new(), vec![conflict]]
            .map(|conflict| LinePage {
                round_id: id(),
                line: line(lang, LineState::Skipped),
                form: FormState::default(),
                version: 1,
                owners: choices(),
                conflict,
            })
            .into()
    }
}
