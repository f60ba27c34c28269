//! The portfolio by administration: services with what is known of them, and the vendors that they stand on.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A vendor behind an administration's services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct VendorBehind {
    pub vendor_id: String,
    pub name: String,
    pub tier: Option<i32>,
    pub open_findings: i64,
    pub late_actions: i64,
}

/// One administration; without a name, the services that name none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Administration {
    pub name: Option<String>,
    pub services: usize,
    /// Above the ceiling of their platform, or against one of its rules.
    pub breaches: usize,
    pub unclassified: usize,
    pub vendors: usize,
    /// Vendors of tier 1.
    pub critical: usize,
    pub open_findings: i64,
    pub late_actions: i64,
    pub behind: Vec<VendorBehind>,
}

/// Vendors by administration, each once, the most critical first.
pub fn behind(
    standing: impl Iterator<Item = (Option<String>, Vec<String>)>,
    vendors: &HashMap<String, VendorBehind>,
) -> BTreeMap<Option<String>, Vec<VendorBehind>> {
    let mut ids: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for (name, of) in standing {
        ids.entry(name).or_default().extend(of);
    }
    ids.into_iter()
        .map(|(name, ids)| {
            let mut rows: Vec<VendorBehind> = ids.iter().filter_map(|id| vendors.get(id).cloned()).collect();
            rows.sort_by_key(|row| (row.tier.is_none(), row.tier, row.name.clone()));
            (name, rows)
        })
        .collect()
}

impl Administration {
    /// The sums of what stands behind it.
    pub fn with(self, behind: Vec<VendorBehind>) -> Administration {
        Administration {
            vendors: behind.len(),
            critical: behind.iter().filter(|row| row.tier == Some(1)).count(),
            open_findings: behind.iter().map(|row| row.open_findings).sum(),
            late_actions: behind.iter().map(|row| row.late_actions).sum(),
            behind,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_vendor_counts_once_for_an_administration() {
        let vendor = |id: &str, tier| VendorBehind {
            vendor_id: id.to_string(),
            name: format!("{id} AB"),
            tier,
            open_findings: 2,
            late_actions: 1,
        };
        let all = [("a", None), ("b", Some(1))].map(|(id, tier)| (id.to_string(), vendor(id, tier)));
        let known: HashMap<String, VendorBehind> = all.into_iter().collect();
        let social = Some("Socialförvaltningen".to_string());
        let rows = [
            (social.clone(), vec!["a".to_string(), "b".to_string()]),
            (social.clone(), vec!["b".to_string(), "gone".to_string()]),
            (None, vec![]),
        ];
        let found = behind(rows.into_iter(), &known);
        let sum = Administration::default().with(found[&social].clone());
        assert_eq!((sum.vendors, sum.critical, sum.open_findings, sum.late_actions), (2, 1, 4, 2));
        assert_eq!(sum.behind[0].vendor_id, "b", "the most critical first");
        assert!(found[&None].is_empty());
    }
}
