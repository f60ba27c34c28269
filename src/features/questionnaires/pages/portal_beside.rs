//! Loads and words what stands beside a question and on an overview.

use crate::access::Permission;
use crate::base::{Id, Language, Result};
use crate::features::controls::Question;
use crate::features::questionnaires::delegation::{self, Delegation};
use crate::features::questionnaires::library::{EvidenceItem, EvidenceUse};
use crate::features::questionnaires::pace::Pace;
use crate::features::questionnaires::portal_aside::{self, Aside, Choice, Earlier, LastAnswer, OverviewAside, OwnFile};
use crate::features::questionnaires::portal_views::{DomainBlock, PortalHead};
use crate::features::questionnaires::prefill::{self, LastTime};
use crate::features::questionnaires::records::Answer;
use crate::features::questionnaires::store::FullAssessment;
use crate::features::questionnaires::{delegation_store, library_store, presence};
use crate::kit::Ctx;
use crate::kit::attachments::Attachment;
use crate::kit::web::Web;
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Everything beside one question, as it is stored.
pub(super) struct Beside {
    last: Option<LastTime>,
    bank: Vec<Answer>,
    library: Vec<EvidenceItem>,
    uses: BTreeMap<Id, EvidenceUse>,
    /// Name, question and minutes since.
    others: Vec<(String, String, i64)>,
    handed: Vec<Delegation>,
    /// The one who asks has not been noted here lately.
    pub(super) to_note: bool,
    today: NaiveDate,
}

impl Beside {
    /// A fixed number of queries, fewer for who cannot answer.
    pub(super) fn load(
        c: &mut Db,
        ctx: &Ctx,
        full: &FullAssessment,
        question_id: &str,
        editable: bool,
    ) -> Result<Beside> {
        let id = &full.assessment.id;
        let mut beside = Beside {
            last: prefill::last_time(c, ctx, full)?,
            bank: Vec::new(),
            library: Vec::new(),
            uses: library_store::uses_of(c, id)?,
            others: Vec::new(),
            handed: delegation_store::of_assessment(c, &ctx.scope, id)?,
            to_note: false,
            today: ctx.today(),
        };
        if editable && ctx.can(Permission::AnswerEdit) {
            beside.bank = prefill::bank(c, ctx, full, question_id)?;
            beside.library = library_store::usable(c, &ctx.scope, ctx.today())?;
            let others = presence::others(c, ctx, id)?;
            let seen = |one: &presence::Presence| {
                (one.person_name.clone(), one.question_id.clone(), presence::minutes_ago(ctx, one))
            };
            beside.others = others.iter().map(seen).collect();
            beside.to_note = presence::is_due(c, ctx, id, question_id)?;
        }
        Ok(beside)
    }

    /// The earlier answer with an id, if it is one of those that are suggested here.
    pub(super) fn suggested(&self, question_id: &str, answer_id: &str) -> Option<&Answer> {
        let last = self.last.as_ref().and_then(|last| last.answers.get(question_id));
        last.into_iter().chain(&self.bank).find(|answer| answer.id.as_str() == answer_id)
    }

    pub(super) fn view(
        &self,
        web: &Web,
        full: &FullAssessment,
        (head, files): (&PortalHead, &[Attachment]),
        question: &Question,
    ) -> Aside {
        let last = self.last.as_ref();
        let last_id = last.and_then(|last| last.answers.get(&question.id)).map(|answer| &answer.id);
        let of_last = |answer: &&Answer| Some(&answer.id) != last_id;
        let handed = self.handed.iter().find(|row| row.domain == question.domain);
        Aside {
            last: last.and_then(|last| LastAnswer::of(full, head, question, last, self.today)),
            bank: self.bank.iter().filter(of_last).map(|answer| Earlier::of(head, question, answer)).collect(),
            library: self.library.iter().map(Choice::of_item).collect(),
            library_action: format!("{}/library", head.question_href(&question.id)),
            others: self.others.iter().map(|seen| presence_line(web, seen, &question.id)).collect(),
            presence_action: format!("{}/presence", head.question_href(&question.id)),
            handed: handed.map(|row| web.word_with("answering-section-of", &[("name", row.person_name.clone())])),
            files: files
                .iter()
                .filter(|file| file.part == question.id)
                .map(|file| OwnFile::of(file, &self.uses, head, self.today))
                .collect(),
            minutes_left: Pace::current().minutes_left(full),
            ..Aside::default()
        }
    }
}

/// "Anna Berg svarar på den här frågan, för 2 minuter sedan".
pub(super) fn presence_line(web: &Web, (name, at, minutes): &(String, String, i64), question_id: &str) -> String {
    let args = [("name", name.clone()), ("question", at.clone()), ("minutes", minutes.to_string())];
    web.word_with(if at == question_id { "answering-here" } else { "answering-elsewhere" }, &args)
}

/// What the overview says beside the questions. Four queries at most.
pub(super) fn overview(
    c: &mut Db,
    ctx: &Ctx,
    full: &FullAssessment,
    head: &PortalHead,
    (blocks, language): (&[DomainBlock], Language),
) -> Result<OverviewAside> {
    let last = prefill::last_time(c, ctx, full)?;
    let handed = delegation::of_assessment(c, ctx, &full.assessment.id)?;
    let changes = last.as_ref().map(|last| prefill::changes(full, last)).unwrap_or_default();
    Ok(OverviewAside {
        minutes_left: Pace::current().minutes_left(full),
        waiting: last.as_ref().map_or(0, |last| prefill::waiting(full, last).count()),
        changed: portal_aside::changed_lines(full, head, language, changes),
        sections: portal_aside::sections(ctx, full, head, blocks, &handed),
        people: portal_aside::people(full),
        receipt: full.assessment.submitted_at.is_some(),
    })
}
