//! The list of breaches of one platform: 2,000 services in 20 ms, and ten times as many in at most twelve times that.

use crate::stage::Stage;
use tillit::features::services::{self, Class, ListedStep, NewPlatform, NewRule, NewService, Strength};

const CODES: [&str; 4] = ["health", "social_services", "patient_records", "public_web"];

pub fn run(stage: &mut Stage) {
    let small = filled(stage, 2_000);
    let large = filled(stage, 20_000);
    stage.settle();
    let of = |stage: &Stage, id: &tillit::base::Id| {
        stage.read(21, |c, ctx| {
            let report = services::report(c, ctx, id)?;
            assert!(report.counts.breaches > 0);
            Ok(report)
        })
    };
    let (small_ms, large_ms) = (of(stage, &small), of(stage, &large));
    stage.note("breach list of 2,000 services", small_ms, 20.0);
    stage.grows("breach list", small_ms, large_ms);
}

/// A platform with that many services, of every class.
fn filled(stage: &Stage, count: usize) -> tillit::base::Id {
    stage.prepare(|c, ctx| {
        let new = NewPlatform {
            name: format!("Plattform {count}"),
            ceiling: Class::of(2, 2, 2, 2),
            ..NewPlatform::default()
        };
        let platform = services::add_platform(c, ctx, &new)?.open()?;
        for (code, strength) in [("patient_records", Strength::MustNot), ("social_services", Strength::ShouldNot)] {
            let rule = NewRule { type_code: code.to_string(), strength: Some(strength), ..NewRule::default() };
            services::set_rule(c, ctx, &platform.id, &rule, 0)?;
        }
        let mut steps = Vec::with_capacity(count);
        for n in 0..count {
            let new = NewService {
                name: format!("Tjänst {n}"),
                platform_id: Some(platform.id.clone()),
                administration: Some(format!("Förvaltning {}", n % 12)),
                audience: Some(services::Audience::Public),
                information_types: vec![CODES[n % CODES.len()].to_string()],
                ..NewService::default()
            };
            let mut service = services::new_row(ctx, &new)?;
            let level = |m: usize| (n / m % 4) as u8;
            service.set_class(Class::of(level(1), level(4), level(16), level(64)));
            service.classified_on = Some(ctx.today());
            steps.push(ListedStep::Add { service: Box::new(service), classified: false });
        }
        services::take_listed(c, ctx, &steps)?;
        Ok(platform.id)
    })
}
