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
