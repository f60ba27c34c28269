

## Tjänster
import-kind-services = Tjänster
import-open-services = Till tjänsterna
import-field-service_name = Tjänst
import-field-platform = Plattform
import-field-administration = Förvaltning
import-field-audience = Publik eller intern
import-field-class_c = K (konfidentialitet)
import-field-class_i = R (riktighet)
import-field-class_a = T (tillgänglighet)
import-field-class_t = S (spårbarhet)
import-field-information_types = Informationstyper
import-field-users_per_day = Användare per dag
import-field-fallback_routine = Reservrutin
import-error-service-twice = Tjänsten finns redan på rad { $row } i samma fil.
import-error-class = ”{ $value }” är ingen nivå. Skriv en siffra 0–3, eller lämna cellen tom.
import-error-count = ”{ $value }” är inget antal. Skriv ett heltal som är noll eller större.
import-error-audience = ”{ $value }” känns inte igen. Skriv publik, intern eller partner.
import-warning-type = Informationstypen ”{ $value }” känns inte igen och utelämnas. Resten av raden tas emot.
import-warning-lowering = Filen har en lägre klass ({ $value }) än den som gäller ({ $stored }). En sänkning kräver en andra person och görs på tjänsten, så klassen lämnas som den är.
import-note-platform-added = Plattformen { $platform } läggs till, utan tak.
import-note-unclassified = Tjänsten läggs in som oklassad.
