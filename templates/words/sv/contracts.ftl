# Avtal och avtalskrav

error-contract-reference-taken = Beteckningen används redan för ett annat avtal.
error-contract-parent = Välj ett ramavtal i listan. Ett avrop kan inte i sin tur ha avrop.

audit-object-contract = avtal
audit-object-contract_clause = avtalskrav
