//! Renewal, options and agreed numbers.

use super::Backend;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::records::{AgreedNumber, ExtensionOption, OptionState, Renewal};
use crate::platform::db::Db;
use crate::platform::db::schema::{agreed_numbers, contract_options, contract_renewals, contracts};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// How a row of a table of the client's own is added and written again.
macro_rules! kept {
    ($table:ident, $row:ty, $insert:ident, $save:ident) => {
        pub fn $insert(c: &mut Db, row: &$row) -> Result<()> {
            diesel::insert_into($table::table).values(row).execute(c)?;
            Ok(())
        }

        pub fn $save(c: &mut Db, scope: &Scope, row: &$row) -> Result<()> {
            let own = $table::table.filter($table::id.eq(&row.id));
            diesel::update(own.filter($table::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
            Ok(())
        }
    };
}
pub(super) use kept;

kept!(contract_renewals, Renewal, insert_renewal, save_renewal);
kept!(contract_options, ExtensionOption, insert_option, save_option);
kept!(agreed_numbers, AgreedNumber, insert_number, save_number);

/// Whether the contract renews itself; no row: it does not.
pub fn renewal(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Option<Renewal>> {
    Ok(contract_renewals::table
        .filter(contract_renewals::organisation_id.eq(scope.client()?))
        .filter(contract_renewals::contract_id.eq(contract_id))
        .select(Renewal::as_select())
        .first(c)
        .optional()?)
}

/// The contract's options, by number.
pub fn options(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<ExtensionOption>> {
    Ok(contract_options::table
        .filter(contract_options::organisation_id.eq(scope.client()?))
        .filter(contract_options::contract_id.eq(contract_id))
        .order(contract_options::number)
        .select(ExtensionOption::as_select())
        .load(c)?)
}

pub fn find_option(c: &mut Db, scope: &Scope, contract_id: &Id, id: &Id) -> Result<ExtensionOption> {
    Ok(contract_options::table
        .filter(contract_options::organisation_id.eq(scope.client()?))
        .filter(contract_options::contract_id.eq(contract_id))
        .filter(contract_options::id.eq(id))
        .select(ExtensionOption::as_select())
        .first(c)?)
}

/// Renewals, and options, by contract.
pub type TermsByContract = (BTreeMap<Id, Renewal>, BTreeMap<Id, Vec<ExtensionOption>>);

/// Renewals and open options of the client's contracts, by contract; one manager's contracts, if one is named.
/// Two queries.
pub fn terms_of_all(c: &mut Db, scope: &Scope, manager_id: Option<&Id>) -> Result<TermsByContract> {
    let client = scope.client()?.clone();
    let mut renewals =
        contract_renewals::table.filter(contract_renewals::organisation_id.eq(client.clone())).into_boxed::<Backend>();
    let mut options = contract_options::table
        .filter(contract_options::organisation_id.eq(client.clone()))
        .filter(contract_options::state.eq(OptionState::Open))
        .into_boxed::<Backend>();
    if let Some(manager) = manager_id {
        let managed = || {
            contracts::table
                .filter(contracts::organisation_id.eq(client.clone()))
                .filter(contracts::manager_id.eq(manager.clone()))
                .select(contracts::id)
        };
        renewals = renewals.filter(contract_renewals::contract_id.eq_any(managed()));
        options = options.filter(contract_options::contract_id.eq_any(managed()));
    }
    let renewals: Vec<Renewal> = renewals.select(Renewal::as_select()).load(c)?;
    let open: Vec<ExtensionOption> =
        options.order(contract_options::number).select(ExtensionOption::as_select()).load(c)?;
    let mut by_contract: BTreeMap<Id, Vec<ExtensionOption>> = BTreeMap::new();
    for option in open {
        by_contract.entry(option.contract_id.clone()).or_default().push(option);
    }
    Ok((renewals.into_iter().map(|row| (row.contract_id.clone(), row)).collect(), by_contract))
}

/// What the contract has agreed upon for a parameter.
pub fn number(c: &mut Db, scope: &Scope, contract_id: &Id, parameter: &str) -> Result<Option<AgreedNumber>> {
    Ok(agreed_numbers::table
        .filter(agreed_numbers::organisation_id.eq(scope.client()?))
        .filter(agreed_numbers::contract_id.eq(contract_id))
        .filter(agreed_numbers::parameter.eq(parameter))
        .select(AgreedNumber::as_select())
        .first(c)
        .optional()?)
}
