//! Samples of the pages of catalogues.

use super::*;
use crate::features::frameworks::document::{Kept, Note};
use crate::platform::view::Sampled;

fn head(kind: FrameworkKind) -> HeadView {
    HeadView {
        key: "iso27001-2022".into(),
        name: "ISO/IEC 27001:2022".into(),
        kind,
        edition: Some("2022".into()),
        provider: Some("ISO/IEC".into()),
        node_count: 131,
        retired: kind == FrameworkKind::Own,
        version: 3,
    }
}

fn node(unverified: bool) -> NodeView {
    let ref_id = unverified.then(|| "A.5.1".to_string());
    NodeView { key: "A.5.1".into(), ref_id, title: "Policyer".into(), unverified, assessable: true }
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 51 }
}

fn link(id: Option<Id>) -> LinkView {
    LinkView {
        note: id.as_ref().map(|_| "Se bilaga".to_string()),
        id,
        from: node(true),
        to: node(false),
        framework_key: "iso27001-2013".into(),
        framework_name: "ISO/IEC 27001:2013".into(),
        relation: Relation::Subset,
        strength: 60,
        source: "ISO/IEC 27002:2022 bilaga B".into(),
    }
}

fn id() -> Option<Id> {
    "01936a00-0000-7000-8000-000000000001".parse().ok()
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/frameworks/list";
    fn samples(_: Language) -> Vec<Self> {
        let full = ListPage {
            form: FormState::default(),
            product: vec![head(FrameworkKind::BuiltIn)],
            rows: vec![head(FrameworkKind::Own), head(FrameworkKind::Imported)],
            pager: pager(),
            kinds: vec![FrameworkKind::Own, FrameworkKind::Imported],
            can_edit: true,
        };
        vec![ListPage { rows: vec![], can_edit: false, ..full.clone() }, full]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/frameworks/show";
    fn samples(_: Language) -> Vec<Self> {
        let leaf = Branch { node: node(false), children: vec![], hidden: 12 };
        let full = ShowPage {
            head: head(FrameworkKind::Own),
            description: Some("Egna krav".into()),
            urn: "urn:tillit:framework:1".into(),
            under: Some(node(true)),
            above: vec![node(false)],
            branches: vec![Branch { node: node(true), children: vec![leaf.clone()], hidden: 0 }, leaf],
            pager: pager(),
            linked: vec![Linked { key: "nis2".into(), name: "NIS2".into(), count: 41 }],
            others: vec![Choice::new("nis2", "NIS2")],
            file_name: Some("iso.yaml".into()),
            can_edit: true,
            can_add: true,
        };
        let bare = ShowPage {
            head: head(FrameworkKind::BuiltIn),
            description: None,
            under: None,
            above: vec![],
            branches: vec![],
            linked: vec![],
            file_name: None,
            can_edit: false,
            can_add: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl Sampled for NodePage {
    const TEMPLATE: &'static str = "pages/frameworks/node";
    fn samples(_: Language) -> Vec<Self> {
        let full = NodePage {
            head: head(FrameworkKind::Own),
            node: node(true),
            urn: "urn:tillit:req_node:1".into(),
            description: Some("Rad ett\nRad två".into()),
            parent: Some(node(false)),
            children: vec![node(true)],
            links: vec![link(None), link(id())],
            extra: vec![ExtraLine { key: "annotation".into(), text: "\"text\"".into() }],
            can_edit: true,
            version: 2,
        };
        let bare = NodePage {
            node: node(false),
            description: None,
            parent: None,
            children: vec![],
            links: vec![],
            extra: vec![],
            can_edit: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl Sampled for NodeFormPage {
    const TEMPLATE: &'static str = "pages/frameworks/node_form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |node_key: Option<String>| NodeFormPage {
            head: head(FrameworkKind::Own),
            node_key,
            form: FormState::default().with("version", 1),
            parents: vec![Choice::new("1", "1 Krav")],
        };
        vec![page(None), page(Some("2".into()))]
    }
}

impl Sampled for FormPage {
    const TEMPLATE: &'static str = "pages/frameworks/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |key: Option<String>| FormPage { key, form: FormState::default().with("version", 1) };
        vec![page(None), page(Some("1".into()))]
    }
}

impl Sampled for ImportPage {
    const TEMPLATE: &'static str = "pages/frameworks/import";
    fn samples(_: Language) -> Vec<Self> {
        vec![ImportPage { form: FormState::default(), megabytes: 15 }]
    }
}

impl Sampled for ReportPage {
    const TEMPLATE: &'static str = "pages/frameworks/report";
    fn samples(_: Language) -> Vec<Self> {
        let kept = |known| Kept {
            path: "objects.framework.requirement_nodes[].annotation".into(),
            first: "objects.framework.requirement_nodes[3].annotation".into(),
            count: 12,
            known,
        };
        let codes = ["depth", "ref_twice", "untitled", "left", "unrelated", "no_framework", "no_node", "related"];
        let note = |code: &&str| Note { path: "objects".into(), code: (*code).into(), value: "4".into() };
        let full = Report {
            nodes: 130,
            assessable: 93,
            relations: 4,
            kept: vec![kept(true), kept(false)],
            notes: codes.iter().map(note).collect(),
            more_notes: 3,
        };
        let page = |report| ReportPage {
            file_name: "iso.yaml".into(),
            file_sha256: "ab12".into(),
            format: Some(FileFormat::Library),
            report,
        };
        vec![page(full), page(Report::default())]
    }
}

impl Sampled for MappingPage {
    const TEMPLATE: &'static str = "pages/frameworks/mapping";
    fn samples(_: Language) -> Vec<Self> {
        let full = MappingPage {
            head: head(FrameworkKind::BuiltIn),
            other: head(FrameworkKind::Imported),
            rows: vec![link(None), link(id())],
            pager: pager(),
            alone: 3,
            other_alone: 11,
            alone_nodes: vec![node(true)],
            relations: Relation::ALL,
            form: FormState::default(),
            can_edit: true,
        };
        vec![MappingPage { rows: vec![], alone: 0, alone_nodes: vec![], can_edit: false, ..full.clone() }, full]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::Views;
    use crate::platform::view::samples::render_samples;

    #[test]
    fn every_page_renders() {
        let views = Views::new().unwrap();
        render_samples::<ListPage>(&views).unwrap();
        render_samples::<ShowPage>(&views).unwrap();
        render_samples::<NodePage>(&views).unwrap();
        render_samples::<NodeFormPage>(&views).unwrap();
        render_samples::<FormPage>(&views).unwrap();
        render_samples::<ImportPage>(&views).unwrap();
        render_samples::<ReportPage>(&views).unwrap();
        render_samples::<MappingPage>(&views).unwrap();
    }
}
