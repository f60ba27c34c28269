# The vendor register

error-vendor-number-taken = That organisation number is already in the register, for { $name }.
error-vendor-tags = Write at most 20 tags of at most 40 characters, parted by commas.
rule-vendor-linked = The vendor is already linked to another organisation.
rule-vendor-not-categorised = Categorise the vendor before you move its tier.

audit-object-vendor = vendor
audit-object-vendor_contact = contact
audit-verb-expire = let expire
