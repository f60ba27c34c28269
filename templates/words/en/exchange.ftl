# Registers in and out: files, columns and what is wrong in them.

## The file
error-sheet-too-large = The file is too large. It may be at most { $max } MB.
error-sheet-empty = The file is empty.
error-sheet-not-a-sheet = This is neither an Excel file (.xlsx) nor a CSV file. Save the register in one of those formats and try again.
error-sheet-old-excel = The file is in an older Excel format or protected by a password. Open it in Excel, remove the password if there is one, and save it as .xlsx.
error-sheet-damaged = The file is damaged and cannot be read. Open it in Excel, save it again and retry.
error-sheet-bomb = The file unpacks to something far larger than it appears to be and was not opened. Save the register again in Excel, or as CSV.
error-sheet-too-many-rows = The file has too many rows. A sheet may have at most { $max } rows. Split the file.
error-sheet-too-many-columns = The file has too many columns. A sheet may have at most { $max } columns. Remove those that are not needed.
error-sheet-too-many-cells = The file holds too much. Split it, or remove sheets and columns that are not needed.
error-sheet-unclosed-quote = A quotation mark that opens on row { $row } is never closed. Correct the row and try again.

## Organisation numbers and HSA ids
error-org-number-length = A Swedish organisation number has ten digits, for example 556000-0001.
error-org-number-foreign = Write the number with letters, digits, spaces, full stops, hyphens or slashes, and at least one digit.
error-org-number-letters = The organisation number may only contain digits and a hyphen, for example 556000-0001.
error-org-number-prefix = The number has twelve digits but does not begin with 16, or with 19 or 20 for a sole trader. Enter the ten digits, for example 556000-0001.
error-org-number-check-digit = The check digit of the organisation number is wrong. Check the digits, for example 556000-0001.
error-hsa-id-form = An HSA id consists of a country code, an organisation number, a hyphen and a suffix, for example SE5560000001-A123.
error-hsa-id-org-number = The organisation number in the HSA id is wrong. Check the digits after the country code.

## What the file contains
import-kind-vendors = Vendors
import-kind-contracts = Contracts

## Columns
import-field-reference = Contract number
import-field-diary_number = Registration number
import-field-vendor_name = Vendor
import-field-org_number = Organisation number
import-field-kind = Type of vendor
import-field-title = Contract name
import-field-starts_on = Valid from
import-field-ends_on = Valid to
import-field-annual_value_sek = Annual value in SEK
import-field-manager_email = Contract manager’s e-mail
import-field-note = Note
import-field-legal_name = Name
import-field-hsa_id = HSA id
import-field-contact_name = Contact
import-field-email = Contact’s e-mail
import-field-phone = Phone
import-field-country = Country

## The table and the choice of columns
import-error-no-header = No row in the file has column headings that are recognised. The headings must be among the first twenty rows.
import-error-column-missing = Choose the column that contains { $field }.
import-error-map-form = The file with the choice of columns cannot be read. Write one line per field, for example reference = "Contract no".
import-error-map-field = There is no field called “{ $value }”.
import-error-map-column = The file has no column with the heading or letter “{ $value }”.

## Rows that cannot be accepted
import-error-row = Row { $row }, column { $column } ({ $header }): { $reason }
import-error-row-no-column = Row { $row }, { $field }: { $reason }
import-error-required = A value is missing.
import-error-too-long = The text is too long. There is room for at most { $max } characters.
import-error-date-unreadable = “{ $value }” cannot be read as a date. Write year, month and day, for example 2026-11-02.
import-error-date-impossible = The date “{ $value }” does not exist or is implausibly far away. Check year, month and day.
import-error-end-before-start = The contract ends on { $end }, before it begins on { $start }. Check both dates.
import-error-amount-unreadable = “{ $value }” cannot be read as an amount in SEK. Write, for example, 45 054 000.
import-error-amount-negative = The amount “{ $value }” is negative. The annual value must be zero or more.
import-error-formula = The cell holds a formula without a saved value. Formulas are never calculated here. Enter the value instead.
import-error-country = “{ $value }” is not a country that is recognised. Write the name of the country or its two-letter code, for example SE.
import-error-reference-twice = The contract number is already on row { $row } of the same file.

## Values that are left out; the row is accepted
import-warning-email = “{ $value }” is not an e-mail address and is left out. The rest of the row is accepted.
import-warning-manager-email = “{ $value }” is not an e-mail address, so the contract gets no contract manager. The rest of the row is accepted.
import-warning-hsa-id = “{ $value }” is not a valid HSA id and is left out. The rest of the row is accepted.
import-warning-kind = The type “{ $value }” is not recognised, so the vendor is entered as Other.
import-warning-manager-unknown = Nobody with the address { $value } has an account in the organisation, so the contract manager stays as it is. Invite the person and import the file again, or choose a manager on the contract.
import-warning-other-name = The vendor is called “{ $value }” in the file but “{ $registered }” in the register. The organisation number is the same, and the name in the register is kept.
import-warning-end-kept = The cell for the end date is empty. The register’s end date { $value } is kept.
import-warning-note-kept = The contract already has an internal note. It is kept.
import-warning-diary = “{ $value }” is not like your registration numbers. It is accepted all the same. Check it on the contract.

## Whole rows
import-error-row-whole = Row { $row }: { $reason }
import-error-other-vendor = The contract number is already in the register with another vendor: { $vendor }. Check the contract number and the organisation number.
import-error-column-needed = Choose a column. No row can be imported without it.
import-error-column-twice = The column is already chosen for another field.
import-note-vendor-added = The vendor { $vendor } is added.
import-note-merged = Same organisation number as row { $row }. The rows are joined into one vendor.
import-change = { $field }: { $old } → { $new }
import-change-from-nothing = { $field }: { $new }
import-vendor-kind-care_provider = Care provider
import-vendor-kind-it_supplier = IT supplier
import-vendor-kind-other = Other
rule-import-applied = The import has already been made. Start again with the file if more should be imported.

## The pages
import-title = Imports
import-lead = Import vendors and contracts from Excel or CSV. Nothing is saved until you have reviewed each row.
import-new = New import
import-new-title = New import
import-new-lead = Choose the file as it is. The heading row, the encoding and the columns are found for you, and you can correct them in the next step.
import-empty = No imports yet
import-empty-text = Here you see every imported file, who imported it and what became of its rows. Begin with the contract register and the vendors come along.
import-file = File
import-kind = Content
import-who = Who
import-who-command = The command line
import-when = When
import-status-preview = Waiting for review
import-status-applied = Done
import-outcome-created = New
import-outcome-updated = Changed
import-outcome-unchanged = Unchanged
import-outcome-refused = Refused
import-steps = Steps of the import
import-step-file = Choose a file
import-step-mapping = Match columns
import-step-preview = Review
import-step-done = Done
import-mapping-title = Match columns
import-mapping-lead = This is how the columns of { $file } were understood. Correct what is wrong.
import-mapping-columns = Columns
import-column-none = Not imported
import-first-rows = The first rows of the file
import-to-preview = Review the rows
import-back-to-mapping = Change the columns
import-preview-title = Review the import
import-preview-lead = This is what happens if you import { $file }. Nothing is saved yet.
import-preview-refused = { $count ->
    [one] One row cannot be imported and is left out. The other rows are not affected.
   *[other] { $count } rows cannot be imported and are left out. The other rows are not affected.
}
import-preview-nothing = Everything in the file is already in the register, or cannot be imported. There is nothing to save.
import-apply = Import
import-result-title = Result of the import
import-result-lead = This is what became of the rows in { $file }.
import-result-refused = { $count ->
    [one] One row was not imported. Correct it in the file and import the file again. What is already imported is not affected.
   *[other] { $count } rows were not imported. Correct them in the file and import the file again. What is already imported is not affected.
}
import-open-vendors = To the vendors
import-open-contracts = To the contracts
import-said-done = The file is imported: { $created } new, { $updated } changed, { $unchanged } unchanged.
import-said-done-but = The file is imported: { $created } new, { $updated } changed, { $unchanged } unchanged. { $refused } were refused.
import-counts = New: { $created }. Changed: { $updated }. Unchanged: { $unchanged }. Refused: { $refused }.
import-counts-dry = Dry run, nothing is saved. New: { $created }. Changed: { $updated }. Unchanged: { $unchanged }. Refused: { $refused }.
import-rows = Rows
import-row = Row
import-row-outcome = Outcome
import-row-name = What the row is about
import-row-says = What happens
import-tab-all = All rows
import-tab-created = New
import-tab-updated = Changed
import-tab-unchanged = Unchanged
import-tab-refused = Refused
import-no-rows = No rows here
import-no-rows-text = The file has no rows of this sort. Choose another tab.
audit-object-import = import

## Repeated calls
error-idempotency-key = The key in Idempotency-Key has already been used for another call. Choose a new key.
error-idempotency-key-form = Idempotency-Key must have between 1 and 200 characters.
rule-idempotency-under-way = A call with the same Idempotency-Key is being handled right now. Try again in a moment.

## Services
import-kind-services = Services
import-open-services = To the services
import-field-service_name = Service
import-field-platform = Platform
import-field-administration = Administration
import-field-audience = Public or internal
import-field-class_c = C (confidentiality)
import-field-class_i = I (integrity)
import-field-class_a = A (availability)
import-field-class_t = T (traceability)
import-field-information_types = Information types
import-field-users_per_day = Users a day
import-field-fallback_routine = Fallback routine
import-error-service-twice = The service stands on row { $row } of the same file already.
import-error-class = "{ $value }" is no level. Write a digit 0–3, or leave the cell empty.
import-error-count = "{ $value }" is no number. Write a whole number that is zero or greater.
import-error-audience = "{ $value }" is not known. Write public, internal or partner.
import-warning-type = The type "{ $value }" is not known and is left out. The rest of the row is taken.
import-warning-lowering = The file has a lower class ({ $value }) than the one in force ({ $stored }). A lowering takes a second person and is made on the service, so the class is left as it is.
import-note-platform-added = The platform { $platform } is added, without a ceiling.
import-note-unclassified = The service is added as not classified.
