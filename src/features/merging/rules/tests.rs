use super::*;
use crate::base::Id;
use crate::features::merging::model::Likeness;

fn id(n: u8) -> Id {
    format!("0193f2a1-7c1e-7000-8000-0000000000{n:02}").parse().unwrap()
}

fn candidate(n: u8, name: &str, number: Option<&str>, hsa: Option<&str>) -> Candidate {
    Candidate {
        id: id(n),
        legal_name: name.to_string(),
        org_number: number.map(ToString::to_string),
        hsa_id: hsa.map(ToString::to_string),
        status: "active".to_string(),
        version: 1,
    }
}

fn tie(n: u8, parent: u8, child: u8) -> Tie {
    Tie { id: id(n), contract_id: id(90), service_id: None, parent: id(parent), child: id(child) }
}

#[test]
fn the_same_company_is_seen_by_number_hsa_id_and_name() {
    let rows = [
        candidate(1, "Åsmunda Ögonklinik AB", Some("GB 123-456"), None),
        candidate(2, "Asmunda ögonklinik (publ)", None, Some("SE9921815909-E100")),
        candidate(3, "Något annat", Some("gb123456"), Some("se9921815909-e100")),
        candidate(4, "AB", None, None),
        candidate(5, "Ltd", None, None),
    ];
    let found: Vec<_> = pairs(&rows).into_iter().map(|p| (p.kept.id, p.merged.id, p.reasons)).collect();
    assert_eq!(
        found,
        [
            (id(1), id(3), vec![Likeness::Number]),
            (id(2), id(3), vec![Likeness::HsaId]),
            (id(1), id(2), vec![Likeness::Name]),
        ]
    );
}

#[test]
fn many_of_one_name_give_one_pair_each() {
    let rows: Vec<Candidate> = (1..=40).map(|n| candidate(n, "Fotvård AB", None, None)).collect();
    assert_eq!(pairs(&rows).len(), 39);
}

#[test]
fn a_circle_through_others_is_seen_and_a_link_to_itself_is_none() {
    // 1 -> 2 -> 3 -> 4; merging 1 and 3 would lead from it through 2 back to it
    let chain = [tie(11, 1, 2), tie(12, 2, 3), tie(13, 3, 4)];
    assert_eq!(circles(&chain, &id(3), &id(1)).into_iter().collect::<Vec<_>>(), [id(90)]);
    assert_eq!(circles(&chain, &id(1), &id(3)).len(), 1);
    assert!(circles(&chain, &id(2), &id(1)).is_empty());
    assert!(circles(&chain, &id(9), &id(1)).is_empty());
    // In different contracts the same two stand in each other's way nowhere.
    let apart = [tie(11, 1, 2), Tie { contract_id: id(91), ..tie(12, 2, 3) }];
    assert!(circles(&apart, &id(3), &id(1)).is_empty());
}

#[test]
fn what_says_nothing_any_more_ends() {
    // 1 and 2 become one: 1 -> 2 is a link to itself; 1 -> 3 and 2 -> 3 are the same
    let chain = [tie(11, 1, 2), tie(12, 1, 3), tie(13, 2, 3), tie(14, 2, 4)];
    assert_eq!(superfluous(&chain, &id(2), &id(1)), [id(11), id(13)]);
    let services = [tie(12, 1, 3), Tie { service_id: Some(id(70)), ..tie(13, 2, 3) }];
    assert!(superfluous(&services, &id(2), &id(1)).is_empty(), "two services are two links");
}
