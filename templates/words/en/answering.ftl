# Answering: last time, evidence, colleagues, receipt
nav-evidence = Evidence
error-evidence-expired = This evidence expired on { $date } and cannot support a new answer. Choose evidence that is valid, or keep this as history in the library.
error-evidence-period = The period ends before it begins.
error-evidence-issued = The day of issue cannot be in the future.
error-evidence-before-issued = The last day of validity is before the day of issue.
error-evidence-personal-number = The name or content of the file seems to hold a personal identity number. Remove it. If it is not one, choose the file again and confirm below.
error-evidence-private-key = The file seems to hold a private key. Remove it. If it is not a key, choose the file again and confirm below.
rule-evidence-expired = { $title } is no longer valid and cannot support a new answer. Put a new version in the library.
rule-evidence-used = { $title } supports this answer already.
rule-prefill-nothing = There is no earlier answer to confirm, or the question is answered already.
rule-prefill-doubt = The answer to { $question } from last time cannot be confirmed as it was. Open the question and complete the answer.
rule-delegation-not-yours = Only the person who handed over the section, the one who has it or an administrator can take it back.
audit-object-evidence_item = evidence in the library
audit-object-section_delegation = handed-over section
questionnaires-history-reconfirm = Confirmed the answer from last time

## Last time
answering-last-heading = Your answer last time
answering-last-by = Answered by { $name }
answering-still-true = Still true?
answering-still-true-yes = Yes, still true
answering-still-true-text = The question is unanswered until you confirm or save an answer. Files do not come along: add them from the library.
answering-use = Fill in the form with this answer
answering-suggested = The form is filled in with an earlier answer. It is not saved. Read it through, change what is needed and save.
answering-changed = Changed since last time
answering-doubt-incomplete = The answer cannot be confirmed as it was: the question needs more than last time.
answering-doubt-expired = The answer cannot be confirmed as it was: the certificate has expired.
answering-bank = Your other answers to this question
answering-earlier-title = Go through the answers from last time
answering-earlier-lead = Nothing is answered until you confirm it. Tick the answers that are still true.
answering-earlier-waiting = { $count ->
    [one] One unanswered question has an answer from last time.
   *[other] { $count } unanswered questions have answers from last time.
}
answering-earlier-go = Go through the answers
answering-earlier-on = Handed in last time
answering-earlier-tick = Still true: { $question }
answering-earlier-confirm = Confirm the ticked ones
answering-earlier-open = Open the question
answering-earlier-none = No answers from last time are waiting
answering-earlier-none-text = Unanswered questions that you answered last time are shown here.
answering-confirmed = { $count ->
    [one] One answer is confirmed.
   *[other] { $count } answers are confirmed.
}
answering-before = Last time
answering-now = Now

## Several at once
answering-others = Others answering now
answering-here = { $minutes ->
    [0] { $name } is answering this question now.
    [one] { $name } is answering this question, one minute ago.
   *[other] { $name } is answering this question, { $minutes } minutes ago.
}
answering-elsewhere = { $minutes ->
    [0] { $name } is answering { $question } now.
    [one] { $name } is answering { $question }, one minute ago.
   *[other] { $name } is answering { $question }, { $minutes } minutes ago.
}
answering-conflict-text = Somebody else saved while you were writing. Both texts are kept. Choose which one holds, or put them together.
answering-keep-mine = Keep mine
answering-keep-theirs = Keep the saved one
answering-merge = Put together
answering-merged = The texts are put together but not saved. Read them through and save.
answering-minutes-left = Time left, roughly
answering-minutes = { $minutes } minutes

## Sections
answering-sections-title = Who answers what
answering-sections-lead = Hand a section to a colleague. The colleague gets a mail and sees the section on the start page.
answering-sections = Sections
answering-section = Section
answering-section-of = { $name } has this section.
answering-has = Who
answering-nobody = Nobody in particular
answering-handed-by = Handed over by { $name }
answering-hand-over = Hand over
answering-colleague = Colleague
answering-day = Done by
answering-day-hint = Without a day the last day of the self-assessment holds.
answering-word = A word to the colleague
answering-handed = The section is handed over to { $name }.
answering-take-back = Take back
answering-taken-back = The section is taken back.
answering-people = Answers per person
answering-people-name = Person
answering-people-count = Questions answered
start-portal-sections = Sections to answer
answering-mail-subject = { $giver } has handed a section over to you: { $section }
answering-mail-text = { $giver } asks you to answer the section { $section } in the self-assessment for { $client }.
answering-mail-note = A word from { $giver }:
answering-mail-due = Done by
answering-mail-open = Open the section

## Evidence
evidence-lead = Files that you can use at several questions, with how long they hold. Only your own organisation sees the library. Whoever asks sees a file only when it supports an answer.
evidence-empty = No evidence yet
evidence-empty-text = Put in policies, certificates and reports that you are often asked to show.
evidence-new = Add evidence
evidence-title = Name of the evidence
evidence-kind = Kind
evidence-kind-policy = Policy or routine
evidence-kind-certificate = Certificate
evidence-kind-report = Report
evidence-kind-test = Test
evidence-kind-agreement = Agreement
evidence-kind-screenshot = Screenshot
evidence-kind-other = Other
evidence-covers-from = Covers the time from
evidence-covers-to = Covers the time to
evidence-covers = Covers
evidence-issued = Issued
evidence-expires = Valid until
evidence-expires-hint = Leave empty if the evidence does not expire.
evidence-history = Keep as history
evidence-history-hint = For evidence that has expired. It cannot support new answers.
evidence-file = File
evidence-confirm = I have checked the file: it holds no personal identity numbers, keys or passwords
evidence-added = { $title } is now in the library.
evidence-retired = { $title } is taken out of the library. Where it is used, it stays.
evidence-retire = Take out of the library
evidence-retire-confirm = Take out of the library?
evidence-used = Used at
evidence-unused = Not used yet
evidence-expired = Expired
evidence-ends-before-due = Ends before the answers are due
evidence-ends-soon = Ends soon
evidence-is-history = History
evidence-from-library = Choose from the library
evidence-use = Use
evidence-to-library = To the library

## Paper and receipt
answering-print = Print the questions
answering-print-title = Self-assessment for { $client }, all questions
answering-print-blank = Answer
answering-print-asked = To be filled in
receipt-title = Receipt
receipt-open = Show the receipt
receipt-lead = The receipt shows what you handed in. The fingerprint is the same as long as no character has changed.
receipt-none = No receipt yet
receipt-none-text = A receipt is made when the self-assessment is handed in.
receipt-number = Submission { $number }
receipt-at = Handed in
receipt-by = By
receipt-sha = Fingerprint (SHA-256)
receipt-whole = The fingerprint agrees with what was handed in.
receipt-broken = The fingerprint does not agree with what is stored.
receipt-unchanged = The answers are the same as when they were handed in.
receipt-changed = The answers have changed since then.
receipt-pdf = Download as PDF
receipt-check = Check a fingerprint
receipt-check-do = Check
receipt-check-found = The fingerprint belongs to one of the submissions here.
receipt-check-missing = The fingerprint belongs to no submission here.
receipt-pdf-title = Receipt of self-assessment
receipt-pdf-page = Page %n of %m
receipt-pdf-description = Receipt of a self-assessment of information security that was handed in
receipt-pdf-lead = The self-assessment of information security has been handed in. These were the answers.
receipt-pdf-fact_client = Client
receipt-pdf-fact_vendor = Vendor
receipt-pdf-fact_at = Handed in
receipt-pdf-fact_declared = Declared by
receipt-pdf-fact_set = Questions
receipt-pdf-fact_number = Submission
receipt-pdf-heading_sha = Fingerprint
receipt-pdf-sha_text = SHA-256 of the answers in canonical JSON, as they were handed in:
receipt-pdf-check = Check it on the page of the self-assessment under Receipt.
receipt-pdf-heading_answers = The answers
receipt-pdf-column_by = Answered by
receipt-pdf-file_sha = SHA-256
receipt-pdf-late = after the last day
receipt-pdf-none = unanswered
receipt-pdf-on_site = The evidence is shown on site
receipt-pdf-set_lite = Lite set
receipt-pdf-set_full = Full set
receipt-pdf-met = In place
receipt-pdf-partly = Partly in place
receipt-pdf-not_met = Not in place
receipt-pdf-not_applicable = Not applicable
receipt-pdf-unknown = Don't know

## Demo
demo-stop-again-title = Still true?
demo-stop-again-text = Lena Sjö answers for the second time. The answers from last time are suggestions: nothing counts until she confirms it. Her library holds evidence that is used at several questions, and one piece that ends before the answers are due.
audit-verb-reconfirm = confirmed the earlier answer
