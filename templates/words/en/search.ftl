# Search
search-title = Search
search-lead = Search everything that you may see. Every word that you type must be found. It does not matter whether you type å, ä and ö or a and o.
search-lead-portal = Search your self-assessments, actions and dialogues. Every word that you type must be found.
search-field = What are you looking for?
search-count = { $count ->
    [one] 1 hit
   *[other] { $count } hits
}
search-none = Nothing was found
search-none-text = Try fewer or shorter words, or a number.
search-all-kinds = Show hits of every kind
search-more = Show all { $count }
search-kind-vendors = Vendors
search-kind-contacts = Contact persons
search-kind-contracts = Contracts
search-kind-services = Services
search-kind-platforms = Platforms
search-kind-nodes = Parties in supply chains
search-kind-certificates = Certificates
search-kind-subcontracts = Subcontractor cases
search-kind-findings = Findings
search-kind-actions = Actions
search-kind-dialogues = Dialogues
search-kind-assessments = Self-assessments
search-kind-risks = Risks
search-kind-incidents = Incidents
search-date-certificates = Valid until
search-date-actions = Due
search-date-dialogues = Held
search-date-assessments = Answers due
error-search-short = Type at least two letters.
