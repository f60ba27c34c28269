//! What a template may leave out, and how it shapes an agenda.

use super::model::{Body, Point};
use crate::features::dialogues::model::{ItemKind, ItemStatus, Section};
use crate::features::dialogues::store::sources::Line;
use std::collections::BTreeSet;

/// The block of information security: two of the standing headings, with a status of their own.
pub const SECURITY: [Section; 2] = [Section::AccessAndLogs, Section::Vulnerabilities];

/// Headings that every template has: the action plan (row 40) and the block of information security (row 12).
pub const REQUIRED: [Section; 3] = [Section::ActionPlan, Section::AccessAndLogs, Section::Vulnerabilities];

/// The number of own points that a template may have.
pub const MAX_POINTS: usize = 30;

/// The required headings that the template leaves out.
pub fn left_out(sections: &[Section]) -> Vec<Section> {
    REQUIRED.into_iter().filter(|section| !sections.contains(section)).collect()
}

/// The agenda as the template has it. A heading that is left out comes back when something stands under it: a
/// template never hides what is open, new or expiring.
pub fn shape(lines: Vec<Line>, body: &Body) -> Vec<Line> {
    let busy: BTreeSet<Section> =
        lines.iter().filter(|line| line.kind != ItemKind::Standing).map(|line| line.section).collect();
    let own = |section: &Section| body.points.iter().any(|point| point.section == *section);
    let kept = |line: &Line| {
        line.kind != ItemKind::Standing
            || body.sections.contains(&line.section)
            || REQUIRED.contains(&line.section)
            || busy.contains(&line.section)
            || own(&line.section)
    };
    let mut shaped: Vec<Line> = lines.into_iter().filter(kept).collect();
    shaped.extend(body.points.iter().map(point_line));
    // Stable: a heading stays before its lines, and own points come last under it.
    shaped.sort_by_key(|line| line.section);
    shaped
}

fn point_line(point: &Point) -> Line {
    Line {
        section: point.section,
        kind: ItemKind::Free,
        object_id: Some(point.id.clone()),
        title_sv: point.title_sv.clone(),
        title_en: point.title_en.clone(),
    }
}

/// An agenda item as the block of information security sees it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub section: Option<Section>,
    pub kind: ItemKind,
    pub status: ItemStatus,
}

/// The headings of the block that nobody has taken up. Deferring is a choice too; leaving out is none.
pub fn security_left(items: impl Iterator<Item = Standing>) -> Vec<Section> {
    items
        .filter(|item| item.kind == ItemKind::Standing && item.status == ItemStatus::Untouched)
        .filter_map(|item| item.section.filter(|section| SECURITY.contains(section)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(section: Section, kind: ItemKind) -> Line {
        Line { section, kind, object_id: None, title_sv: "a".into(), title_en: "a".into() }
    }

    fn headings() -> Vec<Line> {
        Section::ALL.iter().map(|section| line(*section, ItemKind::Standing)).collect()
    }

    #[test]
    fn the_shipped_template_changes_nothing() {
        assert_eq!(shape(headings(), &Body::shipped()), headings());
    }

    #[test]
    fn what_is_left_out_comes_back_when_something_stands_there() {
        let body = Body { sections: vec![Section::Opening], points: Vec::new() };
        let kept: Vec<Section> = shape(headings(), &body).into_iter().map(|line| line.section).collect();
        assert_eq!(
            kept,
            [Section::Opening, Section::ActionPlan, Section::AccessAndLogs, Section::Vulnerabilities],
            "information security and the action plan are never left out"
        );
        let mut lines = headings();
        lines.push(line(Section::Risks, ItemKind::Expiring));
        let kept = shape(lines, &body);
        assert_eq!(kept.iter().filter(|line| line.section == Section::Risks).count(), 2);
    }

    #[test]
    fn own_points_come_last_under_their_heading() {
        let id: crate::base::Id = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        let point = Point { id, section: Section::Continuity, title_sv: "Övning".into(), title_en: "Drill".into() };
        let body = Body { sections: vec![Section::Opening], points: vec![point] };
        let shaped = shape(headings(), &body);
        let under: Vec<ItemKind> =
            shaped.iter().filter(|line| line.section == Section::Continuity).map(|line| line.kind).collect();
        assert_eq!(under, [ItemKind::Standing, ItemKind::Free]);
    }

    #[test]
    fn each_part_of_the_security_block_is_missed() {
        let item = |section, kind, status| Standing { section: Some(section), kind, status };
        use ItemStatus::{Deferred, TakenUp, Untouched};
        let left = |items: Vec<Standing>| security_left(items.into_iter());
        let access = |status| item(Section::AccessAndLogs, ItemKind::Standing, status);
        let tests = |status| item(Section::Vulnerabilities, ItemKind::Standing, status);
        assert_eq!(left(vec![access(Untouched), tests(Untouched)]), SECURITY.to_vec());
        assert_eq!(left(vec![access(TakenUp), tests(Untouched)]), vec![Section::Vulnerabilities]);
        assert!(left(vec![access(TakenUp), tests(Deferred)]).is_empty());
        assert!(left(vec![item(Section::Risks, ItemKind::Standing, Untouched)]).is_empty());
        assert!(left(vec![item(Section::AccessAndLogs, ItemKind::Free, Untouched)]).is_empty());
    }

    #[test]
    fn required_headings_are_named_when_left_out() {
        assert_eq!(left_out(&[Section::ActionPlan, Section::AccessAndLogs]), [Section::Vulnerabilities]);
        assert!(left_out(&Body::shipped().sections).is_empty());
    }
}
