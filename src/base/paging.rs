//! Pages of a list.

use serde::Serialize;

/// Which page is asked for. Page numbers start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    pub number: i64,
    pub size: i64,
}

impl PageRequest {
    pub const DEFAULT_SIZE: i64 = 50;
    pub const MAX_SIZE: i64 = 200;
    /// As much of a list as a file holds.
    pub const FILE: PageRequest = PageRequest { number: 1, size: 20_000 };
    /// As much of the register: as many rows as an import reads.
    pub const REGISTER_FILE: PageRequest = PageRequest { number: 1, size: 100_000 };

    pub fn new(number: Option<i64>, size: Option<i64>) -> Self {
        PageRequest {
            number: number.unwrap_or(1).clamp(1, 1_000_000),
            size: size.unwrap_or(Self::DEFAULT_SIZE).clamp(1, Self::MAX_SIZE),
        }
    }

    pub fn offset(self) -> i64 {
        (self.number - 1) * self.size
    }

    /// Reads an API cursor (an opaque page number); anything else is the first page.
    pub fn from_cursor(cursor: Option<&str>, limit: Option<i64>) -> Self {
        let number = cursor.and_then(|c| c.strip_prefix('p')).and_then(|n| n.parse().ok());
        PageRequest::new(number, limit)
    }
}

/// One page of `T`, with the total count of the whole list.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub total: i64,
    pub number: i64,
    pub size: i64,
}

impl<T> Page<T> {
    pub fn new(items: Vec<T>, total: i64, request: PageRequest) -> Self {
        Page { items, total, number: request.number, size: request.size }
    }

    pub fn pages(&self) -> i64 {
        ((self.total + self.size - 1) / self.size).max(1)
    }

    /// The cursor of the next page, if there is one.
    pub fn next_cursor(&self) -> Option<String> {
        (self.number < self.pages()).then(|| format!("p{}", self.number + 1))
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), total: self.total, number: self.number, size: self.size }
    }
}
