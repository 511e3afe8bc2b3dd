//! A transport that answers from a closure and remembers what it was asked.

use crate::http::{Request, Response, Transport, TransportError};
use std::cell::RefCell;

pub(crate) struct Fake<F> {
    answer: F,
    pub asked: RefCell<Vec<Request>>,
}

impl<F: Fn(&Request) -> Result<Response, TransportError>> Fake<F> {
    pub fn new(answer: F) -> Self {
        Fake {
            answer,
            asked: RefCell::default(),
        }
    }

    /// Method and path of everything asked so far.
    pub fn lines(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        let line = |request: &Request| {
            let path = request.url.splitn(4, '/').nth(3).unwrap_or_default();
            format!("{} /{path}", request.method.as_str())
        };
        asked.iter().map(line).collect()
    }
}

impl<F: Fn(&Request) -> Result<Response, TransportError>> Transport for Fake<F> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let answer = (self.answer)(&request);
        self.asked.borrow_mut().push(request);
        answer
    }
}

pub(crate) fn status(status: u16) -> Result<Response, TransportError> {
    body(status, "")
}

pub(crate) fn body(status: u16, body: &str) -> Result<Response, TransportError> {
    Ok(Response {
        status,
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    })
}

pub(crate) fn now<F: Future>(future: F) -> F::Output {
    futures_lite::future::block_on(future)
}
