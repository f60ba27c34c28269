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
