# Sökning
search-title = Sök
search-lead = Sök bland allt du har rätt att se. Alla ord du skriver måste finnas med. Det spelar ingen roll om du skriver å, ä och ö eller a och o.
search-lead-portal = Sök bland era självskattningar, åtgärder och dialoger. Alla ord du skriver måste finnas med.
search-field = Vad letar du efter?
search-count = { $count ->
    [one] 1 träff
   *[other] { $count } träffar
}
search-none = Inga träffar
search-none-text = Prova med färre eller kortare ord, eller med ett nummer.
search-all-kinds = Visa träffar av alla slag
search-more = Visa alla { $count }
search-kind-vendors = Leverantörer
search-kind-contacts = Kontaktpersoner
search-kind-contracts = Avtal
search-kind-services = Tjänster
search-kind-platforms = Plattformar
search-kind-nodes = Parter i leveranskedjor
search-kind-certificates = Certifikat
search-kind-subcontracts = Ärenden om underleverantörer
search-kind-findings = Brister
search-kind-actions = Åtgärder
search-kind-dialogues = Dialoger
search-kind-assessments = Självskattningar
search-kind-risks = Risker
search-kind-incidents = Incidenter
search-date-certificates = Gäller till
search-date-actions = Klar senast
search-date-dialogues = Hålls
search-date-assessments = Svar senast
error-search-short = Skriv minst två bokstäver.
