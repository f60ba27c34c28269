//! A registered route that can be listed: the shell registers these, the access test walks them.

use actix_web::{FromRequest, Handler, Responder, Route, web};

pub struct Endpoint {
    pub method: &'static str,
    pub path: &'static str,
    pub route: Route,
}

macro_rules! verb {
    ($name:ident, $method:literal) => {
        pub fn $name<F, A>(path: &'static str, handler: F) -> Endpoint
        where
            F: Handler<A>,
            A: FromRequest + 'static,
            F::Output: Responder + 'static,
        {
            Endpoint { method: $method, path, route: web::$name().to(handler) }
        }
    };
}
verb!(get, "GET");
verb!(post, "POST");
verb!(put, "PUT");
verb!(patch, "PATCH");
verb!(delete, "DELETE");
