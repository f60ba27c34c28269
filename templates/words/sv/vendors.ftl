# Leverantörsregistret

error-vendor-number-taken = Organisationsnumret finns redan i registret, hos { $name }.
error-vendor-tags = Skriv högst 20 etiketter med högst 40 tecken var, med komma emellan.
rule-vendor-linked = Leverantören är redan kopplad till en annan organisation.
rule-vendor-not-categorised = Kategorisera leverantören innan du flyttar nivån.

audit-object-vendor = leverantör
audit-object-vendor_contact = kontaktperson
audit-verb-expire = lät löpa ut
