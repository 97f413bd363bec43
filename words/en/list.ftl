### The search and the list of people.

title = Find a person
title-of = Search: { $typed }
title-of-page = Search: { $typed }, page { $page }
title-page = Find a person, page { $page }
description = Search among Ukraine’s fallen defenders: by name, call sign, village, unit, year, or a word of the story.
on-page = { $title }, page { $page }
nobody-yet = We are waiting for the first stories
nobody = Nobody was found
not-followed = We did not understand this and left it out: { $typed }. The rest was followed.
take-back = Remove:
take-back-all = Remove all
letters = By the first letter of the family name

filters = Region, unit, year
chosen = { $count } chosen
region = Region
role-from = where they were from
role-fell = where they fell
role-rests = where they rest
more-regions = { $count ->
    [one] { $count } more region
   *[other] { $count } more regions
}
unit = Unit
more-units = { $count ->
    [one] { $count } more unit
   *[other] { $count } more units
}
year = Year of death
year-from = from
year-to = to
show = Show
chosen-fell = fell: { $region }
chosen-rests = rest: { $region }
chosen-died = fell: { $when }
chosen-died-from = fell from: { $when }
chosen-died-to = fell until: { $when }
chosen-born-from = born from: { $when }
chosen-born-to = born until: { $when }

sort = Order:
by-relevance = by match
by-name = by name
by-death = by day of death
by-publication = by day of telling

found-alias = Found by another name:
found-latin = Found by the Latin spelling:
found-call-sign = Found by call sign:
found-form = Found by a form of the name:
found-alike = A similar name
found-birth = Found by place of birth:
found-home = Found by where they lived:
found-death = Found by place of death:
found-burial = Found by place of rest:
found-unit = Found by unit:
found-story = Found in the story:

pages = Pages of the list
range = { $first }–{ $last } of { $all }
before = Back
after = Next

nothing-try = You could try this:
nothing-spelling = type only the beginning of the family name, or the same in Cyrillic letters
nothing-fewer = leave one word: a family name, a call sign or a village
nothing-filters = remove everything that is chosen
nothing-tell = If nobody has told of this person yet, you can.
