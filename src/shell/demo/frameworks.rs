//! A set of the region's own beside the standards, and how far its own management system has come.

use super::people::People;
use super::story::Story;
use crate::base::Result;
use crate::features::frameworks::{self, FrameworkEdit, NewRelation, NodeEdit, Relation};
use crate::features::own_isms::{
    self, ClauseEdit, ControlEdit, CourseEdit, EventEdit, EventKind, GoalEdit, IsmsState, MemberEdit, NewRecord,
    NewValue, RoleTarget, StepEdit,
};
use chrono::Duration;

/// Makes the set, writes some of the checklist, and plans the rest. Gives the set's key.
pub fn set_up(story: &Story<'_>, people: &People) -> Result<String> {
    let (today, owner) = (story.today, Some(people.omar.person.id.clone()));
    let set = story.act(&people.omar, |c, ctx| {
        let new = FrameworkEdit {
            name: "Region Almeås grundkrav".to_string(),
            ref_id: Some("RAG".to_string()),
            description: Some("De krav som gäller alla leverantörer, oavsett nivå.".to_string()),
            edition: Some("2026".to_string()),
            provider: Some("Region Almeå".to_string()),
        };
        let set = frameworks::create(c, ctx, &new)?;
        for (number, name, control) in [
            ("1", "Det finns en person som svarar för säkerheten", "A.5.2"),
            ("2", "Behörigheter gås igenom minst varje halvår", "A.5.18"),
            ("3", "Ändringar prövas mot vad som syns från internet", "A.8.32"),
        ] {
            let node = NodeEdit {
                ref_id: Some(number.to_string()),
                name: name.to_string(),
                assessable: true,
                ..NodeEdit::default()
            };
            frameworks::add_node(c, ctx, &set.id, &node)?;
            let relation = NewRelation {
                from_framework: set.id.to_string(),
                to_framework: frameworks::ISO_2022.to_string(),
                from_node: number.to_string(),
                to_node: control.to_string(),
                relation: Some(Relation::Subset),
                strength: None,
                source: "Regionens egen bedömning".to_string(),
                note: None,
            };
            frameworks::relate(c, ctx, &relation)?;
        }
        Ok(set.id.to_string())
    })?;
    story.act(&people.omar, |c, ctx| {
        let clause = |state| ClauseEdit {
            state,
            evidence: None,
            evidence_on: None,
            owner_id: owner.clone(),
            target_on: Some(today + Duration::days(120)),
            gap: None,
            next_step: None,
            cost_low: None,
            cost_high: None,
            cost_note: None,
        };
        let shown = |text: &str| ClauseEdit {
            evidence: Some(text.to_string()),
            evidence_on: Some(today - Duration::days(40)),
            target_on: None,
            ..clause(IsmsState::Works)
        };
        own_isms::write_clause(c, ctx, "5.2", None, &shown("Policyn antogs av nämnden, HSN 2026/412."))?;
        own_isms::write_clause(c, ctx, "5.3", None, &shown("Delegationsordning, HSN 2026/413."))?;
        own_isms::write_clause(c, ctx, "4.3", None, &clause(IsmsState::InPlace))?;
        let risk = ClauseEdit {
            gap: Some("Metoden används bara av två av fem avdelningar.".to_string()),
            next_step: Some("Utbilda avdelningscheferna.".to_string()),
            cost_low: Some(40_000),
            cost_high: Some(120_000),
            cost_note: Some("Två dagars utbildning och en konsult.".to_string()),
            ..clause(IsmsState::Ongoing)
        };
        own_isms::write_clause(c, ctx, "6.1.2", None, &risk)?;
        own_isms::snapshot(c, ctx)?;
        let applies = |applicable: bool, justification: &str| ControlEdit {
            applicable,
            justification: justification.to_string(),
            state: IsmsState::InPlace,
            owner_id: owner.clone(),
        };
        own_isms::write_control(c, ctx, "A.5.1", None, &applies(true, "Krävs av avsnitt 5.2."))?;
        let no_code = applies(false, "Förvaltningen utvecklar ingen programvara.");
        own_isms::write_control(c, ctx, "A.8.28", None, &no_code)?;
        let step = StepEdit {
            clause_id: Some("6.1.2".to_string()),
            title: "Utbilda avdelningscheferna i riskbedömning".to_string(),
            description: None,
            owner_id: owner.clone(),
            due_on: Some(today + Duration::days(45)),
            state: None,
        };
        own_isms::add_step(c, ctx, &step)?;
        let goal = GoalEdit {
            title: "Chefer med giltig utbildning".to_string(),
            unit: "%".to_string(),
            baseline: Some(20.0),
            baseline_on: Some(today - Duration::days(300)),
            target: Some(95.0),
            target_on: Some(today + Duration::days(200)),
            owner_id: owner.clone(),
        };
        let goal = own_isms::add_goal(c, ctx, &goal)?;
        for (days, value) in [(200, 35.0), (100, 52.0), (10, 61.0)] {
            let measured = NewValue { value: Some(value), measured_on: Some(today - Duration::days(days)), note: None };
            own_isms::measure(c, ctx, &goal.id, &measured)?;
        }
        let audit = EventEdit {
            kind: Some(EventKind::InternalAudit),
            title: "Internrevision av avsnitt 4–6".to_string(),
            planned_on: Some(today - Duration::days(60)),
            held_on: Some(today - Duration::days(58)),
            conclusion: Some("Två avvikelser om riskbedömning.".to_string()),
            diary_number: Some("HSN 2026/520".to_string()),
        };
        own_isms::add_event(c, ctx, &audit)?;
        let course = CourseEdit {
            title: "Informationssäkerhet för chefer".to_string(),
            description: None,
            valid_months: Some(24),
            roles: vec![RoleTarget { role: "Chef".to_string(), target_percent: 95 }],
            retired: false,
        };
        let course = own_isms::add_course(c, ctx, &course)?;
        for (name, taken) in [("Berit Lund", Some(700)), ("Kent Strand", Some(90)), ("Ylva Dahl", None)] {
            let member = MemberEdit { name: name.to_string(), role: "Chef".to_string(), unit: None, left_on: None };
            let member = own_isms::add_member(c, ctx, &member)?;
            if let Some(days) = taken {
                let record = NewRecord {
                    course_id: Some(course.id.clone()),
                    taken_on: Some(today - Duration::days(days)),
                    valid_until: None,
                    note: None,
                };
                own_isms::record(c, ctx, &member.id, &record)?;
            }
        }
        Ok(())
    })?;
    Ok(set)
}
