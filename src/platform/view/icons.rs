//! Our own icons: 24 by 24, one stroke width, drawn in the colour of the text beside them.

/// The inline SVG of an icon, hidden from assistive technology (the word beside it speaks).
pub fn svg(name: &str) -> Result<String, String> {
    let shape = shape(name).ok_or_else(|| format!("there is no icon {name:?}"))?;
    Ok(format!(
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" \
         focusable=\"false\">{shape}</svg>"
    ))
}

fn shape(name: &str) -> Option<&'static str> {
    Some(match name {
        // the navigation
        "start" => r#"<path d="M4 11 12 4l8 7"/><path d="M6 9.5V20h12V9.5"/><path d="M10 20v-6h4v6"/>"#,
        "vendors" => {
            r#"<path d="M4 20V6l8-3v17"/><path d="M12 9h8v11"/><path d="M2.5 20h19"/><path d="M7.5 8.5h1M7.5 12h1M7.5 15.5h1M15.5 12.5h1M15.5 16h1"/>"#
        }
        "categorisation" => r#"<path d="M4 20h16"/><path d="M6 20v-5h3v5M10.5 20V10h3v10M15 20V4h3v16"/>"#,
        "contracts" => {
            r#"<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/><path d="M9 11.5h6M9 14.5h4"/><path d="M9 18c1.5-1.5 2 .8 3 0s1.4-.8 3 0"/>"#
        }
        "chains" => {
            r#"<circle cx="5" cy="12" r="2.5"/><circle cx="19" cy="5.5" r="2.5"/><circle cx="19" cy="18.500" r="2.5"/><path d="M7.300 11 16.500 6.700M7.300 13l9.200 4.300"/>"#
        }
        "services" => {
            r#"<rect x="4" y="4" width="16" height="6" rx="1.5"/><rect x="4" y="14" width="16" height="6" rx="1.5"/><path d="M7.5 7h.01M7.5 17h.01"/>"#
        }
        "assessments" => {
            r#"<rect x="5" y="4.5" width="14" height="16.5" rx="1.5"/><path d="M9 4.500V3h6v1.5"/><path d="m8.5 11 1.200 1.200 2-2.200M8.5 16l1.200 1.200 2-2.200M14 11.500h2M14 16.500h2"/>"#
        }
        "findings" => r#"<path d="M5 21V4"/><path d="M5 4.500c4-2 7 2 14 0v9c-7 2-10-2-14 0"/>"#,
        "actions" => r#"<circle cx="12" cy="12" r="8.5"/><path d="m8.5 12.200 2.5 2.5 4.800-5.200"/>"#,
        "dialogues" => r#"<path d="M4 5h11v8H8l-4 3z"/><path d="M18 9h2v10l-3.5-2.500H10V16"/>"#,
        "incidents" => {
            r#"<path d="M6 18v-6a6 6 0 0 1 12 0v6"/><path d="M4 18h16v3H4z"/><path d="M12 2v2M4.500 5l1.500 1.500M19.500 5 18 6.500"/>"#
        }
        "subcontracts" => {
            r#"<rect x="3" y="4" width="7" height="6" rx="1.5"/><rect x="14" y="14" width="7" height="6" rx="1.5"/><path d="M6.5 10v7H14"/><path d="m14.500 6.500 2 2 3.500-4"/>"#
        }
        "library" => r#"<path d="M4 4h4.500v16H4zM8.500 4H13v16H8.500z"/><path d="m14.500 5 3.500-1 3 15-3.500 1z"/>"#,
        "imports" => r#"<path d="M12 3v11"/><path d="m8 10.5 4 4 4-4"/><path d="M4 16v4.500h16V16"/>"#,
        "records" => r#"<path d="M4 5h6l2 2h8v12H4z"/><path d="M4 10h16"/><path d="M10 14h4"/>"#,
        "audit" => r#"<path d="M4 12a8 8 0 1 0 2.5-5.800"/><path d="M4 4v4h4"/><path d="M12 8v4.500l3 2"/>"#,
        "users" => {
            r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M3 20c0-4 2.700-6 6-6s6 2 6 6"/><path d="M15.5 5.300a3.5 3.5 0 0 1 0 6.400M17.5 14.500c2.200.8 3.5 2.700 3.5 5.5"/>"#
        }
        "account" => r#"<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20.500c.5-4.5 3.5-6.5 7.5-6.500s7 2 7.5 6.5"/>"#,
        "risks" => {
            r#"<path d="M4 20V4"/><path d="M4 20h16"/><path d="m7 16 4-5 3 2.500L19 7"/><path d="M15.5 7H19v3.5"/>"#
        }
        "coverage" => {
            r#"<rect x="4" y="4" width="16" height="16" rx="1.5"/><path d="M4 9.300h16M4 14.700h16M9.300 4v16M14.700 4v16"/>"#
        }
        "controls" | "frameworks" => {
            r#"<path d="M12 3 5 6v5.500c0 4.5 3 7.700 7 9.5 4-1.800 7-5 7-9.500V6z"/><path d="m9 12 2.200 2.200L15.200 10"/>"#
        }
        "reviews" => {
            r#"<path d="M5 4h9l4 4v4"/><path d="M5 4v16h6"/><path d="M8 9h5M8 13h3"/><circle cx="16" cy="17" r="3.5"/><path d="m18.5 19.5 2.500 2.500"/>"#
        }
        "reports" | "own-isms" | "overview" => r#"<path d="M4 20h16"/><path d="M7 20v-7M12 20V6M17 20v-10"/>"#,
        "demo" => {
            r#"<path d="M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.500M15.5 15.5 18 18M18 6l-2.5 2.500M8.5 15.5 6 18"/>"#
        }
        // doing
        "search" => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
        "menu" => r#"<path d="M4 6.500h16M4 12h16M4 17.500h16"/>"#,
        "more" => r#"<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>"#,
        "close" => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
        "plus" => r#"<path d="M12 5v14M5 12h14"/>"#,
        "edit" => r#"<path d="m4 20 1-4L16 5l3 3L8 19z"/><path d="m14 7 3 3"/>"#,
        "trash" => r#"<path d="M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.500h9l1-13.500M10 11v6M14 11v6"/>"#,
        "download" => r#"<path d="M12 4v11"/><path d="m7.5 11 4.5 4.5 4.5-4.5"/><path d="M5 20h14"/>"#,
        "upload" => r#"<path d="M12 16V5"/><path d="M7.5 9 12 4.5 16.5 9"/><path d="M5 20h14"/>"#,
        "copy" => r#"<rect x="8.5" y="8.5" width="11" height="11.5" rx="1.5"/><path d="M15.5 8.500V4h-11v11.500h4"/>"#,
        "filter" => r#"<path d="M4 5h16l-6 7.500V19l-4 1.500v-8z"/>"#,
        "link" => {
            r#"<path d="M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1"/><path d="M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1"/>"#
        }
        "notices" => r#"<path d="M6 16.500v-5.500a6 6 0 0 1 12 0v5.500l1.500 2h-15z"/><path d="M10 20.500h4"/>"#,
        "mail" | "letters" => r#"<rect x="3.5" y="5.5" width="17" height="13" rx="1.5"/><path d="m4 7 8 6 8-6"/>"#,
        "file" => r#"<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>"#,
        "evidence" => r#"<path d="M3.5 6h6l2 2.500h9V19h-17z"/><path d="m9 13.500 2.200 2.200 3.800-4"/>"#,
        "certificates" => {
            r#"<circle cx="12" cy="9" r="5.5"/><path d="m9.800 9 1.600 1.600 2.800-3"/><path d="m8.500 13.500-1.500 7 5-2.500 5 2.500-1.500-7"/>"#
        }
        "lock" => {
            r#"<rect x="5.5" y="10.5" width="13" height="10" rx="1.5"/><path d="M8.5 10.500V7.500a3.5 3.5 0 0 1 7 0v3"/><path d="M12 14.500v2"/>"#
        }
        "calendar" => {
            r#"<rect x="4" y="5.5" width="16" height="15" rx="1.5"/><path d="M4 10h16M8.5 3.500v4M15.5 3.500v4"/>"#
        }
        "swap" => r#"<path d="M4 8.500h15M15.5 5 19 8.5 15.5 12"/><path d="M20 15.500H5M8.5 12 5 15.5 8.5 19"/>"#,
        "sign-out" => r#"<path d="M13.5 4H5v16h8.5"/><path d="M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>"#,
        "globe" => {
            r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17"/>"#
        }
        "comment" => r#"<path d="M4 5h16v11H10l-4.5 4v-4H4z"/>"#,
        // saying
        "check" => r#"<path d="m5 12.5 4.5 4.500L19 7.5"/>"#,
        "ok" => r#"<circle cx="12" cy="12" r="8.5"/><path d="m8.5 12.200 2.5 2.5 4.800-5.200"/>"#,
        "attention" => r#"<path d="M12 4 2.800 20h18.400z"/><path d="M12 10v4.500M12 17.200v.1"/>"#,
        "serious" => {
            r#"<path d="M8.200 3.500h7.600l4.700 4.700v7.600l-4.700 4.700H8.200l-4.700-4.700V8.200z"/><path d="M12 7.500v5.500M12 16.300v.1"/>"#
        }
        "info" => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.500M12 7.700v.1"/>"#,
        "neutral" => r#"<circle cx="12" cy="12" r="8.5"/><path d="M8.5 12h7"/>"#,
        "unknown" => {
            r#"<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.500c0-3 5-3 5 0 0 2-2.5 2-2.5 4M12 16.700v.1"/>"#
        }
        "tier-1" => r#"<path d="M6 20v-3M10 20v-6.500M14 20V10M18 20V5.5" stroke-width="2.5"/>"#,
        "tier-2" => {
            r#"<path d="M6 20v-3M10 20v-6.500M14 20V10" stroke-width="2.5"/><path d="M18 20v-.1" stroke-width="2.5"/>"#
        }
        "tier-3" => {
            r#"<path d="M6 20v-3M10 20v-6.5" stroke-width="2.5"/><path d="M14 20v-.1M18 20v-.1" stroke-width="2.5"/>"#
        }
        "tier-4" => {
            r#"<path d="M6 20v-3" stroke-width="2.5"/><path d="M10 20v-.1M14 20v-.1M18 20v-.1" stroke-width="2.5"/>"#
        }
        "left" => r#"<path d="m14.5 6-6 6 6 6"/>"#,
        "right" => r#"<path d="m9.5 6 6 6-6 6"/>"#,
        "down" => r#"<path d="m6 9.5 6 6 6-6"/>"#,
        "up" => r#"<path d="m6 14.5 6-6 6 6"/>"#,
        "sort" => r#"<path d="m8 9.5 4-4.5 4 4.500M8 14.500l4 4.5 4-4.5"/>"#,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_and_certificates_stand_beside_each_other_and_look_different() {
        let drawn = ["evidence", "certificates", "file", "assessments"].map(|name| svg(name).unwrap());
        for (place, one) in drawn.iter().enumerate() {
            assert!(drawn.iter().skip(place + 1).all(|other| other != one), "{one}");
        }
    }
}
