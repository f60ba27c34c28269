# Self-assessments: send, answer, review

rule-assessment-nobody = Nobody at the vendor has an account yet. Invite someone before you send the self-assessment.

## Mails
questionnaires-mail-hello = Hello { $name }!
questionnaires-mail-due = Please answer by
questionnaires-mail-open = Open the self-assessment
questionnaires-mail-review = Review the answers
questionnaires-mail-message = Message from { $name }:
questionnaires-mail-sent-subject = Information security self-assessment from { $client }
questionnaires-mail-sent-text = { $client } asks you to complete an information security self-assessment of { $count } questions.
questionnaires-mail-sent-save = Your answers are saved as you write. You can pause, share the work with colleagues and submit when everything is ready.
questionnaires-mail-returned-subject = { $client } has returned your self-assessment
questionnaires-mail-returned-text = { $client } has reviewed your answers and asks you to complete them:
questionnaires-mail-returned-next = Change the answers that need more and submit the self-assessment again.
questionnaires-mail-submitted-subject = { $vendor } has submitted its self-assessment
questionnaires-mail-submitted-text = { $vendor } has submitted its self-assessment. The answers are declared correct by { $name }, { $role }.
questionnaires-mail-submitted-late = It came in after the due date,

error-declaration = Declare that the answers are correct before you submit.
audit-object-assessment = self-assessment
audit-object-answer = answer
audit-object-answer_review = review of an answer

## List and sending
questionnaires-title = Self-assessment: { $vendor }
questionnaires-list-lead = What vendors say about their information security, and what we have seen for ourselves.
questionnaires-filter-vendor = Vendor
questionnaires-filter-late = Late
questionnaires-col-vendor = Vendor
questionnaires-set = Questions
questionnaires-set-lite = Small set
questionnaires-set-full = Full set
questionnaires-set-count = { $count } questions
questionnaires-answered = Answered
questionnaires-claimed = Vendor claims
questionnaires-verified = Verified
questionnaires-unknown = Unknown or unanswered
questionnaires-progress = Progress
questionnaires-progress-words = { $answered } answered and { $reviewed } reviewed of { $total }
questionnaires-reviewed-words = { $reviewed } of { $total } answers are reviewed.
questionnaires-interval = { $low }–{ $high }%
questionnaires-percent = { $percent }%
questionnaires-not-yet = Shown once submitted
questionnaires-late = Late
questionnaires-handed-in-late = Submitted late
questionnaires-status-sent = Sent
questionnaires-status-in_progress = Being answered
questionnaires-status-submitted = To review
questionnaires-status-returned = Returned
questionnaires-status-closed = Closed
questionnaires-none-found = No self-assessment matches the filter
questionnaires-none-found-text = Clear the filter to see them all.
questionnaires-empty = No self-assessments yet
questionnaires-empty-text = The self-assessments that you send to vendors are gathered here. Open a vendor to send the first one.
questionnaires-empty-action = Show vendors
questionnaires-new-title = New self-assessment
questionnaires-new-heading = What should the vendor answer?
questionnaires-choose-vendor = Choose a vendor
questionnaires-choose-vendor-text = A self-assessment is sent from the vendor's page.
questionnaires-recipients = Goes to
questionnaires-nobody = Nobody yet
questionnaires-nobody-heading = Invite the vendor first
questionnaires-invite = Invite someone at the vendor
questionnaires-suggested-by-tier = Suggested for tier { $tier }:
questionnaires-suggested-no-tier = The vendor has no tier. Suggested until it has one:
questionnaires-due = Answer by
questionnaires-due-hint = Answers after this day are marked as late but never locked out.
questionnaires-contract = Contract
questionnaires-contract-hint = Choose a contract if the self-assessment is about one of them. Findings you make then belong to it.
questionnaires-contract-none = The vendor as a whole
questionnaires-message = Message to the vendor
questionnaires-message-hint = Shown in the mail and at the top of the self-assessment.
questionnaires-field-internal-note = Internal note
questionnaires-internal-hint = Only seen by you, never by the vendor.
questionnaires-send = Send to the vendor
questionnaires-sent = The self-assessment is sent. The vendor gets a mail with a link.

## What answers mean
questionnaires-answer-met = In place
questionnaires-answer-partly = Partly in place
questionnaires-answer-not_met = Not in place
questionnaires-answer-not_applicable = Not applicable
questionnaires-answer-unknown = Don't know
questionnaires-unanswered = Unanswered
questionnaires-unreviewed = Not reviewed
questionnaires-critical = Critical question
questionnaires-changed = Changed after the review
questionnaires-assurance-a0 = A0 Claim
questionnaires-assurance-a0-text = We only have the vendor's word.
questionnaires-assurance-a1 = A1 Document
questionnaires-assurance-a1-text = A document has been handed in.
questionnaires-assurance-a2 = A2 Reviewed
questionnaires-assurance-a2-text = We have reviewed or sampled it ourselves.
questionnaires-assurance-a3 = A3 Independent
questionnaires-assurance-a3-text = An independent audit or test shows it.
questionnaires-severity-critical = Critical
questionnaires-severity-high = High
questionnaires-severity-medium = Medium
questionnaires-severity-low = Low

## The page of a self-assessment
questionnaires-review = Review the answers
questionnaires-read-answers = Read the answers
questionnaires-why = How the figures are made
questionnaires-why-claimed = What the vendor claims is an interval. Its lower end counts every unknown and unanswered question as not in place, its upper end as in place. Questions that do not apply are left out, and critical questions weigh the most.
questionnaires-why-verified = Verified is the part that we have judged to be in place ourselves, with enough support and evidence that still holds. The two figures are never merged.
questionnaires-why-required = Support that the vendor's tier asks for:
questionnaires-why-version = Questions of
questionnaires-drafts-heading = The vendor is answering
questionnaires-drafts-text = The answers are shown here once the vendor has submitted them. Until then they are the vendor's own drafts.
questionnaires-reworked-heading = The vendor is completing its answers
questionnaires-reworked-text = The answers may change until the self-assessment is submitted again. Answers that change need a new review.
questionnaires-suggestions = Suggested findings
questionnaires-suggestions-text = Critical questions whose answer is not enough. You decide whether it is a finding.
questionnaires-suggested-by-review = By your review
questionnaires-suggested-by-claim = By the vendor's answer
questionnaires-make-finding = Make a finding
questionnaires-finding = Finding
questionnaires-finding-number = Finding { $number }
questionnaires-finding-suggested = The question is critical and the answer is not enough.
questionnaires-finding-text = If the answer is not enough you can make it a finding and then decide on actions.
questionnaires-finding-made = Finding { $number } is made. Add an action on its page.
questionnaires-question = Question
questionnaires-claim = Vendor's answer
questionnaires-judgement = Your judgement
questionnaires-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
questionnaires-on-site = Shown on site
questionnaires-facts = About the self-assessment
questionnaires-sent-by = Sent by
questionnaires-declared = Declared by
questionnaires-returned-at = Returned
questionnaires-closed-by = Closed by
questionnaires-return-heading = Return
questionnaires-remarks = Remarks to the vendor
questionnaires-remarks-hint = Say what needs more. The comments on each question come along.
questionnaires-return = Return
questionnaires-returned = The self-assessment is returned. The vendor gets a mail with the remarks.
questionnaires-close-heading = Close
questionnaires-close-text = Once the self-assessment is closed neither answers nor judgements can change.
questionnaires-close = Close the self-assessment
questionnaires-close-confirm = Close the self-assessment?
questionnaires-closed = The self-assessment is closed.

## Review
questionnaires-question-title = { $id } { $domain }
questionnaires-place = Question { $number } of { $total }
questionnaires-guidance = Help with the question
questionnaires-evidence-examples = Examples of evidence
questionnaires-controls = ISO/IEC 27001:2022
questionnaires-nis2 = NIS2 article 21.2
questionnaires-clauses = Contract clauses
questionnaires-changed-text = The vendor has changed the answer after your review. Your judgement does not count until you save it again.
questionnaires-claim-heading = Vendor's answer
questionnaires-judgement-heading = Your judgement
questionnaires-field-status = Is the requirement in place?
questionnaires-field-assurance = How strongly is the answer supported?
questionnaires-field-said = Comment to the vendor
questionnaires-said-hint = Shown to the vendor when the self-assessment is returned or closed.
questionnaires-save-next = Save and go on
questionnaires-save-back = Save and back to the overview
questionnaires-review-saved = Your judgement is saved.
questionnaires-steps = Change question
questionnaires-all-questions = All questions
questionnaires-conflict-text = Compare the texts. If you save now, yours will hold. Reload the page to keep the one that is saved.

## The vendor's pages
questionnaires-portal-title = Self-assessment for { $client }
questionnaires-portal-lead = Questions about your information security from those you deliver to.
questionnaires-portal-empty = No self-assessments yet
questionnaires-portal-empty-text = When someone asks you for a self-assessment it is shown here, and you get a mail.
questionnaires-portal-status-sent = New
questionnaires-portal-status-in_progress = Begun
questionnaires-portal-status-submitted = Submitted
questionnaires-portal-status-returned = Needs more
questionnaires-portal-status-closed = Closed
questionnaires-portal-drafts = Your answers are saved as you go. The client sees them only once they are submitted.
questionnaires-asked-by = Client
questionnaires-about = About
questionnaires-contact = Contact
questionnaires-answered-questions = Answered questions
questionnaires-go-on = Continue answering
questionnaires-return-note = This needs more
questionnaires-message-from = Message from the client
questionnaires-late-text = The due date has passed. You can still answer and submit.
questionnaires-has-remark = Has a comment
questionnaires-remark = Comment on the answer
questionnaires-domains = Domains
questionnaires-your-answer = Your answer
questionnaires-status-hint = Answer "Don't know" rather than guess. It is an honest answer that can be followed up.
questionnaires-comment-hint = Needed with "Partly in place" and "Not applicable".
questionnaires-shown-on-site = The evidence can be shown on site
questionnaires-shown-on-site-hint = Choose this instead of uploading sensitive information.
questionnaires-evidence-warning = Do not upload personal data, passwords or anything that shows how your network is protected. Mask the document or show it on site.
questionnaires-evidence-file = File that supports the answer
questionnaires-attached = The file is uploaded.
questionnaires-detached = The file is removed.
questionnaires-remove-confirm = Remove the file?
questionnaires-more-rows = Save and add rows
questionnaires-hint-percent = A number between 0 and 100.
questionnaires-hint-days = Number of days.
questionnaires-hint-countries = Country codes of two letters, such as SE. One on each line.
questionnaires-hint-country = Country code of two letters, such as SE.
questionnaires-hint-lines = One entry on each line.
questionnaires-level-0 = 0
questionnaires-level-1 = 1
questionnaires-level-2 = 2
questionnaires-level-3 = 3
questionnaires-read-only = The self-assessment is submitted or closed. The answers can be read but not changed.
questionnaires-saved-later = The answer is saved. Continue when it suits you.
questionnaires-submit-title = Submit the self-assessment
questionnaires-submit-lead = The answers go to { $client }.
questionnaires-missing-heading = What is missing
questionnaires-missing-text = { $count ->
    [one] One question needs more before you can submit.
   *[other] { $count } questions need more before you can submit.
}
questionnaires-declaration = Declaration
questionnaires-declaration-text = I declare that the answers are correct and complete to the best of our knowledge.
questionnaires-declared-by = Name of the person who declares
questionnaires-declared-role = Role
questionnaires-declared-role-hint = Such as CEO or chief information security officer.
questionnaires-what-next = The client is told and reviews the answers. You will hear if anything needs more.
questionnaires-submitted = The self-assessment is submitted. The client is told and reviews the answers.

## History
questionnaires-history-send = Sent the self-assessment
questionnaires-history-submit = Submitted the self-assessment
questionnaires-history-return = Returned the self-assessment
questionnaires-history-close = Closed the self-assessment
questionnaires-history-create = Answered the question
questionnaires-history-update = Changed the answer
questionnaires-history-review = Judged the answer
