//! Addresses that a form or a link asks to be sent on to.

/// The address when it lies within this service: `//host` and `/\\host` lead elsewhere, and control
/// characters are left out by browsers before they read an address.
pub fn local_path(text: &str) -> Option<&str> {
    let local =
        text.starts_with('/') && !text.starts_with("//") && !text.contains('\\') && !text.chars().any(char::is_control);
    local.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_addresses_of_our_own_are_followed() {
        for good in ["/", "/vendors?q=a", "/portal/assessments/1"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in
            ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "evil", "/a\r\nb", ""]
        {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }
}
