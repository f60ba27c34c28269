# Mends of what remained of issue 4

sets-type-bool = Yes or no
library-clause-text = Wording
library-gaps-parts = Parts of the list
library-gaps-show-gaps = Gaps
library-gaps-show-unchecked = Not checked
library-gaps-show-own = Own clauses
library-gaps-others = Clauses on the list's other pages
library-no-gaps-known = Nothing that has been checked is lacking in the contract.
library-none-unchecked = Everything has been checked
library-none-unchecked-text = Every clause that the supplier's tier asks for has been checked against the contract.
sendings-why-nothing_asked = The question set asks nothing of that tier
contracts-met-absent = Not in the contract, or only in part
contracts-own-clauses-hint = Clauses that only your organisation asks for. The coverage above does not count them.
passports-mail-withdrawn-subject = { $vendor } has taken answers back from its vendor passport
passports-mail-withdrawn-text = { $count ->
    [one] { $vendor } no longer shows one of the answers that you have seen in its vendor passport.
   *[other] { $vendor } no longer shows { $count } of the answers that you have seen in its vendor passport.
 }
passports-mail-withdrawn-next = Your own review remains. If you need the information, ask the vendor or send a self-assessment.
passports-mail-withdrawn-open = See what is shown now:
passports-evidence-hint = Those who are shown the answer may also open the files here. Choose only files that all of them may see.
passports-evidence-choose = File of your library
passports-evidence-attach = Support the answer with the file
passports-evidence-remove = Take away from the answer
passports-evidence-removed = The file no longer supports the answer.
passports-evidence-library = Put the file into your evidence library first
contracts-tab-terms = Dates and amendments
contracts-subtabs = Pages under the tab
