# The vendor passport: answer once, show to those you choose.
passports-title = Vendor passport
passports-lead = Answer once, here. Then choose who may see which answers. Nobody learns whom else you show anything.
passports-clients = Who sees the answers
passports-clients-text = Nobody sees anything until you have chosen so. A change of an answer that is shown is seen at once.
passports-client = Client
passports-shown = Answers shown
passports-share-who = Your vendor administrator chooses which answers are shown.
passports-clients-none = No client follows you up here yet.
passports-shown-to-count = { $count ->
    [one] Shown to one
   *[other] Shown to { $count }
 }
passports-shown-to = These see the answer, and a change of it at once:
passports-share-title = What { $client } may see
passports-share-lead = Tick the answers that { $client } may see. What you untick is no longer shown.
passports-share-now = { $shown } answers are shown today. { $answered } questions are answered in the passport.
passports-share-changed = Somebody else changed the choice at the same time. This is how it stands now. Make your change again.
passports-withdraw-text = When you take an answer back, the client no longer sees the text. A review that has been made stays with the client, with the day when the answer was taken back. Answers in a submitted self-assessment are not affected.
passports-save-shares = Save the choice
passports-shared = The choice is saved.
passports-fill = Fill in from the vendor passport
passports-fill-hint = Takes the answers that you show this client, for questions that nobody has answered.
passports-filled = { $count ->
    [one] One answer was taken from the passport. Read it before you submit.
   *[other] { $count } answers were taken from the passport. Read them before you submit.
 }
passports-filled-none = The passport had no answers to take. Check which answers you show this client.
passports-take = Put the answers in the vendor passport
passports-take-hint = The answers are kept in your passport. They are shown to nobody until you choose so.
passports-taken = { $count ->
    [0] The passport had all the answers already.
    [one] One answer was put in the passport.
   *[other] { $count } answers were put in the passport.
 }
passports-withdrawn = Withdrawn
passports-changed = Changed after review
passports-region-lead = Answers that the vendor has chosen to show you, and your own review of them.
passports-region-empty = Nothing is shown
passports-region-empty-text = The vendor has not chosen to show you any answers of its passport.
passports-region-unlinked = The vendor has no account here yet. Invite somebody there first.
passports-question = Question
passports-withdrawn-text = The vendor has withdrawn the answer. Your review stays. Withdrawn
passports-changed-text = The vendor has changed the answer since your review.
passports-not-shown = The answer is no longer shown.
error-passport-unanswered = { $question } is not answered in the passport and can therefore not be shown.
audit-object-passport_answer = answer of a vendor passport
audit-verb-passport_share = changed what is shown
merging-moves-passport_reviews = Reviews of vendor passports
