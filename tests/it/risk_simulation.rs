//! Lens B: intervals, the simulation of one risk and of them all, and that it can be turned off.

use super::risks::{stop_password, world};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Refusal;
use tillit::features::chains::{self, Child, LinkFacts, LinkSource, NewLink, NewNode, NodeKind};
use tillit::features::risks::{self, Range, RiskInput, Span, StatedInputs};

fn stated(frequency: (f64, f64), loss: (f64, f64)) -> StatedInputs {
    let range = |(low, high)| Range { low, high };
    StatedInputs { frequency: range(frequency), loss: range(loss), persons: None }
}

both! {
    async fn intervals_are_stated_and_simulated_with_a_seed(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(2, 3), Span::new(3, 3));
        let place = format!("/risks/{risk}");
        w.karin.post(&format!("{place}/simulate"), &[]).await.expect(409).has(&["Ange intervall först"]);
        let version = w.shown(&risk).await["version"].as_i64().unwrap().to_string();
        let base = |low: &'static str, high: &'static str, note: &'static str| [
            ("version", version.clone()), ("frequency_low", low.to_string()), ("frequency_high", high.to_string()),
            ("loss_low", "500 000".to_string()), ("loss_high", "20 000 000".to_string()), ("note", note.to_string()),
        ];
        let send = |fields: [(&'static str, String); 6]| {
            let place = format!("{place}/estimate");
            let w = &w;
            async move {
                let plain: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
                w.karin.post(&place, &plain).await
            }
        };
        send(base("0,5", "0,05", "x")).await.expect(422).has(&["minst lika stort", "0,05"]);
        send(base("0", "0,5", "x")).await.expect(422).has(&["större än noll"]);
        send(base("0,5", "0,5", "x")).await.expect(422).has(&["Ange ett intervall"]);
        send(base("NaN", "inf", "x")).await.expect(422).has(&["större än noll"]);
        send(base("0,05", "1000", "x")).await.expect(422).has(&["orimligt högt"]);
        send(base("0,05", "0,5", " ")).await.expect(422).has(&["vad intervallen bygger på"]);
        send(base("0,05", "0,5", "Tre kända fall på tio år")).await.expect(303);
        send(base("0,05", "0,5", "x")).await.expect(409);
        w.karin.post(&format!("{place}/simulate"), &[]).await.expect(303);
        w.karin.get(&place).await.expect(200).has(&[
            "Tre kända fall", "Karin Öberg", "10\u{a0}000 simulerade år", "xoshiro256pp-1", "<svg", "polyline", "Visa siffrorna",
            "Sannolikhet för förlust", "Vad som påverkar mest", "P95",
        ]);
        let first = w.shown(&risk).await["simulation"].clone();
        let seed = first["inherent"]["seed"].as_i64().unwrap();
        let again = w.api("POST", &format!("/api/v1/risks/{risk}/simulate"), json!({"seed": seed}), None).await.expect(201).json();
        assert_eq!((&again["inherent"], &again["residual"]), (&first["inherent"], &first["residual"]), "the same seed, the same outcome");
        let p = first["inherent"]["at_least_one"].as_f64().unwrap();
        assert!((0.15..0.19).contains(&p), "{p}");
        assert_eq!(first["inherent"]["loss"], first["residual"]["loss"], "no control has been reviewed");
    }

    async fn what_controls_take_away_is_simulated_too(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(2, 3), Span::new(3, 3));
        t.write(|c| risks::put_control(c, &w.karin_ctx, &risk, None, &stop_password()));
        w.review(t, "A.8.5", "met", "a2");
        let version = w.shown(&risk).await["version"].as_i64();
        let body = json!({"frequency": {"low": 0.05, "high": 0.5}, "loss": {"low": 5e5, "high": 2e7}, "persons": {"low": 100.0, "high": 9000.0}, "note": "Erfarenhet"});
        w.api("PUT", &format!("/api/v1/risks/{risk}/inputs"), body.clone(), None).await.expect(428);
        w.api("PUT", &format!("/api/v1/risks/{risk}/inputs"), body.clone(), Some(1)).await.expect(412);
        let upside = json!({"frequency": {"low": 0.5, "high": 0.05}, "loss": {"low": 5e5, "high": 2e7}, "note": "x"});
        w.api("PUT", &format!("/api/v1/risks/{risk}/inputs"), upside, version).await.expect(422).has(&["/frequency_high"]);
        w.api("PUT", &format!("/api/v1/risks/{risk}/inputs"), body, version).await.expect(200);
        let out = w.api("POST", &format!("/api/v1/risks/{risk}/simulate"), json!({"seed": 7}), None).await.expect(201).json();
        let p = |side: &str| out[side]["at_least_one"].as_f64().unwrap();
        assert!(p("residual") < p("inherent") * 0.6, "{out}");
        assert!(out["inherent"]["persons"]["p95"].as_f64().unwrap() > 100.0);
        let inputs: Vec<&str> = out["residual"]["tornado"].as_array().unwrap().iter().map(|s| s["input"].as_str().unwrap()).collect();
        assert!(inputs.contains(&"loss") && inputs.contains(&"frequency"));
    }

    async fn an_organisation_can_do_without_simulation(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.karin.post("/risks/model/settings", &[("version", "0")]).await.expect(403);
        w.omar.post("/risks/model/settings", &[("version", "0")]).await.expect(303);
        w.omar.post("/risks/model/settings", &[("version", "0"), ("lens_b", "1")]).await.expect(409);
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Organisationen använder inte simulering"]).lacks(&["/estimate"]);
        let refused = t.app.db.write_now(|c| risks::state_intervals(c, &w.karin_ctx, &risk, None, &stated((0.1, 1.0), (1.0, 9.0)), "x"));
        assert!(matches!(refused, Err(Refusal::Rule("rule-risk-lens-b-off", _))));
        let token = t.token(&t.region, Role::SecurityOfficer);
        let on = json!({"lens_b": true});
        w.omar.api(&token, "PUT", "/api/v1/risk-model", on.clone(), &[]).await.expect(428);
        w.omar.api(&token, "PUT", "/api/v1/risk-model", on, &[("if-match", "\"1\"")]).await.expect(200);
        assert!(t.read(|c| risks::lens_b(c, &w.karin_ctx)));
    }

    async fn the_portfolio_is_simulated_in_the_background(t: &Harness) {
        let w = world(t);
        let link = NewLink {
            contract_id: w.contract.clone(),
            service_id: None,
            parent_node_id: None,
            child: Child::New(NewNode {
                kind: NodeKind::Storage,
                name: "Delad lagringsyta".into(),
                org_number: None,
                country: Some("SE".into()),
                location: Some("Sundsvall".into()),
                shared_note: None,
                internal_note: None,
                is_another: false,
            }),
            source: LinkSource::Discovered,
            facts: LinkFacts {
                task: "Lagrar samtal".into(),
                data_class: Some(3),
                persons: (Some(1_000), Some(5_000)),
                countries: vec!["SE".into()],
                processings: vec![chains::NewProcessing { purpose: "Lagring".into(), role: chains::GdprRole::SubProcessor, legal_note: None }],
                ..LinkFacts::default()
            },
        };
        let link = t.write(|c| chains::add_link(c, &w.karin_ctx, &link));
        w.karin.post("/risks/portfolio", &[]).await.expect(409).has(&["Ingen öppen risk har intervall"]);
        for n in 0..4 {
            // the node follows from the link
            let input = RiskInput { link_id: Some(link.id.clone()), ..w.input(&format!("Risk {n}")) };
            let risk = t.write(|c| risks::add(c, &w.karin_ctx, &input));
            assert_eq!(risk.node_id.as_ref(), Some(&link.child_node_id));
            t.write(|c| risks::state_intervals(c, &w.karin_ctx, &risk.id, None, &stated((0.1, 1.0), (1.0e5, 1.0e6)), "Erfarenhet"));
        }
        let place = w.karin.post("/risks/portfolio", &[]).await.expect(303).location().to_string();
        let waiting = w.karin.get(&place).await.expect(200).has(&["Simuleringen pågår", "<progress", "0 av 10"]);
        assert_eq!(waiting.header("refresh"), Some("2"), "the bar moves without any script");
        w.karin.post("/risks/portfolio", &[]).await.expect(409).has(&["pågår redan"]);
        t.drain();
        let done = w.karin.get(&place).await.expect(200).has(&["Klar", "P95", "Delade led", "polyline"]);
        assert_eq!(done.header("refresh"), None);
        w.karin.get("/risks/portfolio").await.expect(200).has(&["Delad lagringsyta", "1\u{a0}000–5\u{a0}000"]);
        let runs = w.api("GET", "/api/v1/risk-portfolio", Value::Null, None).await.expect(200).json();
        let first = runs["items"][0].clone();
        assert_eq!((first["outcome"]["shared_nodes"].as_i64(), first["outcome"]["scenarios"].as_i64()), (Some(1), Some(4)));
        let again = w.api("POST", "/api/v1/risk-portfolio", json!({"seed": first["seed"]}), None).await.expect(202).json();
        t.drain();
        let again = w.api("GET", &format!("/api/v1/risk-portfolio/{}", again["id"].as_str().unwrap()), Value::Null, None).await.expect(200).json();
        assert_eq!(again["outcome"], first["outcome"]);
        let nodes = w.api("GET", "/api/v1/risks/nodes", Value::Null, None).await.expect(200).json();
        assert_eq!((nodes["items"][0]["risks"].as_i64(), nodes["items"][0]["contracts"].as_i64()), (Some(4), Some(1)));
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        let hidden = format!("/api/v1/risk-portfolio/{}", first["id"].as_str().unwrap());
        w.karin.api(&other, "GET", &hidden, Value::Null, &[]).await.expect(404);
    }
}
