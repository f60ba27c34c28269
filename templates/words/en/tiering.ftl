# Tiering: criteria, anchored levels and rules (tiering-2026-1)

tiering-tier-1 = Tier 1 – critical
tiering-tier-2 = Tier 2 – high
tiering-tier-3 = Tier 3 – normal
tiering-tier-4 = Tier 4 – low
tiering-preliminary = Preliminary
tiering-preliminary-explained = At least one criterion is unknown. It counts as the highest level until you know more.
tiering-assumed = unknown, counts as { $level }
tiering-order-value = Order value
tiering-order-value-explained = Used only to order the worklist within a tier. It is neither a risk nor a percentage.
tiering-model-version = Model { $version }
tiering-unknown = Not known

tiering-cadence-1 = Dialogue every month
tiering-cadence-3 = Dialogue every quarter
tiering-cadence-12 = Dialogue every year
tiering-cadence-renewal = Dialogue when the contract is up for renewal

tiering-data_class = Class of the information
tiering-data_class-hint = The highest class of confidentiality among the information that the vendor handles.
tiering-data_class-0 = 0 – Public. No harm if disclosed.
tiering-data_class-1 = 1 – Internal. Limited discomfort or small cost if disclosed.
tiering-data_class-2 = 2 – Substantial harm to a person or the operation, for example personal data that deserves extra protection.
tiering-data_class-3 = 3 – Serious harm: health records, social services records or protected identities.
tiering-data_class-unknown = The class is not known

tiering-data_subjects = Number of data subjects
tiering-data_subjects-hint = How many people the vendor handles data about, at every tier of the chain.
tiering-data_subjects-0 = 0 – None
tiering-data_subjects-1 = 1 – Fewer than 1,000
tiering-data_subjects-2 = 2 – 1,000 to 10,000
tiering-data_subjects-3 = 3 – 10,000 to 100,000
tiering-data_subjects-4 = 4 – More than 100,000
tiering-data_subjects-unknown = The number is not known

tiering-criticality = Importance to the operation
tiering-criticality-hint = What happens if the delivery stops.
tiering-criticality-0 = 0 – No effect
tiering-criticality-1 = 1 – Inconvenience. The operation copes for weeks.
tiering-criticality-2 = 2 – Noticeable disruption after a few days
tiering-criticality-3 = 3 – Serious disruption within a day
tiering-criticality-4 = 4 – An outage of four hours or less endangers patients
tiering-criticality-unknown = The importance is not known

tiering-access = Access
tiering-access-hint = How the vendor reaches our information or our systems.
tiering-access-0 = 0 – No access
tiering-access-1 = 1 – Receives extracts
tiering-access-2 = 2 – Stores the information itself
tiering-access-3 = 3 – Works in our systems or network
tiering-access-4 = 4 – Administrator, or remote access to core systems
tiering-access-unknown = The access is not known

tiering-chain = Supply chain
tiering-chain-hint = Subcontractors and sub-processors at every tier.
tiering-chain-0 = 0 – No subcontractors
tiering-chain-1 = 1 – One known tier in Sweden
tiering-chain-2 = 2 – Two known tiers in Sweden
tiering-chain-3 = 3 – Known tiers in another EU/EEA country
tiering-chain-4 = 4 – Three tiers or more, an unknown tier, or a third country
tiering-chain-unknown = The chain is not known

tiering-substitution = Substitution
tiering-substitution-hint = How easily the vendor can be replaced, and how much of the operation depends on it.
tiering-substitution-0 = 0 – Easily replaced
tiering-substitution-1 = 1 – Can be replaced within three months
tiering-substitution-2 = 2 – Can be replaced within a year
tiering-substitution-3 = 3 – Takes more than a year to replace
tiering-substitution-4 = 4 – No alternative exists, or more than half of our units depend on the vendor
tiering-substitution-unknown = Substitution is not known

tiering-rule-t1-data-volume = The information is of class 3 and concerns more than 100,000 people.
tiering-rule-t1-data-volume-criticality = The information is of class 3 and concerns at least 10,000 people, and an outage causes serious disruption within a day.
tiering-rule-t1-access = The vendor is an administrator or has remote access to core systems.
tiering-rule-t1-criticality = An outage of four hours or less endangers patients.
tiering-rule-t1-data-chain = The information is of class 3 and concerns at least 1,000 people, and the chain is long, partly unknown or reaches a third country.
tiering-rule-t2-data-volume = The information is of class 3 and concerns at least 10,000 people.
tiering-rule-t2-data-criticality = The information is of class 3 and an outage causes serious disruption within a day.
tiering-rule-t2-data-access = The information is of class 3 and the vendor works in our systems or network.
tiering-rule-t2-data-chain = The information is of class 3 and the chain reaches outside Sweden or is partly unknown.
tiering-rule-t2-criticality = An outage causes serious disruption within a day.
tiering-rule-t2-access = The vendor works in our systems or network.
tiering-rule-t2-considerable-data-volume = The information is of class 2 and concerns at least 10,000 people.
tiering-rule-t2-chain = The chain is long, partly unknown or reaches a third country.
tiering-rule-t3-data-floor = The information is of class 3, and then the tier is never below 3.
tiering-rule-t3-data = The information is of class 1 or 2.
tiering-rule-t3-access = The vendor has access to our information.
tiering-rule-t3-criticality = The operation is affected if the delivery stops.
tiering-rule-t4-otherwise = No criterion leads to a higher tier.

tiering-when-always = Always holds
tiering-when-at-least = { $name } at least { $low }
tiering-when-is = { $name } { $low }
tiering-when-between = { $name } { $low } to { $high }

tiering-cause-chain_changed = The supply chain has changed
tiering-cause-new_country = A new country in the supply chain
tiering-cause-incident = Incident
tiering-cause-ownership_change = New owner
tiering-cause-certificate_expired = A certificate has expired
tiering-cause-failed_action = An action failed its check
tiering-cause-authority_case = A case at a supervisory authority
tiering-cause-subcontract_decided = A decision on a subcontractor
tiering-cause-service_class = A service has a new class
tiering-cause-renewal = Yearly renewal
tiering-cause-campaign = Campaign
tiering-cause-model_changed = New tiering model
