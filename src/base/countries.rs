//! Countries by code or by name, and which of them lie within the EU or the EEA.

/// ISO 3166-1 alpha-2, all officially assigned codes.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US \
UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Names in Swedish and English, folded, of countries that vendors of care and IT come from.
const NAMES: &[(&str, &[&str])] = &[
    ("SE", &["sverige", "sweden", "swe"]),
    ("NO", &["norge", "norway"]),
    ("DK", &["danmark", "denmark"]),
    ("FI", &["finland"]),
    ("IS", &["island", "iceland"]),
    ("DE", &["tyskland", "germany"]),
    ("NL", &["nederlanderna", "holland", "netherlands", "the netherlands"]),
    ("BE", &["belgien", "belgium"]),
    ("LU", &["luxemburg", "luxembourg"]),
    ("FR", &["frankrike", "france"]),
    ("ES", &["spanien", "spain"]),
    ("PT", &["portugal"]),
    ("IT", &["italien", "italy"]),
    ("AT", &["osterrike", "austria"]),
    ("CH", &["schweiz", "switzerland"]),
    ("IE", &["irland", "ireland"]),
    ("GB", &["storbritannien", "england", "uk", "united kingdom", "great britain"]),
    ("PL", &["polen", "poland"]),
    ("CZ", &["tjeckien", "czechia", "czech republic"]),
    ("SK", &["slovakien", "slovakia"]),
    ("HU", &["ungern", "hungary"]),
    ("RO", &["rumanien", "romania"]),
    ("BG", &["bulgarien", "bulgaria"]),
    ("GR", &["grekland", "greece"]),
    ("HR", &["kroatien", "croatia"]),
    ("SI", &["slovenien", "slovenia"]),
    ("EE", &["estland", "estonia"]),
    ("LV", &["lettland", "latvia"]),
    ("LT", &["litauen", "lithuania"]),
    ("MT", &["malta"]),
    ("CY", &["cypern", "cyprus"]),
    ("UA", &["ukraina", "ukraine"]),
    ("RS", &["serbien", "serbia"]),
    ("TR", &["turkiet", "turkey", "turkiye"]),
    ("US", &["usa", "forenta staterna", "united states", "united states of america"]),
    ("CA", &["kanada", "canada"]),
    ("IN", &["indien", "india"]),
    ("CN", &["kina", "china"]),
    ("JP", &["japan"]),
    ("KR", &["sydkorea", "south korea"]),
    ("SG", &["singapore"]),
    ("TH", &["thailand"]),
    ("PH", &["filippinerna", "philippines"]),
    ("VN", &["vietnam"]),
    ("IL", &["israel"]),
    ("AU", &["australien", "australia"]),
    ("NZ", &["nya zeeland", "new zealand"]),
    ("ZA", &["sydafrika", "south africa"]),
];

/// The alpha-2 code of a country written by code or name; blank is Sweden, and `None` is no country we know.
pub fn read(text: &str) -> Option<String> {
    let name = super::text::fold(text);
    if name.is_empty() {
        return Some("SE".to_string());
    }
    let code = name.to_ascii_uppercase();
    if is_code(&code) {
        return Some(code);
    }
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| (*code).to_string())
}

/// The EU's member states and Iceland, Liechtenstein and Norway: where personal data may go without a
/// transfer mechanism of GDPR chapter V.
const EEA: &str = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE";

/// Whether it is an assigned alpha-2 code, in capitals.
pub fn is_code(code: &str) -> bool {
    CODES.split_ascii_whitespace().any(|known| known == code)
}

/// Every assigned alpha-2 code; the word `country-` and the code is its name.
pub fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split_ascii_whitespace()
}

/// Whether the country of this alpha-2 code lies within the EU or the EEA.
pub fn is_eea(code: &str) -> bool {
    EEA.split_ascii_whitespace().any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_by_code_and_by_name() {
        for (text, code) in
            [("se", Some("SE")), ("Thailand", Some("TH")), ("", Some("SE")), ("XX", None), ("Atlantis", None)]
        {
            assert_eq!(read(text).as_deref(), code, "{text}");
        }
        assert_eq!(EEA.split_ascii_whitespace().count(), 30);
        assert!(EEA.split_ascii_whitespace().all(is_code));
        assert!(is_eea("NO") && !is_eea("TH") && !is_eea("GB") && !is_eea("CH"));
    }
}
