# Sendings of self-assessments to many vendors, and reminders

sendings-title = Sendings
sendings-sending = Sending
sendings-lead = Send a self-assessment to many vendors at once and follow how far each has come.
sendings-new = New sending
sendings-new-lead = Nothing is sent now. The next page shows exactly who gets what.
sendings-edit = Change the sending
sendings-number = No.
sendings-progress = How far we have come
sendings-row-tally = { $sent } of { $total } sent
sendings-empty = No sendings
sendings-empty-text = Sendings of self-assessments to several vendors are gathered here.
sendings-state-draft = Draft
sendings-state-sending = Being sent
sendings-state-paused = Paused
sendings-state-stopped = Stopped
sendings-state-sent = Sent
sendings-origin-person = Begun by a person
sendings-origin-proposed = Proposed when the time had come
sendings-origin-automatic = Started by itself
sendings-origin-text = The sending was proposed when the time had come for the vendors' tier. Look it through and start it, or throw it away.
sendings-proposed-title = Recurring self-assessment
sendings-what = What is sent
sendings-field-title = Title
sendings-field-title-hint = For example “Yearly self-assessment 2027”. The vendors do not see it.
sendings-field-due = Answer by
sendings-field-message = Message to the vendors
sendings-field-message-hint = Stands in the mail and on the page of the self-assessment.
sendings-field-note = Internal note
sendings-field-note-hint = Never shown to a vendor.
sendings-to-whom = To whom
sendings-to-whom-text = All conditions that you give must hold. Without any, the whole register is taken.
sendings-tiers-hint = Without a choice every tier is taken.
sendings-field-tag = Tag
sendings-field-tag-hint = The whole tag, as it stands in the register.
sendings-field-filter = Kept filter
sendings-no-filter = No filter
sendings-field-since = Nothing sent since
sendings-field-since-hint = Takes those who have had no self-assessment on that day or later, also those who never had one.
sendings-field-again = Only when the tier asks for a new one
sendings-field-again-hint = Takes those who have had a self-assessment before and whose tier asks for a new one now.
sendings-field-numbers = Chosen vendors
sendings-field-numbers-hint = One organisation number a line. Leave empty to choose nobody by hand.
sendings-to-preview = Preview
sendings-questions = Questions
sendings-by = By
sendings-everybody = The whole register
sendings-said-tag = the tag { $tag }
sendings-said-filter = the filter { $name }
sendings-said-since = nothing sent since { $day }
sendings-said-again = the tier asks for a new one
sendings-said-chosen = { $count } chosen
sendings-preview = This is sent
sendings-preview-counts = { $able } vendors get the self-assessment and { $people } people get a mail. { $unable } cannot get it; the reason stands in the row.
sendings-preview-mails = This is the mail as the first receiver in each language reads it. Each vendor has a link of its own.
sendings-preview-nobody = Nobody can get the self-assessment as the sending stands now.
sendings-preview-questions = Show the questions ({ $count })
sendings-mail-in-sv = In Swedish
sendings-mail-in-en = In English
sendings-mail-count = { $count } mails
sendings-mail-to = To { $name }
sendings-start = Start the sending
sendings-start-confirm = Send the self-assessment now?
sendings-started = The sending has started. You can leave the page; the work goes on.
sendings-discard = Throw the draft away
sendings-discard-confirm = Throw the draft away?
sendings-discarded = The draft is thrown away.
sendings-saved = Saved.
sendings-receivers = Receivers
sendings-no-receivers = No receivers
sendings-no-receivers-text = No vendors match the conditions.
sendings-vendor = Vendor
sendings-gets-mail = Gets a mail
sendings-pick = Choose
sendings-leave-out = Leave the chosen out
sendings-left-out = { $count } are left out.
sendings-take-again = Take everybody in again
sendings-why-nobody = Nobody there has an account that a mail reaches
sendings-why-ended = Ended
sendings-why-open = Already has a self-assessment that is not handed in
sendings-why-due_passed = The last day passed while it waited
sendings-why-stopped = The sending was stopped
sendings-why-fault = Something went wrong on our side. Try again.
sendings-receiver-queued = Waiting
sendings-receiver-sent = Sent
sendings-receiver-failed = Failed
sendings-receiver-skipped = Passed over
sendings-delivery-queued = Waiting
sendings-delivery-skipped = Passed over
sendings-delivery-failed = Failed
sendings-delivery-waiting = The mail is on its way
sendings-delivery-bounced = The mail did not arrive
sendings-delivery-sent = Sent
sendings-delivery-opened = The link was opened
sendings-delivery-started = Begun
sendings-delivery-submitted = Handed in
sendings-mail-error = The mail server said:
sendings-handled = Receivers done with
sendings-refresh = Refresh the page
sendings-pause = Pause
sendings-paused = The sending is paused.
sendings-resume = Go on
sendings-resumed = The sending goes on.
sendings-stop = Stop
sendings-stop-confirm = Stop the sending? Those who wait get no self-assessment.
sendings-stopped = The sending is stopped.
sendings-retry = Try the failed again
sendings-retried = The failed are tried again.
sendings-sent-at = Sent
sendings-link = Link to hand over
sendings-link-get = Get link
sendings-link-to = The link is for { $name } ({ $email }) at { $vendor }.
sendings-link-once = Copy the link now: it is shown only this time and can be used once. Hand it only to that person.
sendings-link-signs-in = The person already has an account and signs in with a password.
sendings-back = To the sending
sendings-settings = Reminders
sendings-settings-lead = How vendors are reminded of self-assessments that are not handed in. Each person gets at most one mail a day.
sendings-reminders = Reminders
sendings-ladder = Remind so many days from the last day
sendings-ladder-hint = For example -14, -3, 0, 7: twice before, on the day and a week after.
sendings-grace = Days before it counts as late
sendings-grace-hint = Counted from the last day. 0 to 90.
sendings-escalate = Tell the manager of the contract at the last reminder
sendings-escalate-hint = Without a manager of the contract it goes to the vendor's manager, else to whoever sent it.
sendings-automatic = Start recurring sendings by themselves
sendings-automatic-hint = Otherwise they are proposed, and a person starts them.
sendings-intervals = Time between self-assessments
sendings-intervals-text = After so long a new one is proposed for vendors that have been asked before. The times are proposals of the product.
sendings-never = never proposed
sendings-mail-late = late
rule-sending-begun = The sending has begun and cannot be changed.
rule-sending-nobody = None of the vendors can get the self-assessment. Look at the reasons in the preview.
rule-sending-not-running = The sending is not running.
rule-sending-not-paused = The sending is not paused.
rule-sending-none-failed = No receiver has failed.
rule-sending-not-sent = The sending is not finished.
rule-sending-not-sent-to = The self-assessment has not been sent to the vendor yet.
error-sending-ladder = Write one to ten whole numbers with commas between, from -365 to 365. For example -14, -3, 0, 7.
error-sending-grace = Write a whole number from 0 to 90.
error-sending-many = Choose at most 5000 vendors by hand.
error-sending-numbers = Not in the register: { $numbers }
merging-moves-sending_receivers = Rows in sendings
audit-object-sending = Sending
audit-object-sending_settings = Reminders
audit-verb-sending_pause = paused
audit-verb-sending_resume = resumed
audit-verb-sending_retry = tried again
sendings-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
sendings-mail-subject = { $count ->
    [one] Reminder from { $client }: a self-assessment is waiting
   *[other] Reminder from { $client }: { $count } self-assessments are waiting
}
sendings-mail-text = { $count ->
    [one] { $client } is waiting for this self-assessment:
   *[other] { $client } is waiting for these self-assessments:
}
sendings-escalation-subject = { $count ->
    [one] A self-assessment has not come in
   *[other] { $count } self-assessments have not come in
}
sendings-escalation-text = { $count ->
    [one] The vendor has had every reminder and has not handed in. Get in touch with it.
   *[other] The vendors have had every reminder and have not handed in. Get in touch with them.
}
