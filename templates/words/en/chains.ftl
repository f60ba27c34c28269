# The supply chain: tiers, links and what stands behind them

audit-object-chain_node = party in a supply chain
audit-object-chain_link = link in a supply chain
audit-object-chain_terms = terms of a supply chain
audit-verb-chain_move = moved
audit-verb-chain_approve = noted a decision about
audit-verb-chain_confirm = noted the vendor's confirmation of

error-chain-parent = Choose a party that is already in the chain of the contract.
error-chain-self = A party cannot be its own sub-contractor. Choose another party, or another tier above it.
error-chain-cycle = That would make a circle: the party already stands higher up in the same chain. Choose another party, or another tier above it.
error-chain-twice = The link is already in the chain. Change it instead of adding another.
error-chain-depth = { $limit ->
    [0] The contract allows no sub-contractors. Change the limit of the contract first, or register the link as discovered if it is already in use.
    [one] The contract allows one tier below the main vendor. Change the limit of the contract first, or register the link as discovered if it is already in use.
   *[other] The contract allows { $limit } tiers below the main vendor. Change the limit of the contract first, or register the link as discovered if it is already in use.
}
error-chain-client = Your own organisation cannot be a sub-contractor in a supply chain. Describe whoever does the work instead.
error-chain-kind-vendor = A vendor of the register is added by its organisation number. Choose another kind here.
error-chain-country = We do not know the country “{ $name }”. Write its name or code, such as Thailand or TH.
error-chain-same-name = There is already a party with the same name. Choose whether it is the same or another.
error-chain-number-taken = The number already belongs to { $name }.
error-chain-class-four = Class 4 is handled outside this system. Take the matter to the head of protective security and write nothing about the content here.
error-chain-persons = The highest number cannot be less than the lowest.
error-chain-purpose = Write the purpose, such as “storage of recorded calls”.
error-chain-many = There are too many parts. Write 50 at most.
error-chain-transfer = Something is outside the EU and EEA. Say what the transfer is based on, or that it is not known.
error-chain-orphans = { $count ->
    [one] One party further down the chain depends on the link. Choose what is to happen to it.
   *[other] { $count } parties further down the chain depend on the link. Choose what is to happen to them.
}
error-chain-ended-later = A link cannot end on a day that has not come yet.
error-chain-ended-before = The link began later than that. Choose the day on which it ceased.
error-chain-reference = Say which decision it is, such as its registration number.
rule-chain-link-ended = The link has ended and cannot be changed. Add a new link if the work has begun again.
error-chain-one-child = Give exactly one of node_id, vendor_id and new_node.

# The pages
chains-title = Supply chains
chains-lead = Who processes your information, tier by tier, and what needs a closer look.
chains-chain = The supply chain
chains-views = What needs a closer look
chains-view-unknown_tiers = Unknown tiers
chains-view-third_countries = Third countries
chains-view-unconfirmed = Unconfirmed
chains-view-found_unapproved = Discovered, never approved
chains-view-faults = Other faults
chains-view-explained-unknown_tiers = Links to a tier that exists although nobody knows who stands there. They count as a risk.
chains-view-explained-third_countries = Links where something is in, or can be reached from, a country outside the EU and EEA.
chains-view-explained-unconfirmed = Links that the vendor has not confirmed within the time its tier asks for.
chains-view-explained-found_unapproved = Links that you discovered yourselves and that no decision has allowed.
chains-view-explained-faults = Links that lack an approval, a place, a role under the GDPR or a ground for the transfer.
chains-view-all = Show all links
chains-search = Search party or contract
chains-search-node = Name, organisation number or place
chains-with-ended = Include ended ones
chains-links = Links
chains-empty = No links
chains-empty-text = The links of every contract's supply chain are gathered here. Open a contract and add the first one under the tab Supply chain.
chains-top = Where most comes together
chains-top-lead = Parties that most contracts depend on. The number of persons is the sum of the highest under each link, so an upper bound.
chains-node = Party
chains-nodes = Parties
chains-nodes-lead = Everybody who takes part in a chain. A party that several contracts share exists only once.
chains-nodes-empty = No parties
chains-nodes-empty-text = A party is made when it is added to a contract's supply chain.
chains-node-facts = About the party
chains-node-edit = Edit the party
chains-node-is-vendor = The party is a vendor of the register. Its name, number and country are changed there.
chains-contract = Contract
chains-contract-title = Name of the contract
chains-contracts = Contracts
chains-main-vendor = Main vendor
chains-main-vendor-itself = The main vendor
chains-parent = Works for
chains-child = Party
chains-tier = Tier
chains-until = until
chains-information = Information
chains-persons = Persons
chains-persons-unit = persons
chains-persons-at-most = Persons, at most
chains-not-stated = Not stated
chains-third-country = Third country
chains-remote-short = Reached from
chains-countries-all = Countries
chains-confirmed = Confirmed
chains-last-confirmed = Oldest confirmation
chains-never = Never
chains-source = How it became known
chains-source-declared = Declared
chains-source-confirmed = Confirmed by the vendor
chains-source-discovered = Discovered by us
chains-source-self_assessment = From the self-assessment
chains-state-ended = Ended
chains-approval = Approval
chains-approval-none = No decision
chains-approval-pending = Awaits a decision
chains-approval-approved = Approved
chains-approval-conditional = Approved with conditions
chains-approval-refused = Refused
chains-approval-not_required = Not required
chains-kind-vendor = Vendor
chains-kind-subcontractor = Subcontractor
chains-kind-storage = Storage
chains-kind-service = Service
chains-kind-unknown = Unknown tier
chains-faults = To put right
chains-no-fault = Nothing to remark
chains-no-faults = Nothing to put right
chains-fault-refused = Used although refused
chains-fault-unknown_tier = Unknown tier
chains-fault-discovered = Never approved
chains-fault-not_approved = Lacks approval
chains-fault-approval_expired = Approval has expired
chains-fault-too_deep = Deeper than allowed
chains-fault-no_mechanism = No transfer ground
chains-fault-no_place = Place not stated
chains-fault-no_role = Role not stated
chains-fault-unconfirmed = Unconfirmed
chains-class-column = Class
chains-class-unknown = Class unknown
chains-class-short = Class { $class }
chains-class-0 = 0 – No or negligible harm
chains-class-1 = 1 – Moderate harm
chains-class-2 = 2 – Considerable harm
chains-class-3 = 3 – Serious harm
chains-mechanism-adequacy = Adequacy decision
chains-mechanism-standard_clauses = Standard contractual clauses
chains-mechanism-binding_rules = Binding corporate rules
chains-mechanism-derogation = Derogation
chains-mechanism-unknown = Not known
chains-mechanism-none = No transfer outside the EU and EEA
chains-role-controller = Controller
chains-role-joint_controller = Joint controller
chains-role-processor = Processor
chains-role-subprocessor = Sub-processor
chains-role-choose = Choose a role
chains-shared = shared by several

# The blast radius
chains-register-incident = Register incident
chains-see-incidents = Show incidents
chains-behind = What stands behind it
chains-behind-lead = Every contract that is touched if something happens here. Contracts that are certainly touched have the party in their own chain. Those possibly touched have somebody in the chain who uses the party under another contract.
chains-behind-none = No contract depends on the party.
chains-contracts-behind = Contracts touched
chains-certain-count = { $count ->
    [one] 1 certainly touched
   *[other] { $count } certainly touched
}
chains-possible-count = { $count ->
    [one] 1 possibly touched
   *[other] { $count } possibly touched
}
chains-certainty = Touched
chains-certain = Certainly
chains-possible = Possibly
chains-persons-certain = Persons, certain
chains-persons-possible = Persons, possible
chains-not-stated-count = { $count ->
    [one] one contract states none
   *[other] { $count } contracts state none
}
chains-persons-explained = The number is an interval: the same person may be in several contracts. At least that of the largest contract, at most the sum of all.
chains-vendors-behind = Main vendors
chains-services = Services
chains-services-behind = Services
chains-services-none = No service is tied to the links.
chains-links-of-node = Links to and from the party
chains-links-all = { $count ->
    [one] Show the link in the list
   *[other] Show all { $count } links in the list
}
chains-links-none = The party is not in any chain in use.
chains-unknown-heading = Nobody knows who stands here
chains-unknown-text = An unknown tier is a risk of its own. Find out who it is and edit the party.
chains-never-shown = Never shown to the vendor.
chains-file = supply-chains
chains-file-behind = contracts-behind

# The chain of a contract
chains-none = No supply chain
chains-none-text = Add those whom the vendor engages, or ask the vendor. That the chain is empty does not mean that there is none.
chains-deepest = Deepest tier
chains-of-allowed = { $deepest } of at most { $limit }
chains-depth-default = the contract says nothing
chains-criterion = Criterion chain
chains-criterion-level = level { $level } of 4
chains-ended-count = { $count ->
    [one] and one ended
   *[other] and { $count } ended
}
chains-shape = Show as
chains-shape-picture = Picture
chains-shape-table = Table
chains-focus = The picture begins at { $name }.
chains-focus-all = Show the whole chain
chains-tiers-shown = { $count ->
    [one] One tier is shown.
   *[other] { $count } tiers are shown.
}
chains-tiers-fewer = Fewer tiers
chains-tiers-more = More tiers
chains-picture = Picture of the supply chain
chains-picture-title = The supply chain under { $name }
chains-picture-desc = { $count ->
    [one] One party from left to right, with information, countries and faults. The table holds the same.
   *[other] { $count } parties from left to right, with information, countries and faults. The table holds the same.
}
chains-picture-same = The table shows the same and more about each link.
chains-zoom = Begin the picture at { $name }
chains-fold = { $count ->
    [one] 1 more party
   *[other] { $count } more parties
}
chains-fold-title = { $count ->
    [one] One more party under { $name }
   *[other] { $count } more parties under { $name }
}
chains-fold-focus = Begin the picture here
chains-fold-table = Show all in the table
chains-roles = Roles under the GDPR
chains-terms = What the contract allows
chains-terms-lead = How many tiers below the main vendor { $contract } allows. When the contract says nothing, it is { $limit }.
chains-field-depth-limit = Most tiers
chains-depth-limit-hint = 0 means that no subcontractors are allowed.
chains-field-note = Note
chains-terms-note-hint = For instance which clause of the contract.

# The forms
chains-link-new = Add link
chains-link-new-lead = Who works for whom under { $contract }?
chains-link-edit = Edit link
chains-link-edit-lead = { $child } under { $contract }.
chains-link-title = { $parent } → { $child }
chains-link-below = Add somebody below
chains-link-made = The link is added. Here are all contracts that have the party in their chain.
chains-link-ended = { $count ->
    [one] The link is ended.
   *[other] { $count } links are changed.
}
chains-saved = Saved.
chains-decided = The decision is noted.
chains-find-first = Search first
chains-find-first-text = A party that is known already should not be added again. Then it shows which contracts share it.
chains-in-register = Vendor of the register
chains-who = Who is it?
chains-field-parent-node-id = Works for
chains-parent-hint = The one in the chain who engages the party.
chains-child-who = The party
chains-child-new = A new party
chains-child-new-text = Describe it below.
chains-child-unknown = An unknown tier
chains-child-unknown-text = You know that somebody is there, but not who. The tier counts as a risk until it is known.
chains-is-another = It is another party that only happens to have the same name
chains-new-node = If the party is new
chains-new-node-hint = Skip this if you chose a known party above.
chains-field-kind = Kind
chains-field-name = Name
chains-field-org-number = Organisation number
chains-org-number-hint = If the number is known, that party is used.
chains-field-country = Country
chains-country-hint = A name or a code, for instance Sweden or SE.
chains-field-location = Place
chains-location-hint = For instance a town, a data hall or the name of the service.
chains-field-shared-note = Other customers in the same place
chains-shared-note-hint = What you know of who else shares it. Never shown to the vendor.
chains-field-internal-note = Internal note
chains-what = What is done?
chains-field-task = Task
chains-task-hint = For instance “stores recorded calls”.
chains-field-source = How did it become known?
chains-source-hint = What you have discovered is taken in even when the contract does not allow it. It is then shown as a fault.
chains-field-service-id = Service
chains-no-service = No particular service
chains-field-data-class = Information class
chains-class-hint = The highest class of confidentiality of what is processed.
chains-field-information-types = Types of information
chains-parts-hint = Put commas between.
chains-field-persons-low = Persons, at least
chains-field-persons-high = Persons, at most
chains-field-countries = Countries where the information is processed or kept
chains-countries-hint = Names or codes with commas between. Leave it empty if nobody knows.
chains-field-remote-countries = Countries from which it can be reached
chains-remote-hint = For instance remote support.
chains-field-transfer-mechanism = Ground for the transfer
chains-mechanism-hint = Needed when something is outside the EU and EEA.
chains-roles-hint = The role is decided for each purpose, not by the contract. Leave it empty if nobody knows.
chains-roles-none = No role is stated.
chains-purpose = Purpose
chains-purpose-number = Purpose { $number }
chains-role = Role
chains-legal-note = Legal note
chains-region-only = For you only
chains-field-vendor-visible = The vendor sees the link
chains-vendor-visible-hint = The vendor can confirm what it sees. You may wait with showing what you have discovered.
chains-seen-by-vendor = Seen by the vendor
chains-decision = Decision
chains-decision-lead = Note a decision that is already made.
chains-decision-stored = The decision now: { $reference }.
chains-decide = Note the decision
chains-reference = Number of the decision
chains-reference-hint = For instance a registration number.
chains-valid-until = Valid until
chains-valid-until-hint = Leave it empty if it holds until further notice.
chains-end = End link
chains-end-lead = { $child } no longer works for { $parent } under the contract.
chains-ended-on = Ended on
chains-end-reason = Reason
chains-hanging = { $count ->
    [one] One party hangs on the link and loses its way up:
   *[other] { $count } parties hang on the link and lose their way up:
}
chains-orphans = What becomes of them?
chains-orphans-end = They are ended too
chains-orphans-move = They move up one tier

# The vendor's tab
chains-own = The vendor's own contracts
chains-own-none = The vendor has no contracts.
chains-elsewhere = In the chains of others
chains-elsewhere-none = The vendor is not in anybody else's chain.

# Chain confirmation
audit-object-chain_round = chain confirmation
audit-object-chain_confirmation = confirmation of supply chain
audit-object-chain_correction = proposal about supply chain
audit-object-chain_follow_up = vendor's own follow-up
audit-verb-sign = signed
audit-verb-sign_by_phone = entered by phone
audit-verb-decide = decided about
rule-chain-round-nobody = There is nobody to ask: every contract of the chosen tiers is being asked about already, or there are none.
rule-chain-round-closed = The round is closed.
rule-chain-signed = The chain is confirmed already.
rule-chain-decided = The proposal is decided already.
error-chain-answer = Say whether it is right or no longer used, or propose a correction.
error-chain-held-later = The follow-up cannot have been held on a day to come.
chains-finding-unconfirmed = The supply chain of { $contract } is not confirmed
chains-finding-unconfirmed-text = The chain should have been confirmed by { $due }. The time after that has run out without an answer.
chains-finding-follow-up = The vendor's own follow-up of { $name } is missing
chains-finding-follow-up-text = The vendor is itself to follow up { $name } under { $contract } and register it. It should have been done by { $due }.
chains-mail-asked-subject = { $client } asks you to confirm your supply chain
chains-mail-asked-text = { $client } needs to know whom you engage. Go through the chain of each contract, correct what is wrong and sign.
chains-mail-reminder-subject = Reminder: confirm your supply chain for { $client }
chains-mail-reminder-text = We have not had your confirmation of the supply chain yet.
chains-mail-after = A chain that is not confirmed in time becomes a finding to be put right.
chains-mail-open = Go to the supply chain
chains-rounds = Chain confirmations
chains-rounds-lead = Vendors confirm or correct their supply chains: in tier 1 every half-year, in tiers 2 and 3 every year.
chains-rounds-empty = No chain confirmation
chains-rounds-empty-text = Start a round now, or wait: each vendor is asked in time, by its tier.
chains-round = Round
chains-round-by = Started by
chains-round-new = Start a round
chains-round-new-lead = Each contract of the vendors in the chosen tiers becomes a question. Those who are being asked already get no new one.
chains-round-title = Name
chains-round-title-hint = For instance “Chain confirmation autumn 2026”.
chains-round-tiers = Tiers to ask
chains-round-start = Start
chains-round-started = The round is started and the vendors have been mailed.
chains-round-automatic = By the tier's interval, by { $due }
chains-round-open = Running
chains-round-closed = Closed
chains-round-close = Close the round
chains-round-close-sure = Close the round?
chains-round-close-text = What nobody has answered is no longer asked.
chains-due-on = Due
chains-progress = Confirmed
chains-findings = Finding
chains-finding = Show the finding
chains-finding-made = No confirmation came, and it has become a finding.
chains-signed-count = Confirmed
chains-asked-count = Await an answer
chains-withdrawn-count = Withdrawn
chains-without-people = Without recipients
chains-nobody-mailed = Nobody to mail
chains-remind = Remind
chains-reminded = { $count ->
    [one] A reminder about one contract is sent.
   *[other] A reminder about { $count } contracts is sent.
}
chains-reminded-on = Reminded
chains-signed-by = Confirmed by
chains-state-asked = Awaits an answer
chains-state-signed = Confirmed
chains-state-withdrawn = Withdrawn
chains-confirmation-title = The supply chain of { $contract }
chains-said = What the vendor has said
chains-said-none = The contract has no known chain.
chains-answer = Is it right?
chains-answer-confirmed = It is right
chains-answer-not_used = No longer used
chains-answer-none = No answer
chains-answer-hidden = Not shown to the vendor
chains-corrections = Proposals from vendors
chains-corrections-lead = What is accepted becomes a declared link that awaits approval.
chains-corrections-empty = No proposals wait
chains-corrections-empty-text = When a vendor corrects its chain or adds somebody, it is shown here.
chains-corrections-waiting = { $count ->
    [one] One proposal awaits a decision
   *[other] { $count } proposals await a decision
}
chains-proposal = Proposal
chains-proposed-by = Proposed by
chains-decided-by = Decided by
chains-correction-new = New party
chains-correction-changed = Correction
chains-correction-ended = No longer used
chains-correction-state-proposed = Awaits a decision
chains-correction-state-accepted = Accepted
chains-correction-state-rejected = Rejected
chains-correction-decided = The proposal is decided.
chains-decision-note = Reason
chains-decision-note-hint = Needed when you reject. The vendor sees it.
chains-orphans-nobody = Nobody hangs on the link
chains-accept = Accept
chains-reject = Reject

# The portal
chains-portal-title = Supply chain
chains-portal-lead = Your clients need to know whom you engage. Confirm the chain of each contract, or correct it.
chains-portal-empty = Nothing to confirm
chains-portal-empty-text = When a client asks you to confirm the supply chain, it is shown here.
chains-portal-ask = { $client } asks you to confirm whom you engage for { $title }.
chains-portal-no-links = No known subcontractors
chains-portal-no-links-text = Is it right that you engage nobody? Then sign. Otherwise add those whom you engage.
chains-client = Client
chains-to-confirm = To confirm
chains-corrected = Correction proposed
chains-correct = Correct the details
chains-correct-lead = Say how it is with { $child }. { $client } reviews the correction.
chains-propose = Add somebody you engage
chains-propose-lead = { $client } reviews the details and decides whether the party may be engaged.
chains-propose-send = Send the proposal
chains-proposed = The proposal is sent. The client reviews it.
chains-proposals-yours = Your proposals
chains-ourselves = Ourselves
chains-sign = Confirm the chain
chains-sign-lead = I confirm that the details above are right and that nobody else is engaged than those who stand here or are proposed.
chains-sign-name = Name
chains-sign-role = Role
chains-signed = Thank you. The chain is confirmed.
chains-by-phone = by phone
chains-phone = Answer by phone
chains-phone-lead = Enter the answer for a vendor that you are speaking with. Go through each link. The answer is marked as entered by phone, and your name is kept.
chains-phone-name = Who answers at the vendor
chains-phone-role = Role at the vendor
chains-phone-save = Save the answer
chains-phone-signed = The answer is entered and the chain is confirmed.
chains-phone-mark = Entered by phone on { $day } by { $by }, after speaking with { $with }.
chains-phone-portal = The answer was given by phone and entered by { $client }.
chains-follow-ups = Your own follow-up
chains-follow-ups-lead = You are to follow up those whom you engage. Register each follow-up here.
chains-follow-ups-empty = No follow-up registered
chains-follow-ups-empty-text = Register how you have followed up those whom you engage. If it is missing, it becomes a finding.
chains-follow-up-new = Register a follow-up
chains-follow-up-link = Who was followed up?
chains-follow-up-note = What came to light?
chains-follow-up-note-hint = Needed when something was not good.
chains-follow-up-register = Register
chains-follow-up-saved = The follow-up is registered.
chains-follow-ups-none = The vendor has registered no follow-up of its own.
chains-choose = Choose
chains-held-on = When
chains-method = How
chains-method-meeting = Meeting
chains-method-questionnaire = Questions
chains-method-audit = Audit
chains-method-spot_check = Spot check
chains-method-certificate = Certificate or attestation
chains-method-other = Other
chains-outcome = Outcome
chains-outcome-good = Good
chains-outcome-remarks = Remarks
chains-outcome-serious = Serious shortcomings
chains-registered-by = Registered by
chains-follow-ups-vendor = The vendor's own follow-up
