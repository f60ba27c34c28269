

## Services
import-kind-services = Services
import-open-services = To the services
import-field-service_name = Service
import-field-platform = Platform
import-field-administration = Administration
import-field-audience = Public or internal
import-field-class_c = C (confidentiality)
import-field-class_i = I (integrity)
import-field-class_a = A (availability)
import-field-class_t = T (traceability)
import-field-information_types = Information types
import-field-users_per_day = Users a day
import-field-fallback_routine = Fallback routine
import-error-service-twice = The service stands on row { $row } of the same file already.
import-error-class = "{ $value }" is no level. Write a digit 0–3, or leave the cell empty.
import-error-count = "{ $value }" is no number. Write a whole number that is zero or greater.
import-error-audience = "{ $value }" is not known. Write public, internal or partner.
import-warning-type = The type "{ $value }" is not known and is left out. The rest of the row is taken.
import-warning-lowering = The file has a lower class ({ $value }) than the one in force ({ $stored }). A lowering takes a second person and is made on the service, so the class is left as it is.
import-note-platform-added = The platform { $platform } is added, without a ceiling.
import-note-unclassified = The service is added as not classified.
