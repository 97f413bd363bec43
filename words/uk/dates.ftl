### Дати, як їх кажуть люди. Місяці з роком у потрібному відмінку складає src/i18n/dates/grammar.rs.

## У підписі і в реченні

on-day = { $date }
in-month = у { $date }
in-year = { $date }
about = близько { $date }
about-then = близько { $date }
perhaps = імовірно { $date }
decade = { $first }-{ $ending ->
    [forties] ві
    [thousands] ні
   *[other] ті
}
in-decade = у { $first }-х роках
of-decade = { $first }-х років
century = { $number } століття
in-century = у { $number } столітті
between = між { $first } і { $last }
between-years = між { $first } і { $last } роками
up-to = до { $date }
up-to-then = не пізніше { $date }
from = від { $date }
from-then = не раніше { $date }
year-unknown = { $date }, рік невідомий
year-unknown-then = { $date } (рік невідомий)

## Від якого часу і до якого

since = від { $date }
since-about = приблизно від { $date }
since-perhaps = імовірно від { $date }
since-at-latest = не пізніше ніж від { $date }
since-at-earliest = не раніше ніж від { $date }
since-some-day = від якогось дня { $between }
until = до { $date }
until-about = приблизно до { $date }
until-perhaps = імовірно до { $date }
until-at-latest = не пізніше ніж до { $date }
until-at-earliest = щонайменше до { $date }
until-some-day = до якогось дня { $between }
from-to = від { $first } до { $last }

## Роки життя, коли відомий лише один край

born-then = { $sex ->
    [male] народився { $when }
    [female] народилася { $when }
   *[unknown] нар. { $when }
}
died-then = { $sex ->
    [male] загинув { $when }
    [female] загинула { $when }
   *[unknown] життя обірвалося { $when }
}
age = { $years ->
    [one] { $years } рік
    [few] { $years } роки
   *[many] { $years } років
}

## Час

moment = { $date }, { $time }
days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}
hours = { $count ->
    [one] { $count } година
    [few] { $count } години
   *[many] { $count } годин
}
minutes = { $count ->
    [one] { $count } хвилина
    [few] { $count } хвилини
   *[many] { $count } хвилин
}
under-a-minute = менше хвилини

## Чого бракує в полях «день», «місяць», «рік»

day-not-a-number = День напишіть числом, наприклад 5. Якщо не знаєте дня, лишіть поле порожнім.
month-not-a-number = Виберіть місяць зі списку. Якщо не знаєте місяця, лишіть поле порожнім.
year-not-a-number = Рік напишіть чотирма цифрами, наприклад 1996. Якщо не знаєте року, лишіть поле порожнім.
no-such-day = { $days ->
    [one] У { $month } { $days } день. Перевірте число.
    [few] У { $month } { $days } дні. Перевірте число.
   *[many] У { $month } { $days } днів. Перевірте число.
}
no-such-day-ever = { $days ->
    [one] У { $month } не буває більше ніж { $days } день. Перевірте число.
    [few] У { $month } не буває більше ніж { $days } дні. Перевірте число.
   *[many] У { $month } не буває більше ніж { $days } днів. Перевірте число.
}
month-missing = День є, а місяця немає. Виберіть місяць або лишіть порожнім і день.
two-digit-year = Рік напишіть повністю, чотирма цифрами, наприклад 1996.
year-out-of-range = Рік має бути між { $first } і { $last }. Перевірте цифри.
in-future = { $what ->
    [year] Цей рік ще не настав. Перевірте дату.
    [month] Цей місяць ще не настав. Перевірте дату.
   *[day] Цей день ще не настав. Перевірте дату.
}
