# Why something cannot be done, and the way on

error-level = Choose a level between 0 and { $highest }, or "Not known".
error-override-one-step = You can move the vendor only one step from the calculated tier.
error-override-floor = The class of the information means that the tier cannot be below tier { $floor }.
error-override-past = Choose an end date after today.
error-override-too-long = An override holds for 12 months at most. Choose { $latest } or earlier.

error-answer-form = The answer has the wrong form.
error-answer-date = Write the date as year-month-day, for example 2026-11-22.
error-answer-percent = Write a number between 0 and 100.
error-answer-number = Write a number that is 0 or more.
error-answer-choice = Choose one of the alternatives.
error-answer-text = Write a text of at most 10,000 characters.
error-answer-bool = Choose yes or no.
error-answer-list = Write a list with one line for each entry.
error-answer-country = Write the country code in two capital letters, for example SE.
error-answer-level = Choose a class between 0 and 3.
error-answer-comment = Describe in the comment what remains, or why the requirement does not apply to you.

rule-assessment-submitted = The self-assessment has been submitted and is being reviewed. Ask the region to return it if something needs to change.
rule-assessment-closed = The self-assessment is closed and cannot be changed.
rule-assessment-not-begun = The self-assessment has no answers yet.
rule-assessment-returned = The self-assessment has come back with remarks. Go through them and save at least one answer before you submit it again.
rule-assessment-not-submitted = The vendor has not submitted the self-assessment yet.
rule-assessment-incomplete = { $count ->
    [one] One question needs more: { $questions }.
   *[other] { $count } questions need more: { $questions }.
}

error-action-note = Describe what has been done, so that the region can verify the action.
error-action-not-effective-note = Describe what is lacking, so that the responsible party knows what remains.
error-postpone-earlier = Choose a date after the present due date, { $due }.
error-postpone-past = Choose today's date or a later one.
rule-action-closed = The action is closed and cannot be changed.
rule-action-awaits-verification = The action has been reported done and waits for the region to verify it.
rule-action-not-reported = The action must be reported done before it can be verified.
rule-action-reported = The action has been reported done. Its owner cannot be changed until it has been verified or sent back.

rule-dialogue-untouched = { $count ->
    [one] One open action has not been taken up: { $titles }. Take it up or defer it before you lock.
   *[other] { $count } open actions have not been taken up: { $titles }. Take them up or defer them before you lock.
}
rule-dialogue-locked = The dialogue is locked and cannot be changed. Write a new note if something needs correcting.
rule-dialogue-not-held = First state when the meeting was held.
rule-dialogue-out-for-approval = The minutes have been sent for approval. Take them back to draft if something needs to change.
rule-dialogue-step = That step cannot be taken from here. Reload the page and try again.
