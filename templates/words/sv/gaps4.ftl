# Rättningar av det som återstod i ärende 4

sets-type-bool = Ja eller nej
library-clause-text = Lydelse
