# The vendor register in depth: life cycle, certificates, ratings, own fields, changes to many

error-vendor-phone-needed = Somebody who can be reached at all hours needs a telephone number.
error-vendor-time = Write the time as HH:MM, for example 08:00.
error-vendor-times-order = The end must be later than the beginning.
error-vendor-edition = Write the year of the edition with four digits, for example 2022.
error-vendor-edition-needed = Say which edition of the standard the certificate refers to, for example 2022.
error-vendor-dates-order = The last day cannot be before the first.
error-vendor-future = The day cannot be in the future.
error-vendor-past = Choose today or a later day.
error-vendor-contracts-after = The vendor has contracts in force. Say what becomes of them.
error-vendor-deputy-same = The deputy cannot be the same person as the contract manager.
error-vendor-extra-long = Write at most 500 characters.
error-vendor-extra-number = Write a number, for example 12 or 12.5.
error-vendor-extra-key = The key begins with a small letter and has only small letters a–z, digits and underscores, at most 40 characters.
error-vendor-extra-choices = Write at least two and at most 50 choices, one a line.
error-vendor-extra-taken = There is already a field with that key.
error-vendor-extra-unknown = There is no field with that key.
error-vendor-filter-empty = Choose something to filter by before you keep the filter.
error-vendor-filter-name = Give the filter a name, so that you recognise it.
error-vendor-bulk-none = Choose at least one vendor in the list.
error-vendor-bulk-many = Change at most 200 vendors at a time.
error-vendor-bulk-nothing = Choose what to change.
import-error-vendor-ended = The vendor has ended. Open it again before you change it.
error-vendor-ended = The vendor has ended. Open it again before anything new is begun.
rule-vendor-ended = The vendor has ended and can only be read. Open it again with a reason if something is to change.
rule-vendor-step = A vendor cannot go from { $from ->
    [prospect] prospect
    [active] active
    [leaving] leaving
   *[ended] ended
} to { $to ->
    [prospect] prospect
    [active] active
    [leaving] leaving
   *[ended] ended
}.
rule-vendor-step-own-page = That step needs a reason. Use Change status on the vendor's page.
rule-vendor-extra-many = You already have 100 fields of your own. Take one out of use and change it instead.
rule-vendor-filters-many = You already have 50 kept filters. Remove one that you do not use.

audit-object-certificate = certificate
audit-object-vendor_rating = rating
audit-object-extra_field = own field
audit-object-saved_filter = kept filter
audit-verb-vendor_step = changed the status of

vendors-kind-private_performer = Private performer
vendors-field-deputy-id = Deputy
vendors-field-legal-basis = Legal basis
vendors-field-planned-end = Planned end
vendors-field-phone-on = Day of the call
vendors-field-phone-by-name = Entered by
vendors-field-phone-with = Spoke with
vendors-field-extra = Own fields
vendors-field-status-reason = Reason
vendors-field-contracts-after = Contracts in force
vendors-hint-deputy = Finds the vendor on the own list too.
vendors-hint-legal-basis = Needed for private performers, for example a contract under LOV.
vendors-hint-status = Ending, or opening again, is done under Change status.

vendors-lifecycle = Change status
vendors-lifecycle-open = Open again
vendors-lifecycle-lead = A vendor that has ended can only be read until somebody opens it again. Every step is kept with your name and your reason.
vendors-step = Next step
vendors-step-prospect = Back to prospect
vendors-step-active = Active
vendors-step-leaving = Begin to leave
vendors-step-ended = End
vendors-step-save = Change status
vendors-step-taken = The status has been changed.
vendors-steps = Life cycle
vendors-hint-status-reason = Needed for every step but the one from prospect to active.
vendors-hint-planned-end = Only when leaving begins: the day on which it is to be over.
vendors-hint-contracts-after = Needed only when you end the vendor.
vendors-open-contracts = { $count ->
    [one] One contract is still in force.
   *[other] { $count } contracts are still in force.
}
vendors-see-contracts = Show the contracts
vendors-contracts-after-run_out = Run out as agreed
vendors-contracts-after-terminated = Are terminated
vendors-contracts-after-transferred = Are transferred to another vendor
vendors-ended-head = The vendor has ended
vendors-ended-text = Its details can only be read.

vendors-phone = Entered by telephone
vendors-phone-hint = Fill in when you enter the details for a small vendor that you have spoken with. Your name is kept.
vendors-phone-mark = Entered by telephone on { $day } by { $by }, after a call with { $with }.
vendors-by-phone = by telephone
vendors-merged-into = Merged with

vendors-always = 24/7 contact
vendors-always-missing = No 24/7 contact
vendors-always-missing-text = The vendor's tier needs somebody who answers the telephone about incidents at all hours. Add a contact person with the role Incident who can be reached at all hours.
vendors-contact-field-roles = Roles
vendors-contact-field-hours = Reached
vendors-contact-field-opens = From
vendors-contact-field-closes = To
vendors-contact-hint-roles = One person can have several.
vendors-contact-hint-hours = When the person answers the telephone.
vendors-contact-hint-opens = Only for weekdays, for example 08:00.
vendors-contact-hours-always = At all hours
vendors-contact-hours-weekdays = Weekdays
vendors-contact-role-contract = Contract
vendors-contact-role-security = Information security
vendors-contact-role-data_protection = Data protection
vendors-contact-role-incident = Incident
vendors-contact-role-operations = Operations
vendors-contact-role-economy = Economy

vendors-tab-certificates = Certificates
vendors-certificates = Certificates and reports
vendors-certificates-own = Our certificates and reports
vendors-certificates-lead = Those that expire first are on top.
vendors-certificates-own-lead = Here you show your certificates, reports and insurances to those who follow you up.
vendors-certificates-empty = No certificates yet
vendors-certificates-empty-text = Certificates, audit reports and insurances are gathered here with how long they hold.
vendors-certificates-own-empty = Add a certificate, and your client sees it at once.
vendors-certificates-none-such = No certificate is in that state
vendors-certificates-warn = Certificates to look at
vendors-certificates-export-name = certificates
vendors-see-certificates = Show all certificates
vendors-certificate-new = Add a certificate
vendors-certificate-edit = Change the certificate
vendors-certificate-saved = The certificate has been saved.
vendors-certificate-removed = The certificate has been removed.
vendors-certificate-remove-head = Remove
vendors-certificate-remove = Remove the certificate
vendors-certificate-remove-sure = Remove the certificate?
vendors-certificate-remove-text = It is no longer shown, but stays in the history.
vendors-certificate-file = File
vendors-certificate-accredited = Accredited body ({ $body })
vendors-certificate-not-accredited = Not accredited, or unknown
vendors-certificate-by-vendor = Added by the vendor: { $name }
vendors-certificate-by-us = Added by { $name } at the client
vendors-certificate-ended = Edition { $edition } ended on { $day }.
vendors-not-verified = not verified
vendors-certificate-field-vendor-id = Shown to
vendors-certificate-field-kind = Kind
vendors-certificate-field-edition = Edition
vendors-certificate-field-issuer = Issuer
vendors-certificate-field-accredited = The issuer is accredited
vendors-certificate-field-accreditation-body = Accredited by
vendors-certificate-field-scope = Scope
vendors-certificate-field-valid-from = Valid from
vendors-certificate-field-valid-to = Valid to
vendors-certificate-field-state = State
vendors-certificate-field-note = Note
vendors-certificate-field-internal-note = Internal note
vendors-certificate-field-file = File
vendors-certificate-hint-edition = The year of the standard, for example 2022. Needed for ISO 27001.
vendors-certificate-hint-issuer = Who issued the certificate, the report or the insurance.
vendors-certificate-hint-accreditation-body = For example Swedac.
vendors-certificate-hint-scope = What is covered, in the certificate's own words.
vendors-certificate-hint-note = Seen by both the client and the vendor.
vendors-certificate-kind-iso27001 = ISO 27001
vendors-certificate-kind-iso9001 = ISO 9001
vendors-certificate-kind-soc2 = SOC 2
vendors-certificate-kind-isae3402 = ISAE 3402
vendors-certificate-kind-penetration_test = Summary of a penetration test
vendors-certificate-kind-insurance = Insurance
vendors-certificate-kind-other = Other
vendors-certificate-state-valid = Valid
vendors-certificate-state-expiring = Expires soon
vendors-certificate-state-expired = Expired
vendors-certificate-state-edition_ended = Invalid: the edition has ended
vendors-certificate-state-coming = Not valid yet
vendors-certificate-state-undated = No last day

vendors-ratings = Tier and ratings by others
vendors-ratings-lead = The ratings are shown beside the tier and do not affect it.
vendors-ratings-empty = No ratings have been added.
vendors-rating-new = Add a rating
vendors-rating-lead = A rating of economy or quality that somebody else has given. It is shown beside the tier and never counted into it.
vendors-rating-saved = The rating has been saved.
vendors-rating-field-kind = What is rated
vendors-rating-field-rating = Rating
vendors-rating-field-source = Source
vendors-rating-field-rated-on = Day of the rating
vendors-rating-hint-rating = As the source writes it, for example AA.
vendors-rating-hint-source = Who gave the rating.
vendors-rating-kind-financial = Financial rating
vendors-rating-kind-quality = Quality rating

vendors-extra-fields = Own fields
vendors-extra-lead = Fields that your organisation needs about every vendor and that are not there from the start.
vendors-extra-new = Add a field
vendors-extra-edit = Change the field
vendors-extra-saved = The field has been saved.
vendors-extra-empty = No own fields yet
vendors-extra-empty-text = Add a field, and it is in the vendor's form, in the list, in the export and in the API.
vendors-extra-shown = Details held by your clients
vendors-extra-field-label = Name
vendors-extra-field-label-sv = Name in Swedish
vendors-extra-field-label-en = Name in English
vendors-extra-field-key = Key
vendors-extra-field-kind = Type
vendors-extra-field-choices = Choices
vendors-extra-field-required = Must be filled in
vendors-extra-field-shown-to-vendor = Shown to the vendor
vendors-extra-field-in-list = Shown in the list
vendors-extra-field-active = In use
vendors-extra-hint-key = Used in the API, for example department. Cannot be changed later.
vendors-extra-hint-kept = Key and type cannot be changed, because there may be answers already.
vendors-extra-hint-choices = One choice a line. Only for the type Choice.
vendors-extra-hint-shown = The vendor's users see the value in their portal.
vendors-extra-hint-active = A field that is not in use is hidden, but its answers stay.
vendors-extra-kind-text = Text
vendors-extra-kind-number = Number
vendors-extra-kind-date = Date
vendors-extra-kind-choice = Choice
vendors-extra-kind-yes_no = Yes or no

vendors-filter-certificate = Certificate
vendors-filter-extra-key = Own field
vendors-filter-extra-value = Value of the field
vendors-filters = Kept filters
vendors-filter-keep = Keep the filter
vendors-filter-name = Name of the filter
vendors-filter-share = Share with everybody in the organisation
vendors-filter-shared = (shared)
vendors-filter-remove = Remove the filter
vendors-filter-kept = The filter has been kept.
vendors-filter-removed = The filter has been removed.

vendors-bulk = Change several at once
vendors-bulk-lead = Choose vendors in the list and what to change. Each is judged by itself: one that is refused does not stop the others.
vendors-bulk-choose = Choose
vendors-bulk-leave = Do not change
vendors-bulk-manager = New contract manager
vendors-bulk-deputy = New deputy
vendors-bulk-status = New status
vendors-bulk-reason = Reason for a new status
vendors-bulk-add-tags = Add tags
vendors-bulk-remove-tags = Remove tags
vendors-bulk-save = Change the chosen ones
vendors-bulk-done = Outcome of the change
vendors-bulk-summary = Changed: { $done }. Not changed: { $refused }.
vendors-bulk-outcome = Outcome
vendors-bulk-row = Row
vendors-bulk-ok = Changed
vendors-bulk-refused = Not changed
vendors-bulk-back = To the vendors
vendors-bulk-not-found = There is no such vendor.
vendors-bulk-not-allowed = Your role may not change this vendor.
vendors-bulk-changed = Somebody else changed the vendor at the same time. Try again.

vendors-history-vendor_step-vendor = The status changed
vendors-history-create-certificate = The certificate from { $name } was added
vendors-history-update-certificate = The certificate from { $name } was changed
vendors-history-delete-certificate = The certificate from { $name } was removed
vendors-history-create-vendor_rating = The rating { $name } was added

nav-certificates = Certificates
