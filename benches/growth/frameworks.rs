//! Importing a catalogue, and reading its tree.

use super::stage::{Stage, timed};
use std::fmt::Write as _;
use tillit::features::frameworks;

/// A library file of `count` nodes in three levels, each with a text and a translation.
fn file(name: &str, count: usize) -> Vec<u8> {
    let mut text = format!(
        "urn: urn:x:library:{name}\nlocale: sv\nname: {name}\nversion: 1\nobjects:\n  framework:\n    urn: urn:x:framework:{name}\n    name: {name}\n    requirement_nodes:\n"
    );
    for n in 0..count {
        let parent = match n % 40 {
            0 => None,
            m if m % 8 == 1 => Some(n - m),
            _ => Some(n - 1).map(|_| n - (n % 40 % 8 + 7) % 8),
        };
        let _ = write!(
            text,
            "    - urn: urn:x:req_node:{name}:{n}\n      ref_id: '{n}'\n      name: Krav nummer {n}\n      description: 'Det här är kravets text, så lång som en text brukar vara i en katalog av krav.'\n      assessable: true\n      translations:\n        en: {{name: Requirement {n}}}\n"
        );
        if let Some(parent) = parent.filter(|parent| *parent < n) {
            let _ = writeln!(text, "      parent_urn: urn:x:req_node:{name}:{parent}");
        }
    }
    text.into_bytes()
}

pub fn run(stage: &mut Stage) {
    let mut times = Vec::new();
    for count in [120, 1_200] {
        let mut round = 0;
        let ms = timed(3, || {
            round += 1;
            let bytes = file(&format!("mat-{count}-{round}"), count);
            stage.prepare(|c, ctx| {
                let received = frameworks::receive(ctx, "mat.yaml", &bytes)?;
                frameworks::import(c, ctx, &received)
            });
        });
        times.push(ms);
        if count == 1_200 {
            stage.note("import a catalogue of 1,200 nodes", ms, 2_000.0);
        }
    }
    stage.grows("import a catalogue", times[0], times[1]);
    stage.settle();
    let keys: Vec<String> = [120, 1_200]
        .iter()
        .map(|count| {
            let filter = frameworks::FrameworkFilter { q: Some(format!("mat-{count}-1")), ..Default::default() };
            stage.prepare(|c, ctx| {
                let asked = tillit::base::PageRequest::new(None, None);
                let page = frameworks::list(c, &ctx.scope, &filter, asked)?;
                Ok(page.items.first().map(|row| row.id.to_string()).unwrap_or_default())
            })
        })
        .collect();
    let read = |key: &str| stage.read(20, |c, ctx| frameworks::nodes(c, &ctx.scope, key));
    let (small, large) = (read(&keys[0]), read(&keys[1]));
    stage.note("the nodes of a catalogue of 1,200", large, 60.0);
    stage.grows("the nodes of a catalogue", small, large);
}
