//! Every route of the program, in one list: the server registers it, the access test walks it.

use crate::features;
use crate::kit::web::Endpoint;
use crate::shell::{demo, openapi, pages};
use actix_web::web;
use std::collections::BTreeMap;

pub fn endpoints() -> Vec<Endpoint> {
    let mut all = pages::routes();
    all.extend(openapi::routes());
    all.extend(demo::routes());
    all.extend(features::routes());
    all
}

/// Registers the endpoints, one resource a path.
pub fn register(config: &mut web::ServiceConfig) {
    let mut by_path: BTreeMap<&'static str, Vec<Endpoint>> = BTreeMap::new();
    let mut order = Vec::new();
    for endpoint in endpoints() {
        let path = endpoint.path;
        let list = by_path.entry(path).or_default();
        if list.is_empty() {
            order.push(path);
        }
        list.push(endpoint);
    }
    // Fixed addresses before those with a placeholder, so that /vendors/new is not taken for an id.
    order.sort_by_key(|path| path.contains('{'));
    for path in order {
        let mut resource = web::resource(path);
        for endpoint in by_path.remove(path).unwrap_or_default() {
            resource = resource.route(endpoint.route);
        }
        config.service(resource);
    }
}
