//! Risks: one simulation, the portfolio's with shared nodes, and the heat map.

use crate::stage::{Stage, timed};
use tillit::base::PageRequest;
use tillit::features::risks::calculate::{Scenario, simulate, simulate_portfolio};
use tillit::features::risks::{
    self, ConsequenceCategory, Inputs, Range, RiskFilter, RiskInput, RiskModel, StatedInputs,
};

fn inputs(n: usize) -> Inputs {
    let scale = 1.0 + (n % 7) as f64;
    Inputs {
        frequency: Range { low: 0.05, high: 0.1 * scale },
        loss: Range { low: 2.0e5, high: 4.0e6 * scale },
        persons: None,
        effect: (0.2, 0.6),
        reduction: (0.1, 0.4),
    }
}

fn portfolio(count: usize, trials: usize) {
    let all: Vec<Scenario> =
        (0..count).map(|n| Scenario { inputs: inputs(n), node: (n % 3 > 0).then_some(n % 10) }).collect();
    let model = RiskModel::current();
    let keep_on = |_| Ok::<(), std::convert::Infallible>(());
    let outcome =
        simulate_portfolio(&all, model.simulation.common_share, &model.tolerance, 42, trials, keep_on).unwrap();
    assert_eq!(outcome.scenarios, count);
}

fn fill(stage: &Stage, from: usize, to: usize) {
    stage.prepare(|c, ctx| {
        for n in from..to {
            let input = RiskInput {
                title: format!("Risk {n}"),
                scenario: None,
                threat: "Avbrott".into(),
                asset: "Tjänsten".into(),
                category: ConsequenceCategory::Operations,
                vendor_id: None,
                contract_id: None,
                link_id: None,
                node_id: None,
                service_id: None,
                owner_id: None,
                review_on: None,
                common_cause: false,
            };
            let risk = risks::add(c, ctx, &input)?;
            let i = inputs(n);
            let stated = StatedInputs { frequency: i.frequency, loss: i.loss, persons: None };
            risks::state_intervals(c, ctx, &risk.id, None, &stated, "Mätning")?;
        }
        Ok(())
    });
    stage.settle();
}

pub fn run(stage: &mut Stage) {
    let model = RiskModel::current();
    let one = timed(9, || {
        simulate(&inputs(1), &model.tolerance, 42, model.simulation.trials);
    });
    stage.note("Monte Carlo of 10,000 trials with its tornado", one, 30.0);
    let small = timed(3, || portfolio(20, model.simulation.portfolio_trials));
    let large = timed(3, || portfolio(200, model.simulation.portfolio_trials));
    stage.note("portfolio of 200 scenarios with shared nodes", large, 2_000.0);
    stage.grows("portfolio of 20 and of 200 scenarios", small, large);

    let page = PageRequest::new(None, None);
    let list = |stage: &Stage| stage.read(9, |c, ctx| risks::list(c, &ctx.scope, &RiskFilter::default(), page));
    let gather = |stage: &Stage| stage.read(9, risks::scenarios_of);
    fill(stage, 0, 100);
    let (few_listed, few_gathered) = (list(stage), gather(stage));
    fill(stage, 100, 1_000);
    let (many_listed, many_gathered) = (list(stage), gather(stage));
    stage.note("first page of 1,000 risks", many_listed, 50.0);
    stage.grows("first page of risks", few_listed, many_listed);
    stage.grows("gathering the scenarios of a portfolio", few_gathered, many_gathered);
}
