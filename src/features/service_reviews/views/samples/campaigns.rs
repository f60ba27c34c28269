//! Campaigns, the list and beginning one.

use super::*;
use crate::base::Language;
use crate::features::service_reviews::model::RowOutcome;
use crate::platform::view::Sampled;

impl Sampled for CampaignsPage {
    const TEMPLATE: &'static str = "pages/service_reviews/campaigns";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, progress| CampaignRow {
            id: id(),
            number: 3,
            title: "E-tjänster över taket".into(),
            state,
            due_on: day(),
            manager_name: "Helena Ström".into(),
            progress,
        };
        let rows = vec![row(CampaignState::Running, progress()), row(CampaignState::Closed, Progress::default())];
        let full = CampaignsPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            states: CampaignState::ALL,
            can_run: true,
        };
        vec![CampaignsPage { rows: vec![], can_run: false, ..full.clone() }, full]
    }
}

impl Sampled for NewCampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/new_campaign";
    fn samples(_: Language) -> Vec<Self> {
        let of = |full| NewCampaignPage {
            selection: selection(full),
            form: FormState::default(),
            managers: people(),
            owners: people(),
        };
        vec![of(true), of(false)]
    }
}

impl Sampled for EditCampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/edit_campaign";
    fn samples(_: Language) -> Vec<Self> {
        let form = FormState::default().with("version", 1);
        vec![EditCampaignPage { id: id(), form, managers: people(), owners: people() }]
    }
}

impl Sampled for CampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/campaign";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, decision: Option<Decision>, is_decided, full: bool| AnalysisRow {
            id: id(),
            service_name: "Orosanmälan barn".into(),
            administration: full.then(|| "Socialförvaltningen".into()),
            class: if full { "K3 R2 T3 S3".into() } else { String::new() },
            breaches: if full { breaches() } else { vec![] },
            is_stopped: !full,
            owner_name: "Eva Björk".into(),
            due_on: day(),
            state,
            is_open: state != AnalysisState::Decided,
            decision,
            is_decided,
        };
        let memo = BoardMemo {
            id: id(),
            organisation_id: id(),
            campaign_id: id(),
            number: 1,
            diary_number: None,
            snapshot: "{}".into(),
            sha256: "cd34".repeat(16),
            created_by: id(),
            created_by_name: "Eva Björk".into(),
            created_at: at().into(),
        };
        let mut rows: Vec<AnalysisRow> =
            Decision::ALL.iter().map(|decision| row(AnalysisState::Decided, Some(*decision), true, true)).collect();
        rows.push(row(AnalysisState::Ready, Some(Decision::Move), false, true));
        rows.push(row(AnalysisState::NotStarted, None, false, false));
        rows.push(row(AnalysisState::InProgress, None, false, false));
        let full = CampaignPage {
            campaign: campaign(),
            basis: basis(),
            share: Some(39),
            platform_name: Some("E-tjänstportalen".into()),
            progress: progress(),
            rows,
            pager: pager(),
            form: FormState::default(),
            states: vec!["not_started", "in_progress", "ready", "decided", "overdue"],
            owners: people(),
            assign_form: FormState::default(),
            close_form: FormState::default(),
            memos: vec![memo],
            can_run: true,
            can_memo: true,
        };
        let closed = Campaign {
            state: CampaignState::Closed,
            closed_at: Some(at().into()),
            closed_note: Some("Resten tas nästa år.".into()),
            platform_id: None,
            diary_number: None,
            ..campaign()
        };
        let bare = CampaignPage {
            campaign: closed,
            basis: Basis::default(),
            share: None,
            platform_name: None,
            progress: Progress::default(),
            rows: vec![],
            memos: vec![],
            can_run: false,
            can_memo: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl Sampled for AssignedPage {
    const TEMPLATE: &'static str = "pages/service_reviews/assigned";
    fn samples(_: Language) -> Vec<Self> {
        let row = |outcome: &RowOutcome| RowSaid {
            id: id(),
            service_name: (*outcome != RowOutcome::Missing).then(|| "Färdtjänst".into()),
            outcome: *outcome,
        };
        let rows = RowOutcome::ALL.iter().map(row).collect();
        vec![AssignedPage { campaign_id: id(), title: "E-tjänster".into(), rows, changed: 1 }]
    }
}

impl Sampled for AddServicesPage {
    const TEMPLATE: &'static str = "pages/service_reviews/add_services";
    fn samples(_: Language) -> Vec<Self> {
        let full = AddServicesPage {
            campaign_id: id(),
            title: "E-tjänster".into(),
            filter: FormState::default().with("which", "all"),
            form: FormState::default(),
            whiches: Which::ALL,
            rows: taken(),
            pager: pager(),
        };
        vec![AddServicesPage { rows: vec![], ..full.clone() }, full]
    }
}
