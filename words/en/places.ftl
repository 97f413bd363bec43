### Settlements: suggestions, the question “which one”, and the desk of the register.

suggestions = Settlements of the register
chosen = Chosen: …
kind = { $kind ->
    [city] city
    [settlement] settlement
   *[village] village
}
formerly = formerly { $name }
which = Which one?
which-lead = We found this name in the register of settlements. If you recognise yours, mark it. If not, everything stays as you wrote it.
is-it = Is this the place?
is-it-lead = We found this name in the register of settlements. If this is it, mark it. If not, everything stays as you wrote it.
is-another = No, another one, or I do not know
which-of = { $place ->
    [birth] Place of birth
    [home] Home
    [death] Place of death
   *[burial] Place of burial
}
found-in-register = { $count ->
    [one] The register has { $count } such settlement.
   *[other] The register has { $count } such settlements.
}
not-in = { $region }: the register has no “{ $place }” here. This is where there is one.
so-many = { $count ->
    [one] { $count } settlement
   *[other] { $count } settlements
}
none-of-these = None of these, or I do not know
desk = Settlements
desk-lead = Names on published pages and in stories that wait which the register does not have, spells otherwise, or has in another region. Match a name once, and it is put right wherever it is written the same.
desk-empty = Every name is known.
desk-hint = One button undoes the whole act.
waiting-count = { $count ->
    [one] { $count } name waits to be matched
   *[other] { $count } names wait to be matched
}
in-no-region = no region is given
verdict = { $verdict ->
    [otherwise] spelled in another way in the register
    [no] in the register, in another region
   *[unknown] not in the register
}
spelled = Written as: { $spellings }
said-by = { $lives ->
    [one] { $lives } page
   *[other] { $lives } pages
}
waiting-in = { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
}
match = Match
no-proposal = The register has nothing like it. Find it or add it:
why = { $why ->
    [matched] matched so before: { $name }
    [former] formerly { $name }
    [name] the same name
    [beginning] the name begins so
   *[slip] sounds nearly the same
}
matched = Put right: { $what }.
last = Matched last
undo = Undo
undone = undone
register = Register of settlements
register-lead = 29,703 cities, settlements and villages by the codifier (KATOTTH), with former names that we added.
register-search = Name of a settlement
register-find = Find
register-empty = There is no such name.
register-start = Write a name, in either alphabet; a slip or a former name will do.
code = Code { $code }
by-hand = added by a moderator
former-names = Former names
remembered = remembered spelling: { $name }
former-add = Add a former name
former-label = Former name of { $place }
remove = Take out
missing = Add a settlement that is missing
missing-lead = For villages that are gone and for those that the codifier does not have yet.
name = Name
kind-label = What it is
region-label = Region
add = Add
done = Saved.
known-already = It is in the register already.
unreadable = Write a name of at most 100 letters and choose a region.
to-register = Search the register
