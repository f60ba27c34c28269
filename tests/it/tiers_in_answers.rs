//! Domain.md 1.3 row 49: a self-assessment that does not state the tiers leaves an unknown tier in the chain.

use super::questionnaires::{Scene, browsers, new, scene, value};
use super::support::Harness;
use super::support::tables::insert;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::chains::{self, ChainLink, EndLink, LinkSource, NodeKind};
use tillit::features::controls::{QuestionSet, catalogue};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given, NewAssessment};
use tillit::kit::audit;

/// The question that asks for the chain in all its tiers.
const CHAIN: &str = "Q09";

fn contract(t: &Harness, s: &Scene, reference: &str, more: &[(&str, &str)]) -> Id {
    let mut fields = vec![
        ("organisation_id", t.region.id.as_str()),
        ("vendor_id", s.vendor.id.as_str()),
        ("reference", reference),
        ("title", "Ögonsjukvård"),
    ];
    fields.extend_from_slice(more);
    insert(t, "contracts", &fields)
}

fn send(t: &Harness, s: &Scene, contract: Option<&Id>) -> Id {
    let new = NewAssessment { contract_id: contract.cloned(), ..new(&s.vendor) };
    t.write(|c| q::send(c, &s.officer, &new)).id
}

fn save(t: &Harness, s: &Scene, id: &Id, question: &str, status: AnswerStatus, version: i32) {
    let asked = catalogue().current_questions().find(question).unwrap();
    let value = if matches!(status, AnswerStatus::Met | AnswerStatus::Partly) { value(asked) } else { Value::Null };
    let edit = AnswerEdit {
        assessment_id: id.clone(),
        question_id: question.to_string(),
        version,
        given: Given { status: Some(status), value, comment: "Så gör vi".to_string() },
        shown_on_site: false,
    };
    t.write(|c| q::save_answer(c, &s.admin, &edit));
}

/// Everything is met, but the question about the chain is answered as told.
fn answer(t: &Harness, s: &Scene, id: &Id, chain: AnswerStatus) {
    for question in catalogue().current_questions().in_set(QuestionSet::Lite) {
        save(t, s, id, &question.id, if question.id == CHAIN { chain } else { AnswerStatus::Met }, 0);
    }
}

fn submit(t: &Harness, s: &Scene, id: &Id) {
    t.write(|c| q::submit(c, &s.admin, id, "Sara Lind", "VD"));
}

/// The active links of a contract whose lower end is a tier that nobody knows.
fn unknown(t: &Harness, s: &Scene, contract: &Id) -> Vec<ChainLink> {
    t.read(|c| {
        let mut found = Vec::new();
        for link in chains::links_of_contract(c, &s.officer.scope, contract)? {
            let node = chains::find_node(c, &s.officer.scope, &link.child_node_id)?;
            if link.is_active() && node.kind == NodeKind::Unknown {
                found.push(link);
            }
        }
        Ok(found)
    })
}

both! {
    async fn a_tier_that_the_answer_does_not_state_is_an_unknown_tier(t: &Harness) {
        let s = scene(t);
        let (region, portal) = browsers(t, &s);
        let (one, other) = (contract(t, &s, "2024-118", &[]), contract(t, &s, "2025-7", &[]));
        let id = send(t, &s, Some(&one));
        answer(t, &s, &id, AnswerStatus::Unknown);
        assert!(unknown(t, &s, &one).is_empty(), "a draft says nothing yet");
        submit(t, &s, &id);
        let found = unknown(t, &s, &one);
        assert_eq!(found.len(), 1);
        let link = &found[0];
        assert_eq!((link.source, link.created_by_name.as_str(), link.started_on), (LinkSource::SelfAssessment, "Sara Lind", s.officer.today()));
        assert!(unknown(t, &s, &other).is_empty(), "it was asked about the other contract");
        // It is shown as the risk that it is, with where it comes from.
        region.get(&format!("/contracts/{one}/chain?shape=table")).await.expect(200).has(&["Okänt led", "Inte redovisat i självskattningen"]);
        region.get("/chains?view=unknown_tiers").await.expect(200).has(&["Okänt led", "De räknas som risk"]);
        let note = format!("/assessments/{id} redovisar inte alla led: {CHAIN}");
        region.get(&format!("/chains/links/{}", link.id)).await.expect(200).has(&["Ur självskattningen", &note]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let shown = region.api(&token, "GET", &format!("/api/v1/chains/links/{}", link.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!(shown["source"], "self_assessment");
        region.get("/tier-proposals").await.expect(200).has(&["Åsmunda Ögonklinik AB"]);
        let events = t.read(|c| audit::history(c, &s.officer, &link.id));
        assert_eq!((events.len(), events[0].verb.as_str(), events[0].actor_name.as_str()), (1, "create", "Sara Lind"));
        assert_eq!(events[0].organisation_id.as_ref(), Some(&t.region.id));
        portal.get("/portal/follow-ups").await.expect(200).lacks(&["redovisar inte alla led"]);
        portal.get(&format!("/portal/assessments/{id}")).await.expect(200).lacks(&["redovisar inte alla led"]);
        region.post("/language", &[("lang", "en"), ("back", "/chains")]).await.expect(303);
        region.get(&format!("/chains/links/{}", link.id)).await.expect(200).has(&["From the self-assessment"]);

        // Sent back and handed in again as it was: one is enough.
        t.write(|c| q::send_back(c, &s.officer, &id, "Räkna upp alla led."));
        save(t, &s, &id, CHAIN, AnswerStatus::Unknown, 1);
        submit(t, &s, &id);
        assert_eq!(unknown(t, &s, &one).len(), 1);

        // Cleared up by the region, and then unknown once more, this time through the API.
        let end = EndLink { ended_on: s.officer.today(), reason: "Utrett: det är Medtel.".into(), orphans: None };
        t.write(|c| chains::end_link(c, &s.officer, &link.id, &end, None));
        assert!(unknown(t, &s, &one).is_empty());
        let again = send(t, &s, Some(&one));
        answer(t, &s, &again, AnswerStatus::NotMet);
        let vendor = t.token(&s.home, Role::VendorAdmin);
        let declared = json!({"declared_by": "Sara Lind", "role": "VD"});
        portal.api(&vendor, "POST", &format!("/api/v1/assessments/{again}/submit"), declared, &[]).await.expect(200);
        assert_eq!(unknown(t, &s, &one).len(), 1);
        t.drain();
    }

    async fn an_answer_about_the_chain_leaves_nothing_unknown(t: &Harness) {
        let s = scene(t);
        let one = contract(t, &s, "2024-118", &[]);
        for status in [AnswerStatus::Met, AnswerStatus::Partly, AnswerStatus::NotApplicable] {
            let id = send(t, &s, Some(&one));
            answer(t, &s, &id, status);
            submit(t, &s, &id);
            assert!(unknown(t, &s, &one).is_empty(), "{status}");
        }
        t.drain();
    }

    async fn an_assessment_of_the_whole_vendor_concerns_each_running_contract(t: &Harness) {
        let s = scene(t);
        let (one, none_allowed) = (contract(t, &s, "2024-118", &[]), contract(t, &s, "2025-7", &[]));
        let ended = contract(t, &s, "2019-3", &[("ends_on", "2026-01-31")]);
        // A contract that allows no subcontractors has an unknown tier all the same.
        t.write(|c| chains::set_terms(c, &s.officer, &none_allowed, 0, None, None));
        let id = send(t, &s, None);
        answer(t, &s, &id, AnswerStatus::Unknown);
        submit(t, &s, &id);
        let counts = [&one, &none_allowed, &ended].map(|contract| unknown(t, &s, contract).len());
        assert_eq!(counts, [1, 1, 0]);
        t.drain();
    }

    async fn nobody_states_by_hand_that_a_link_comes_from_an_answer(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let one = contract(t, &s, "2024-118", &[]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        for (source, status) in [("self_assessment", 422), ("confirmed", 422), ("declared", 201)] {
            let body = json!({
                "contract_id": one, "source": source, "task": "Drift", "countries": ["SE"],
                "new_node": {"kind": "unknown", "name": "Någon bakom växeln"},
            });
            region.api(&token, "POST", "/api/v1/chains/links", body, &[]).await.expect(status);
        }
        t.drain();
    }
}
