### One life, and the list of people.

## Facts

born = { $sex ->
   *[unknown] Born
}
lived = { $sex ->
   *[unknown] Lived
}
served = { $sex ->
   *[unknown] Served
}
fell = { $sex ->
   *[unknown] Fell
}
lost = { $sex ->
   *[unknown] Died
}
died-of = { $sex ->
   *[unknown] Died
}
rests = Rests
in-combat = in combat
of-wounds = of wounds
in-captivity = in captivity
by-accident = in an accident
of-illness = of illness
awards = { $count ->
    [one] Award
   *[other] Awards
}
posthumous = posthumously
interests = Interests
kin = Family

## The story

story-in-other-language = There is no English text yet; here is the Ukrainian one.
line-of-life = A life in years
undated = year not recorded
began-service = { $sex ->
   *[unknown] Joined up
}
went-on-serving = { $sex ->
   *[unknown] Went on serving
}
captured = { $sex ->
   *[unknown] Captured
}
captivity-ended = End of captivity
pictures = Pictures
photo-year = { $year }
photo-credit = Picture: { $credit }
relation = { $relation ->
    [parents] parents
    [mother] mother
    [father] father
    [wife] wife
    [husband] husband
    [partner] partner
    [children] children
    [daughter] daughter
    [son] son
    [sister] sister
    [brother] brother
    [grandmother] grandmother
    [grandfather] grandfather
    [granddaughter] granddaughter
    [grandson] grandson
    [aunt] aunt
    [uncle] uncle
    [niece] niece
    [nephew] nephew
    [cousin] cousin
    [relative] relative
    [friend] friend
    [comrade] comrade-in-arms
    [commander] commander
    [colleague] colleague
    [teacher] teacher
    [neighbour] neighbour
   *[other] someone close
}

## How we know this

sources = How we know this
published-first = Published { $when }.
changed-last = Last added to { $when }.
versions = { $count ->
    [one] { $count } version of this page is kept.
   *[other] { $count } versions of this page are kept.
}
other-spellings = Other spellings of the name: { $names }
description-end = A life, a family’s story and its sources, kept by the Heroes Memorial.
