# The supply chain: tiers, links and what stands behind them

audit-object-chain_node = party in a supply chain
audit-object-chain_link = link in a supply chain
audit-object-chain_terms = terms of a supply chain
audit-verb-chain_move = moved
audit-verb-chain_approve = noted a decision about
audit-verb-chain_confirm = noted the vendor's confirmation of

error-chain-parent = Choose a party that is already in the chain of the contract.
error-chain-self = A party cannot be its own sub-contractor. Choose another party, or another tier above it.
error-chain-cycle = That would make a circle: the party already stands higher up in the same chain. Choose another party, or another tier above it.
error-chain-twice = The link is already in the chain. Change it instead of adding another.
error-chain-depth = { $limit ->
    [0] The contract allows no sub-contractors. Change the limit of the contract first, or register the link as discovered if it is already in use.
    [one] The contract allows one tier below the main vendor. Change the limit of the contract first, or register the link as discovered if it is already in use.
   *[other] The contract allows { $limit } tiers below the main vendor. Change the limit of the contract first, or register the link as discovered if it is already in use.
}
error-chain-client = Your own organisation cannot be a sub-contractor in a supply chain. Describe whoever does the work instead.
error-chain-kind-vendor = A vendor of the register is added by its organisation number. Choose another kind here.
error-chain-country = We do not know the country “{ $name }”. Write its name or code, such as Thailand or TH.
error-chain-same-name = There is already a party with the same name. Choose whether it is the same or another.
error-chain-number-taken = The number already belongs to { $name }.
error-chain-class-four = Class 4 is handled outside this system. Take the matter to the head of protective security and write nothing about the content here.
error-chain-persons = The highest number cannot be less than the lowest.
error-chain-purpose = Write the purpose, such as “storage of recorded calls”.
error-chain-many = There are too many parts. Write 50 at most.
error-chain-transfer = Something is outside the EU and EEA. Say what the transfer is based on, or that it is not known.
error-chain-orphans = { $count ->
    [one] One party further down the chain depends on the link. Choose what is to happen to it.
   *[other] { $count } parties further down the chain depend on the link. Choose what is to happen to them.
}
error-chain-ended-later = A link cannot end on a day that has not come yet.
error-chain-ended-before = The link began later than that. Choose the day on which it ceased.
error-chain-reference = Say which decision it is, such as its diary number.
rule-chain-link-ended = The link has ended and cannot be changed. Add a new link if the work has begun again.
