//! The two languages of the product.

crate::text_enum! {
    /// A language that a person reads. Swedish is the default.
    pub enum Language { Sv => "sv", En => "en" }
}

impl Language {
    /// The best match for an `Accept-Language` header: Swedish unless English is asked for first.
    pub fn from_header(header: &str) -> Language {
        header
            .split(',')
            .filter_map(|part| part.trim().get(..2))
            .find_map(|tag| tag.to_ascii_lowercase().parse().ok())
            .unwrap_or(Language::Sv)
    }

    pub fn other(self) -> Language {
        match self {
            Language::Sv => Language::En,
            Language::En => Language::Sv,
        }
    }
}
