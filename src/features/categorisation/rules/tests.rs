//! Portfolios small enough to count by hand.

use super::*;
use crate::base::Id;
use crate::features::tiering::{Capacity, Criteria, Criterion, TierOverride, TieringModel};
use chrono::NaiveDate;

fn levels(text: &str) -> Criteria {
    let mut digits = text.chars().map(|c| c.to_digit(10).and_then(|d| u8::try_from(d).ok()));
    let mut all = Criteria::default();
    for criterion in Criterion::ALL {
        all.set(*criterion, digits.next().flatten());
    }
    all
}

fn vendor(name: &str, tier: Option<i32>, criteria: Option<&str>) -> Standing {
    let now = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
    Standing {
        vendor_id: Id::new(now),
        name: name.to_string(),
        tier,
        preliminary: false,
        order_value: None,
        latest: criteria.map(|text| Latest {
            criteria: levels(text),
            model_version: TieringModel::current().version.clone(),
            preliminary: false,
        }),
        moved: None,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

#[test]
fn a_dry_run_counts_who_would_move() {
    let mut held = vendor("Hållen AB", Some(2), Some("000400"));
    held.moved = Some(TierOverride { tier: 2, reason: "Avvecklas".into(), expires_on: day("2026-12-31") });
    let portfolio = [
        vendor("Ö AB", Some(3), Some("322111")),
        vendor("Telelinjen AB", Some(1), Some("344243")),
        vendor("Ny AB", None, Some("000000")),
        vendor("Okänd AB", None, None),
        held,
    ];
    let today = day("2026-11-28");
    let same = dry_run(TieringModel::current(), &portfolio, today);
    assert_eq!((same.moves.len(), same.unjudged), (1, 1), "only the one whose tier nobody has written");
    assert_eq!((same.count(Some(1), 1), same.count(Some(2), 2), same.count(None, 4)), (1, 1, 1));

    let stricter = changed(TieringModel::current(), Some(&("t3-data-floor".to_string(), Some(1))));
    let run = dry_run(&stricter, &portfolio, today);
    let said: Vec<_> = run.moves.iter().map(|m| (portfolio[m.at].name.as_str(), m.from, m.to)).collect();
    assert_eq!(said, [("Ö AB", Some(3), 1), ("Ny AB", None, 4)]);
    assert_eq!((run.total(1), run.total(2), run.total(3), run.total(4)), (2, 1, 0, 1));
    // The override has lapsed by then.
    let later = dry_run(TieringModel::current(), &portfolio, day("2027-01-01"));
    assert_eq!(later.count(Some(2), 1), 1);
}

#[test]
fn hours_and_shares() {
    let all = load([3, 12, 65, 20], Capacity::shipped());
    assert_eq!((all.vendors, all.hours, all.staff_hours), (100, 3 * 60 + 12 * 16 + 65 * 3 + 20, 3200));
    assert_eq!((all.left(), all.percent()), ((2613, true), 18));
    assert_eq!(
        all.tiers.iter().map(|t| t.fit).collect::<Vec<_>>(),
        [AimFit::Within, AimFit::Within, AimFit::Within, AimFit::NoAim]
    );
    assert_eq!(all.tiers.iter().map(|t| t.share).collect::<Vec<_>>(), [30, 120, 650, 200]);
    let skewed = load([50, 1, 10, 0], Capacity::shipped());
    assert_eq!(
        skewed.tiers.iter().map(|t| t.fit).collect::<Vec<_>>(),
        [AimFit::Above, AimFit::Below, AimFit::Below, AimFit::NoAim]
    );
    assert_eq!(skewed.left(), (3200 - 3046, true));
    assert_eq!(load([60, 0, 0, 0], Capacity::shipped()).left(), (400, false));
    assert_eq!(load([0; 4], Capacity::shipped()).tiers[0].share, 0);
}

#[test]
fn the_order_moves_with_a_weight_or_stands() {
    // Same tier; one is there by its data, the other by its importance: 30D against 25O.
    let portfolio = [
        vendor("Data AB", Some(2), Some("320300")),
        vendor("Drift AB", Some(2), Some("004300")),
        vendor("Ensam AB", Some(1), Some("344444")),
    ];
    let shifts = sensitivity(TieringModel::current(), &portfolio);
    assert_eq!(shifts.len(), 12);
    let of = |criterion, up| shifts.iter().find(|s| s.criterion == criterion && s.up == up).expect("a shift");
    let more = of(Criterion::DataClass, true);
    assert_eq!((more.before, more.after, more.moved, more.of), (30, 40, 0, 3));
    let importance = of(Criterion::Criticality, true);
    assert_eq!((importance.before, importance.after), (25, 35));
    assert_eq!(of(Criterion::Substitution, false).after, 0);
    // O a tenth up, the others by 65/75: 143 against 179 quarters of a point.
    assert_eq!(importance.moved, 2);
    let names: Vec<_> =
        importance.movers.iter().map(|m| (portfolio[m.at].name.as_str(), m.tier, m.from, m.to)).collect();
    assert_eq!(names, [("Data AB", 2, 1, 2), ("Drift AB", 2, 2, 1)]);
    let twins = [vendor("A", Some(3), Some("111111")), vendor("B", Some(3), Some("111111"))];
    assert!(sensitivity(TieringModel::current(), &twins).iter().all(|s| s.moved == 0));
    let apart = [vendor("A", Some(3), Some("200000")), vendor("B", Some(3), Some("002100"))];
    let shifts = sensitivity(TieringModel::current(), &apart);
    // 15 against 16.25: with D at 40 it is 20 against 14.
    let data = shifts.iter().find(|s| s.criterion == Criterion::DataClass && s.up).expect("a shift");
    assert_eq!((data.moved, data.movers[0].from, data.movers[0].to), (2, 2, 1));
}

#[test]
fn a_decision_touches_only_what_the_proposal_is_about() {
    let (before, proposed) = (levels("322111"), levels("322141"));
    // Access has been raised since, by another fact.
    let now = levels("322341");
    assert_eq!(merged(Some(&now), Some(&before), &proposed), levels("322341"));
    assert_eq!(restored(&now, &before, &proposed), levels("322311"));
    assert_eq!(merged(Some(&before), Some(&before), &proposed), proposed);
    assert_eq!(merged(None, None, &proposed), proposed);
}
