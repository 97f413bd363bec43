### Days of the year.

title = Days of remembrance
description = A calendar of remembrance: which of Ukraine’s fallen defenders fell or were born on each day of the year.
lead = The number under a day says how many people we remember then: those who fell and those who were born on it.
today = Today, { $date }
day-people = { $date }: { $people }
month-only = Only the month is known: { $people }

day-description = Ukraine’s fallen defenders who fell or were born on { $date }. The stories of their lives.
fell-on-day = Fell on this day
born-on-day = Born on this day
nobody = Nobody who fell or was born on this day has been told of here yet.
around = Days around
leap = This day does not come every year. When it does not, these people are remembered on 28 February.
instead-of-leap = There is no 29 February this year, so those who fell or were born on that day are remembered here too.
year-unknown = Year unknown

month-description = Ukraine’s fallen defenders of whom no more is known than that they fell or were born { $inside }.
month-lead = Below are those of whom only the month is known. Where the day is known too, a person is remembered on it.
month-nobody = There is nobody here of whom only the month is known. The others are remembered on their days.
days-of-month = Days of the month
months-around = Months around
fell = Fell
born = Born
