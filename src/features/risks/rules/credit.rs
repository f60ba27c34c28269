//! What controls take away of a risk (domain.md 4.4): nothing for the vendor's word alone, and never everything.

use crate::features::controls::Assurance;
use crate::features::risks::model::{ControlGroup, CreditVerdict};
use crate::features::risks::parameters::CreditTerms;
use serde::{Deserialize, Serialize};

/// Both ends of a share between 0 and 1.
pub type Share = (f64, f64);

/// A linked control as it stands today.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    pub control_id: String,
    pub group: ControlGroup,
    /// 1 met, 0.5 partly, 0 not met; None when nobody has judged it.
    pub status: Option<f64>,
    pub assurance: Assurance,
    pub evidence_valid: bool,
    /// What it would take away of the frequency, and of the loss, if it works.
    pub effect: Share,
    pub reduction: Share,
}

/// One control in the calculation, as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Factor {
    pub control_id: String,
    pub group: ControlGroup,
    pub verdict: CreditVerdict,
    pub status: Option<f64>,
    pub assurance: Assurance,
    /// The most that this assurance allows.
    pub cap: f64,
    /// What was stated.
    #[schema(value_type = [f64; 2])]
    pub effect: Share,
    #[schema(value_type = [f64; 2])]
    pub reduction: Share,
    /// What counts.
    #[schema(value_type = [f64; 2])]
    pub counted_effect: Share,
    #[schema(value_type = [f64; 2])]
    pub counted_reduction: Share,
}

/// What one group takes away: its strongest control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GroupCredit {
    pub group: ControlGroup,
    #[schema(value_type = [f64; 2])]
    pub effect: Share,
    #[schema(value_type = [f64; 2])]
    pub reduction: Share,
}

/// The whole calculation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Credit {
    pub factors: Vec<Factor>,
    pub groups: Vec<GroupCredit>,
    pub common_cause: bool,
    pub total_cap: f64,
    /// e: taken away of the frequency.
    #[schema(value_type = [f64; 2])]
    pub effect: Share,
    /// d: taken away of the loss.
    #[schema(value_type = [f64; 2])]
    pub reduction: Share,
}

/// Why a control counts or not. Errors are none: what is not known is not credited.
fn verdict(terms: &CreditTerms, linked: &Linked) -> CreditVerdict {
    let Some(status) = linked.status else { return CreditVerdict::NotReviewed };
    if status < terms.least_status {
        CreditVerdict::NotMet
    } else if linked.assurance < Assurance::A1 {
        CreditVerdict::ClaimOnly
    } else if !linked.evidence_valid {
        CreditVerdict::Expired
    } else if linked.effect.1.max(linked.reduction.1) > terms.cap(linked.assurance) {
        CreditVerdict::Capped
    } else {
        CreditVerdict::Counted
    }
}

fn factor(terms: &CreditTerms, linked: &Linked) -> Factor {
    let verdict = verdict(terms, linked);
    let cap = terms.cap(linked.assurance);
    let counts = matches!(verdict, CreditVerdict::Counted | CreditVerdict::Capped);
    let counted = |share: Share| if counts { (share.0.clamp(0.0, cap), share.1.clamp(0.0, cap)) } else { (0.0, 0.0) };
    Factor {
        control_id: linked.control_id.clone(),
        group: linked.group,
        verdict,
        status: linked.status,
        assurance: linked.assurance,
        cap,
        effect: linked.effect,
        reduction: linked.reduction,
        counted_effect: counted(linked.effect),
        counted_reduction: counted(linked.reduction),
    }
}

/// The credit of all linked controls. Within a group the strongest counts; groups are combined as 1 - Π(1 - e), or by
/// the strongest alone when one cause (the same administrator or platform) can break them all; never above the cap.
pub fn credit(terms: &CreditTerms, linked: &[Linked], common_cause: bool) -> Credit {
    let factors: Vec<Factor> = linked.iter().map(|one| factor(terms, one)).collect();
    let strongest = |group: ControlGroup, share: &dyn Fn(&Factor) -> Share| {
        let own = factors.iter().filter(|f| f.group == group).map(share);
        own.fold((0.0_f64, 0.0_f64), |best, one| (best.0.max(one.0), best.1.max(one.1)))
    };
    let groups: Vec<GroupCredit> = ControlGroup::ALL
        .iter()
        .map(|group| GroupCredit {
            group: *group,
            effect: strongest(*group, &|f| f.counted_effect),
            reduction: strongest(*group, &|f| f.counted_reduction),
        })
        .collect();
    let combined = |share: &dyn Fn(&GroupCredit) -> Share| {
        let end = |pick: &dyn Fn(Share) -> f64| {
            let each = groups.iter().map(|g| pick(share(g)));
            let all =
                if common_cause { each.fold(0.0, f64::max) } else { 1.0 - each.map(|e| 1.0 - e).product::<f64>() };
            // A sum of products may end a hair outside.
            all.clamp(0.0, terms.total_cap)
        };
        (end(&|s| s.0), end(&|s| s.1))
    };
    let (effect, reduction) = (combined(&|g| g.effect), combined(&|g| g.reduction));
    Credit { factors, groups, common_cause, total_cap: terms.total_cap, effect, reduction }
}
