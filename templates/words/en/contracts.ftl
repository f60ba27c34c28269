# Contracts and their clauses

error-contract-reference-taken = Another contract already has that reference.
error-contract-parent = Choose a framework agreement in the list. A call-off cannot have call-offs of its own.

audit-object-contract = contract
audit-object-contract_clause = contract clause
