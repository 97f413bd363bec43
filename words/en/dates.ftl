### Dates as people say them. A month with its year is put together in src/i18n/dates/grammar.rs.

## As a label and in a sentence

on-day = on { $date }
in-month = in { $date }
in-year = in { $date }
about = about { $date }
about-then = around { $date }
perhaps = probably { $date }
decade = the { $first }s
in-decade = in the { $first }s
of-decade = the { $first }s
century = the { $number } century
in-century = in the { $number } century
between = between { $first } and { $last }
between-years = between { $first } and { $last }
up-to = before { $date }
up-to-then = no later than { $date }
from = from { $date }
from-then = no earlier than { $date }
year-unknown = { $date }, year unknown
year-unknown-then = { $date } (year unknown)

## Since when and until when

since = from { $date }
since-about = from around { $date }
since-perhaps = probably from { $date }
since-at-latest = from { $date } at the latest
since-at-earliest = from { $date } at the earliest
since-some-day = from some day { $between }
until = until { $date }
until-about = until around { $date }
until-perhaps = probably until { $date }
until-at-latest = until { $date } at the latest
until-at-earliest = until { $date } at the earliest
until-some-day = until some day { $between }
from-to = from { $first } to { $last }

## The years of a life when only one end is known

born-then = born { $when }
died-then = died { $when }
age = aged { $years }

## Time

moment = { $date }, { $time }
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
under-a-minute = less than a minute

## What is missing in the boxes “day”, “month”, “year”

day-not-a-number = Write the day as a number, such as 5. If you do not know the day, leave the box empty.
month-not-a-number = Choose the month from the list. If you do not know the month, leave the box empty.
year-not-a-number = Write the year in four digits, such as 1996. If you do not know the year, leave the box empty.
no-such-day = { $month } has { $days } days. Check the day.
no-such-day-ever = { $month } never has more than { $days } days. Check the day.
month-missing = There is a day but no month. Choose the month, or leave the day empty too.
two-digit-year = Write the whole year, in four digits, such as 1996.
year-out-of-range = The year must be between { $first } and { $last }. Check the digits.
in-future = { $what ->
    [year] That year has not come yet. Check the date.
    [month] That month has not come yet. Check the date.
   *[day] That day has not come yet. Check the date.
}
