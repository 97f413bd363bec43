### Turns on the front page: who, when and why.

why = Why this person?
link = Whom the front page shows on this day
title = The front page on { $date }
lead = Everyone comes first once a year, all alike. By Kyiv time, this year:
nobody = This day is nobody’s turn. The last one goes on, which began { $since }:
empty = Nobody is here yet.
more = { $count ->
    [one] { $count } more person
   *[other] { $count } more people
}
api = The same list for programs

rule = Whom we show first, and why
rule-1 = One person on the front page is always larger than the others. Who it is, is decided by no person and no number of readers, but by a rule that is the same for all: in a year, from 1 January to 31 December in Kyiv, everyone comes first once, and nobody comes a second time before everyone came once.
rule-2 = A turn falls on the person’s own day: the day of death or, where that is not known, the birthday. Where only a month is known, the turn is drawn within that month; where not even the month is, within the year. It is drawn by the permanent number of the page, so new pages move nobody.
rule-3 = A day that several share is divided equally: if we remember twenty-four, each has an hour. With a hundred thousand people some two hundred and seventy would share a day, and each would have five minutes. The order within the day is another every year, so that nobody always has the night. Those whose turn comes next are named beside.
rule-4 = On a day that is nobody’s, the last turn goes on. Whoever appeared here on the day itself waits for the next turn. Only a corrected date can move a turn.
rule-5 = Anyone can check: the page of every day links to a list of who comes first, from when to when.
