//! A browser without scripts: cookies, forms with their CSRF token, redirects followed on request.

use super::harness::SECRET_KEY;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::test::TestRequest;
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tillit::kit::Ctx;

type Call = Rc<dyn Fn(actix_http::Request) -> LocalBoxFuture<'static, Answer>>;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) async fn read<B: MessageBody>(result: Result<ServiceResponse<B>, actix_web::Error>) -> Answer {
        match result {
            Ok(response) => {
                let status = response.status().as_u16();
                let headers = response
                    .headers()
                    .iter()
                    .map(|(k, v)| (k.to_string(), v.to_str().unwrap_or("").to_string()))
                    .collect();
                let body =
                    actix_web::body::to_bytes(response.into_body()).await.map(|b| b.to_vec()).unwrap_or_default();
                Answer { status, headers, body }
            }
            Err(error) => Answer {
                status: error.as_response_error().status_code().as_u16(),
                headers: vec![],
                body: error.to_string().into_bytes(),
            },
        }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).to_string()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("not JSON ({e}): {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.text()))
    }

    /// Fails unless the status is `status`; gives the answer back.
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// Fails unless every text is in the body; gives the answer back.
    pub fn has(self, texts: &[&str]) -> Answer {
        let body = self.text();
        for text in texts {
            assert!(body.contains(text), "{text:?} is not in: {body}");
        }
        self
    }

    /// Fails if any of the texts is in the body.
    pub fn lacks(self, texts: &[&str]) -> Answer {
        let body = self.text();
        for text in texts {
            assert!(!body.contains(text), "{text:?} is in: {body}");
        }
        self
    }
}

pub struct Browser {
    call: Call,
    cookies: RefCell<BTreeMap<String, String>>,
    /// The signed-in person's context at the time of signing in.
    pub ctx: Option<Ctx>,
}

impl Browser {
    pub(super) fn signed_in(call: Call, token: &str, ctx: Option<Ctx>) -> Browser {
        let cookies = BTreeMap::from([("__Host-tillit-session".to_string(), token.to_string())]);
        Browser { call, cookies: RefCell::new(cookies), ctx }
    }

    pub(super) fn stranger(call: Call) -> Browser {
        let cookies = BTreeMap::from([("__Host-tillit-visitor".to_string(), "visitor".to_string())]);
        Browser { call, cookies: RefCell::new(cookies), ctx: None }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_string(), value.to_string());
    }

    /// The token that this browser's forms carry.
    pub fn csrf(&self) -> String {
        let value =
            self.cookie("__Host-tillit-session").or_else(|| self.cookie("__Host-tillit-visitor")).unwrap_or_default();
        tillit::kit::web::csrf_token(SECRET_KEY, &value)
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = if cookies.is_empty() { request } else { request.insert_header(("cookie", cookies.join("; "))) };
        let answer = (self.call)(request.to_request()).await;
        for (name, value) in &answer.headers {
            if name == "set-cookie" {
                let (pair, rest) = value.split_once(';').unwrap_or((value, ""));
                let (key, val) = pair.split_once('=').unwrap_or((pair, ""));
                if rest.contains("Max-Age=0") {
                    self.cookies.borrow_mut().remove(key);
                } else {
                    self.set_cookie(key, val);
                }
            }
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    /// Posts a form with its CSRF token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf();
        let mut all = vec![("_csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.send(TestRequest::post().uri(path).set_form(all)).await
    }

    /// Posts what autosave.js posts.
    pub async fn autosave(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf();
        let mut all = vec![("_csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.send(TestRequest::post().uri(path).insert_header(("x-requested-with", "autosave")).set_form(all)).await
    }

    /// Posts a multipart form with one file.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Answer {
        let csrf = self.csrf();
        let mut all = vec![("_csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let (body, content_type) = multipart(&all, field, file_name, bytes);
        self.send(TestRequest::post().uri(path).insert_header(("content-type", content_type)).set_payload(body)).await
    }

    /// One API call with a bearer token; `body` null sends none. Extra headers such as If-Match.
    pub async fn api(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: serde_json::Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = TestRequest::default()
            .method(method.parse().unwrap())
            .uri(path)
            .insert_header(("authorization", format!("Bearer {token}")));
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        if !body.is_null() {
            request = request.set_json(body);
        }
        (self.call)(request.to_request()).await
    }

    /// One API upload.
    pub async fn api_upload(
        &self,
        token: &str,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Answer {
        let (body, content_type) = multipart(fields, field, file_name, bytes);
        let request = TestRequest::post()
            .uri(path)
            .insert_header(("authorization", format!("Bearer {token}")))
            .insert_header(("content-type", content_type))
            .set_payload(body);
        (self.call)(request.to_request()).await
    }
}

fn multipart(fields: &[(&str, &str)], field: &str, file_name: &str, bytes: &[u8]) -> (Vec<u8>, String) {
    let boundary = "----tillit-test-boundary";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    body.extend_from_slice(
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").as_bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (body, format!("multipart/form-data; boundary={boundary}"))
}
