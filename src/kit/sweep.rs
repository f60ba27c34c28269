//! What time itself does, for many after each other: one that fails does not stop the rest.

use crate::base::Result;

/// Does the work for each, also when it has failed for one. Gives the first failure; the others are logged.
pub fn for_each<T>(all: impl IntoIterator<Item = T>, work: impl Fn(T) -> Result<()>) -> Result<()> {
    let mut first = Ok(());
    for one in all {
        if let Err(error) = work(one) {
            if first.is_ok() {
                first = Err(error);
            } else {
                tracing::error!(error = %error, "another part of the sweep failed");
            }
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Refusal;
    use std::cell::RefCell;

    #[test]
    fn the_rest_is_done_and_the_first_failure_is_told() {
        let seen = RefCell::new(Vec::new());
        let outcome = for_each([1, 2, 3, 4], |n| {
            seen.borrow_mut().push(n);
            if n % 2 == 0 { Err(Refusal::fault(n)) } else { Ok(()) }
        });
        assert!(matches!(outcome, Err(Refusal::Fault(text)) if text == "2"));
        assert_eq!(seen.into_inner(), [1, 2, 3, 4]);
        assert!(for_each([1, 3], |_| Ok(())).is_ok());
    }
}
