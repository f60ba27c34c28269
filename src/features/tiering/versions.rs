//! Which model held when: the shipped ones, and above them the organisation's own.

use super::store;
use super::terms::TieringModel;
use crate::access::Scope;
use crate::base::{Refusal, Result};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::sync::Arc;

/// Every model that a judgement of one organisation can have been made by.
#[derive(Debug, Clone)]
pub struct Models {
    /// The organisation's own published ones, in the order of their first days.
    own: Vec<Arc<TieringModel>>,
}

impl Models {
    pub fn of(own: Vec<TieringModel>) -> Result<Models> {
        Ok(Models { own: own.into_iter().map(Arc::new).collect() })
    }

    /// The shipped models alone, for whoever has no organisation at hand.
    pub fn shipped() -> Models {
        Models { own: Vec::new() }
    }

    /// The model in force that day: the newest of the organisation's own, else the shipped one.
    pub fn on(&self, date: NaiveDate) -> Arc<TieringModel> {
        let own = self.own.iter().rev().find(|model| model.valid_from <= date);
        own.cloned().unwrap_or_else(|| Arc::new(TieringModel::versions().on(date).clone()))
    }

    /// The organisation's own published ones, in the order of their first days.
    pub fn own(&self) -> &[Arc<TieringModel>] {
        &self.own
    }

    /// The model of a judgement. Errors: Fault for a version that nobody has published.
    pub fn find(&self, version: &str) -> Result<Arc<TieringModel>> {
        if let Some(own) = self.own.iter().find(|model| model.version == version) {
            return Ok(own.clone());
        }
        let shipped = TieringModel::versions().find(version);
        shipped.map(|m| Arc::new(m.clone())).ok_or_else(|| Refusal::fault(format!("no tiering model {version}")))
    }
}

/// The model that the organisation judges by on `date`: its own published one or the shipped one.
pub fn model_on(c: &mut Db, scope: &Scope, date: NaiveDate) -> Result<Arc<TieringModel>> {
    Ok(store::models(c, scope)?.on(date))
}

/// The model with this version, published or shipped.
pub fn model_by_version(c: &mut Db, scope: &Scope, version: &str) -> Result<Arc<TieringModel>> {
    store::models(c, scope)?.find(version)
}
