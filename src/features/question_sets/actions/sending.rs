//! What a sending asks: a set, narrowed to the vendor's tier, with what is in focus at the vendor.

use crate::base::{Id, Refusal, Result};
use crate::features::controls::catalogue;
use crate::features::question_sets::asked::{self, Asked};
use crate::features::question_sets::focus::FocusTerms;
use crate::features::question_sets::model::{Body, FocusArea, Picked, VersionState};
use crate::features::question_sets::records::{AskedRow, FocusRow};
use crate::features::question_sets::{rules, seed, store};
use crate::kit::Ctx;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::platform::db::Db;

/// The questions of one sending. Without a snapshot they are a shipped set as it is.
#[derive(Debug, Clone)]
pub struct Questions {
    /// Under which the assessment finds them again: the shipped version, or a name of the snapshot's own.
    pub name: String,
    pub questions: Vec<Asked>,
    snapshot: Option<Snapshot>,
}

#[derive(Debug, Clone)]
struct Snapshot {
    set_version_id: Option<Id>,
    focus: Vec<FocusArea>,
    body: String,
    sha256: String,
}

/// The areas in focus among a vendor's rows, each once.
pub fn areas(rows: &[FocusRow]) -> Vec<FocusArea> {
    let mut areas: Vec<FocusArea> = rows.iter().filter(|row| row.lifted_at.is_none()).map(|row| row.area).collect();
    areas.sort_unstable();
    areas.dedup();
    areas
}

/// What is asked of a vendor that is sent this set today. An own set is narrowed to the tier; a shipped one is not,
/// and is stored only when something is in focus. Errors: at `question_set` when the version cannot be sent, or asks
/// this vendor nothing.
pub fn pick(c: &mut Db, ctx: &Ctx, vendor_id: &Id, tier: Option<i32>, picked: &Picked) -> Result<Questions> {
    let focus = areas(&store::focus_of(c, &ctx.scope, vendor_id)?);
    let terms = FocusTerms::on(ctx.today());
    let (name, set_version_id, mut body) = match picked {
        Picked::Shipped(set) => {
            let edition = catalogue().questions_on(ctx.today());
            if focus.is_empty() {
                let questions = edition.in_set(*set).into_iter().map(Asked::shipped).collect();
                return Ok(Questions { name: edition.version.to_string(), questions, snapshot: None });
            }
            (edition.version.to_string(), None, seed::body_of(edition, *set))
        }
        Picked::Own(id) => {
            let unknown = || Refusal::invalid("question_set", "error-sets-not-published");
            let row = match store::find(c, &ctx.scope, id) {
                Ok(row) if row.state == VersionState::Published => row,
                Ok(_) | Err(Refusal::NotFound) => return Err(unknown()),
                Err(other) => return Err(other),
            };
            let number = store::find_set(c, &ctx.scope, &row.set_id)?.number;
            let tier = tier.and_then(|tier| u8::try_from(tier).ok());
            let body = rules::select(&row.read_body()?, tier, &focus);
            (format!("own-{number}.{}", row.number), Some(row.id), body)
        }
    };
    terms.add_to(&mut body, &focus);
    if body.questions.is_empty() {
        return Err(Refusal::invalid("question_set", "error-sets-nothing-asked"));
    }
    snapshot(&name, set_version_id, focus, &body)
}

fn snapshot(name: &str, set_version_id: Option<Id>, focus: Vec<FocusArea>, body: &Body) -> Result<Questions> {
    let text = canonical_json(&serde_json::to_value(body).map_err(Refusal::fault)?);
    let sha256 = sha256_hex(&text);
    let short: String = sha256.chars().take(12).collect();
    let name = format!("{name}-{short}");
    let questions = asked::questions_of(body);
    Ok(Questions { name, questions, snapshot: Some(Snapshot { set_version_id, focus, body: text, sha256 }) })
}

/// Stores what an assessment that was sent asks.
pub fn ask(c: &mut Db, ctx: &Ctx, assessment_id: &Id, questions: &Questions) -> Result<()> {
    let Some(snapshot) = &questions.snapshot else { return Ok(()) };
    let row = AskedRow {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        assessment_id: assessment_id.clone(),
        set_version_id: snapshot.set_version_id.clone(),
        name: questions.name.clone(),
        focus: serde_json::to_string(&snapshot.focus).map_err(Refusal::fault)?,
        sha256: snapshot.sha256.clone(),
        body: snapshot.body.clone(),
        created_at: ctx.instant(),
    };
    store::insert_asked(c, &row)
}

/// What the preview shows: a version as a vendor of this tier sees it while these areas are in focus.
pub fn preview(ctx: &Ctx, body: &Body, tier: Option<u8>, focus: &[FocusArea]) -> Vec<Asked> {
    let mut chosen = rules::select(body, tier, focus);
    FocusTerms::on(ctx.today()).add_to(&mut chosen, focus);
    asked::questions_of(&chosen)
}
