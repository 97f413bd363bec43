### The queue: its order, what narrows it, the time we promised.

narrow = Narrow
region = Region
unit = Unit
tells = What it is
language = Language
age = Waits longer than
any-region = any
any-unit = any
any-tells = anything
any-language = any
any-age = does not matter
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
kind = { $kind ->
    [life] a new life
    [addition] an addition
    [correction] a correction
    [memory] a memory
    [withdrawal] a wish to take down
   *[other] { $kind }
}
light = nothing heavy
mine = mine only
mine-hint = The regions and units you care for
show = Show
found = { $count ->
    [0] Nobody
    [one] { $count } story
   *[other] { $count } stories
}
chosen = Chosen
without = take away
clear = take all away
next = Next story
next-hint = Takes the first one that waits.
nothing-next = Everything that waited for you here is read, or in somebody’s hands.
class = { $class ->
    [0] complete
    [1] partial
   *[2] bare
}
class-head = How complete
own = mine
passed = passed on
held = until { $time }
holds = In hand
tab-late = Wait too long
late = { $count ->
    [one] { $count } family waits longer than we promised.
   *[other] { $count } families wait longer than we promised.
}
late-link = Show them
numbers = Families see the same: recent stories mostly waited { $usual }, at most { $longest }. Promised: { $promised }.
numbers-few = Promised to families: { $promised }.
order = First what you care for, then complete stories, partial ones and bare ones; among equals whoever waits longer.
keys = Keys:
key-down = down
key-up = up
key-open = open
key-search = narrow
key-next = next
promised-family = We promise to read it and answer by { $day }.
promised-late = We promised to answer by { $day } and did not manage. We are sorry. The moderators have been reminded.
