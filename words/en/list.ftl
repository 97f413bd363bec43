### The search and the list of people.

title = Find a person
title-of = Search: { $typed }
title-of-page = Search: { $typed }, page { $page }
title-page = Find a person, page { $page }
description = Search among Ukraine’s fallen defenders: by name, call sign, village, unit, year, or a word of the story.
on-page = { $title }, page { $page }
nobody-yet = We are waiting for the first stories
nobody = Nobody was found
ignored = Nobody is found with all the words. These are found without { $words }.
quoted = “{ $word }”
not-followed = We did not understand this and left it out: { $typed }. The rest was followed.
take-back = Remove:
take-back-all = Remove all
letters = By the first letter of the family name
letter = { $letter }: { $people }

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
rank = Rank
more-ranks = { $count ->
    [one] { $count } more rank
   *[other] { $count } more ranks
}
rank-of-navy = { $rank } (Navy)
award = Award
more-awards = { $count ->
    [one] { $count } more award
   *[other] { $count } more awards
}
died = Year of death
more-years = { $count ->
    [one] { $count } more year
   *[other] { $count } more years
}
born = Year of birth
more-decades = { $count ->
    [one] { $count } more decade
   *[other] { $count } more decades
}
year-from = from
year-to = to
date-hint = A year, a month or a day: 2024, 03.2024, 5.03.2024.
date-wrong = We did not understand this date. Write a year, a month or a day: 2024, March 2024, 5 March 2024.
count = { $count }
show = Show
chosen-fell = fell: { $region }
chosen-rests = rest: { $region }
chosen-died = fell: { $when }
chosen-died-from = fell from: { $when }
chosen-died-to = fell until: { $when }
chosen-born = born: { $when }
chosen-born-from = born from: { $when }
chosen-born-to = born until: { $when }
chosen-letter = family name begins with { $letter }

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
page = Page { $page }
page-number = { $page }
page-of = Page { $page } of { $pages }
range = { $first }–{ $last } of { $all }
before = Back
after = Next

nothing-wordless = There is neither a word nor a number in what you typed. Write a name, a call sign, a village or a unit.
nothing-words = The name may be written differently, or nobody has told of this person here yet.
nothing-choices = Nobody told of here fits everything that is chosen.
nearest = The nearest names
wider = A wider search
nothing-without = Without { $choice }: { $people }
nothing-only = Only { $words }: { $people }
nothing-tell = If nobody has told of this person yet, you can.
