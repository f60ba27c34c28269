# Words that all pages share.

product-name = Tillit
product-tagline = Following up vendors’ information security

## Buttons
common-save = Save
common-save-and-continue = Save and continue
common-save-for-later = Save and continue later
common-cancel = Cancel
common-confirm-no = No, go back
common-back = Back
common-next = Next
common-previous = Previous
common-continue = Continue
common-close = Close
common-open = Open
common-show = Show
common-hide = Hide
common-edit = Edit
common-add = Add
common-create = Create
common-remove = Remove
common-send = Send
common-submit = Hand in
common-approve = Approve
common-return = Return
common-verify = Verify
common-postpone = Postpone
common-lock = Lock
common-download = Download
common-upload = Upload
common-export-xlsx = Export to Excel
common-export-csv = Export to CSV
common-export-cut = { $held } of { $total } rows fit in the file. Use the filters to get the rest.
common-copy = Copy
common-copied = Copied
common-copy-link = Copy the link
common-search = Search
common-filter = Filter
common-clear-filter = Clear filters
common-choose = Choose
common-choose-file = Choose a file
common-all = All
common-none = None
common-yes = Yes
common-no = No
common-unknown = Don’t know
common-not-set = Not set
common-optional = optional
common-required = required
common-more = More
common-more-actions = More choices
common-details = Details
common-history = History of changes
common-comment = Comment
common-note = Note
common-reason = Reason
common-evidence = Evidence
common-status = Status
common-due = Due
common-owner = Responsible
common-name = Name
common-email = E-mail
common-date = Date
common-created = Created
common-updated = Updated
common-version = Version
common-week = Week { $week }
common-from-to = { $from } to { $to }
common-x-of-y = { $done } of { $total }
common-confirm-title = Are you sure?
common-confirm-cannot-undo = This cannot be undone.
common-print = Print
common-why = Why?
common-old = Before
common-new = Now
common-empty-value = –

## Lists
list-count = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
list-page = Page { $number } of { $pages }
list-pages = Pages
list-sort-by = Sort by { $column }
list-sorted-ascending = ascending
list-sorted-descending = descending
list-scroll-hint = The table can be scrolled sideways
list-filters = Filters
list-live = The list is updated when you change a filter.

## The frame
frame-skip = Skip to the content
frame-navigation = Main menu
frame-breadcrumb = You are here
frame-search-label = Search
frame-search-placeholder = Vendor, contract, finding, service …
frame-search-placeholder-portal = Action, self-assessment, dialogue …
frame-language = Svenska
frame-language-label = Change language to Swedish
frame-menu-user = Your account
frame-menu-acting-for = You are acting for
frame-menu-switch = Switch to { $organisation }
frame-menu-account = Account and sign-ins
frame-sign-out = Sign out
frame-sign-in = Sign in
frame-nav-more = More
frame-nav-collapse = Collapse the menu
frame-nav-expand = Expand the menu
frame-nav-count = { $count } waiting for you
frame-demo-label = Demo
frame-demo = Demo: invented data. No mail leaves this computer.
frame-demo-mail = Open the mailbox
frame-demo-tour = Guided tour
frame-accessibility = Accessibility statement
frame-request-id = Request id for support: { $id }
frame-loading = Loading …

## Navigation
nav-start = Start
nav-vendors = Vendors
nav-categorisation = Categorisation
nav-contracts = Contracts
nav-services = Services
nav-chains = Supply chains
nav-assessments = Self-assessments
nav-findings = Findings
nav-actions = Actions
nav-risks = Risks
nav-incidents = Incidents
nav-reviews = Reviews
nav-subcontracts = Subcontractors
nav-dialogues = Dialogues
nav-imports = Import
nav-audit = Log
nav-users = Users
nav-account = Account

## Roles
role-admin = Administrator
role-security_officer = Information security coordinator
role-contract_manager = Contract manager
role-reader = Reader
role-auditor = Auditor
role-unit_head = Unit head
role-director = Director
role-data_protection_officer = Data protection officer
role-legal_counsel = Legal counsel
role-board = Board
role-vendor_admin = Vendor administrator
role-vendor_member = Vendor member

## Vendor tier
tier-label = Tier
tier-1 = Critical
tier-2 = High
tier-3 = Normal
tier-4 = Low
tier-none = No tier yet
tier-preliminary = preliminary
tier-with-number = Tier { $tier }

## Time
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
due-today = today
due-tomorrow = tomorrow
due-in-days = in { $days } days
due-overdue-days = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}

## Save state (autosave)
save-idle = What you write is saved as you go.
save-saving = Saving …
save-saved = Saved
save-offline = Could not save. Your text is still here and we are trying again.
save-session-over = You have been signed out. Your text is kept in this browser.
save-session-link = Sign in and continue
save-restored = Your earlier text has been put back. Check it and save.
save-invalid = Something needs correcting before it can be saved.
save-conflict-title = Somebody else has changed the same text
save-conflict-yours = Your text
save-conflict-theirs = Saved text
save-conflict-keep-yours = Keep my text
save-conflict-keep-theirs = Use the saved one
save-unsaved-leave = There are changes that have not been saved.

## Files
file-drop = Drop a file here, or choose one
file-limit = At most { $megabytes } MB. Accepted file types: { $types }.
file-uploading = Uploading { $name }
file-uploaded = { $name } has been uploaded
file-failed = { $name } could not be uploaded

## Errors in fields
errors-title = { $count ->
    [one] One field needs correcting
   *[other] { $count } fields need correcting
}
error-required = Fill in this field.
error-email = Write a complete e-mail address, for example name@organisation.se.
error-date = Write the date as year-month-day, for example 2026-11-22.
error-date-order = The end date cannot be before the start date.
error-date-past = Choose a date that has not passed.
error-number = Write a whole number, for example 12.
error-number-range = Write a number between { $min } and { $max }.
error-amount = Write an amount in SEK, for example 125 000.
error-too-long = The text is too long. At most { $max } characters fit.
error-too-short = The text is too short. Write at least { $min } characters.
error-org-number = The organisation number is not right. Write ten digits, for example 556677-8899, and check the last one.
error-hsa-id = The HSA id is not right. It is written as SE, organisation number, hyphen and suffix, for example SE5566778899-1A2B.
error-choice = Choose one of the alternatives.
error-taken = There is already an entry with the same value.
error-unknown = There is no entry that matches what you wrote.
error-password-weak = The password is too easy to guess. Try four or five words that do not belong together.
error-password-mismatch = The two passwords are not the same.
error-sign-in = The e-mail address or the password is not right.
error-link-invalid = The link is no longer valid. It may have been used already or be too old. Ask for a new one.
error-period = Write the month as year-month, for example 2026-11.
error-country = Choose a country from the list.
error-file-required = Choose a file.
error-file-too-large = The file is too large. At most { $max } MB can be uploaded.
error-file-type = This file type cannot be received. Accepted file types: { $types }.
error-file-content = The content of the file does not match its extension.
error-comment-required = Write a comment that explains the answer.
error-reason-required = Give a reason.
error-csrf = The page had been open for too long. Check what you entered and try again.
error-invalid = The value cannot be used.

## When something is not possible
refusal-not-found-title = The page does not exist
refusal-not-found-text = It may have been moved or removed, or you may not have access to it.
refusal-not-allowed-title = You do not have permission
refusal-not-allowed-text = Your role does not give access to this page. Ask an administrator in your organisation if you need it.
refusal-sign-in-title = Sign in to continue
refusal-sign-in-text = You need to be signed in to see the page.
refusal-conflict-title = Somebody else was first
refusal-conflict-text = The information has changed since you opened it. Your text is kept here beside the one that is saved. Choose which one applies.
refusal-rule-title = This is not possible right now
refusal-invalid-title = Something needs correcting
refusal-slow-down-title = Too many attempts
refusal-slow-down-text = { $seconds ->
    [one] Wait one second and try again.
   *[other] Wait { $seconds } seconds and try again.
}
refusal-fault-title = Something went wrong on our side
refusal-fault-text = The fault has been recorded. Nothing that you saved has been lost. Try again in a while, and give the id below if you contact us.
refusal-back-to-start = To the start page
