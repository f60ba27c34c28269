//! Every page in every state, in both languages.

use super::*;
use crate::platform::view::{Views, render_samples};

#[test]
fn every_state_renders() {
    let views = Views::new().unwrap();
    render_samples::<OverviewPage>(&views).unwrap();
    render_samples::<ProposalsPage>(&views).unwrap();
    render_samples::<ProposalPage>(&views).unwrap();
    render_samples::<ModelsPage>(&views).unwrap();
    render_samples::<ModelPage>(&views).unwrap();
    render_samples::<EditPage>(&views).unwrap();
    render_samples::<DryRunPage>(&views).unwrap();
    render_samples::<RoundsPage>(&views).unwrap();
    render_samples::<NewRoundPage>(&views).unwrap();
    render_samples::<RoundPage>(&views).unwrap();
    render_samples::<LinePage>(&views).unwrap();
    render_samples::<CapacityPage>(&views).unwrap();
}
