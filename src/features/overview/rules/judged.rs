//! When a clause stood judged, by the log. Whoever saved anything of it then had it before the eyes: an event counts also
//! when it changed something else than the judgement, such as the note.

use crate::features::contracts::ClauseMet;
use serde::Deserialize;
use std::collections::HashMap;

/// What an event says of the judgement.
#[derive(Deserialize)]
struct Said {
    met: ClauseMet,
}

/// None: the event says nothing of it.
fn is_judged(json: Option<&str>) -> Option<bool> {
    let said: Said = serde_json::from_str(json?).ok()?;
    Some(said.met != ClauseMet::Unknown)
}

/// Whether the clause stood judged after each event. The events come with the newest first: of which contract, and the
/// JSON of what was there before and after. `now` is how it stands after the newest.
pub fn stood_judged<'a>(
    events: impl Iterator<Item = (&'a str, Option<&'a str>, Option<&'a str>)>,
    now: impl Fn(&str) -> bool,
) -> Vec<bool> {
    let mut stands: HashMap<&str, bool> = HashMap::new();
    events
        .map(|(contract, before, after)| {
            let known = stands.get(contract).copied().unwrap_or_else(|| now(contract));
            let stood = is_judged(after).unwrap_or(known);
            stands.insert(contract, is_judged(before).unwrap_or(stood));
            stood
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_event_does_not_say_is_known_from_those_around_it() {
        let log = [
            ("a", Some(r#"{"note":null}"#), Some(r#"{"note":"Rättat"}"#)),
            ("b", Some(r#"{"note":null}"#), Some(r#"{"note":"Ny"}"#)),
            ("a", None, Some(r#"{"met":"met"}"#)),
            ("a", Some(r#"{"section":null}"#), Some(r#"{"section":"7.2"}"#)),
            ("a", Some(r#"{"met":"unknown"}"#), Some(r#"{"met":"met"}"#)),
            ("a", Some(r#"{"section":"7"}"#), Some(r#"{"section":null}"#)),
            ("a", None, Some(r#"{"met":"unknown","note":null}"#)),
        ];
        let stood = stood_judged(log.into_iter(), |contract| contract == "a");
        assert_eq!(stood, [true, false, true, true, true, false, false]);
    }

    #[test]
    fn a_judgement_that_was_taken_back_counted_until_then() {
        let log = [
            ("a", Some(r#"{"met":"met"}"#), Some(r#"{"met":"unknown"}"#)),
            ("a", Some(r#"{"note":null}"#), Some(r#"{"note":"Sett"}"#)),
        ];
        assert_eq!(stood_judged(log.into_iter(), |_| false), [false, true]);
    }
}
