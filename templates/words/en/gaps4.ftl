# Mends of what remained of issue 4

sets-type-bool = Yes or no
library-clause-text = Wording
