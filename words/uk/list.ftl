### Пошук і список людей.

title = Знайти людину
title-of = Пошук: { $typed }
title-of-page = Пошук: { $typed }, сторінка { $page }
title-page = Знайти людину, сторінка { $page }
description = Пошук серед полеглих захисників і захисниць України: за іменем, позивним, селом, частиною, роком або словом з розповіді.
on-page = { $title }, сторінка { $page }
nobody-yet = Перших розповідей ще чекаємо
nobody = Нікого не знайдено
ignored = З усіма словами нікого не знайдено. Тут ті, хто знайшовся без слова { $words }.
quoted = «{ $word }»
not-followed = Цього ми не зрозуміли й пропустили: { $typed }. Решту враховано.
take-back = Прибрати:
take-back-all = Прибрати все
letters = За першою літерою прізвища
letter = { $letter }: { $people }

filters = Область, частина, рік
chosen = обрано { $count }
region = Область
role-from = звідки був чи була
role-fell = де загинув чи загинула
role-rests = де спочиває
more-regions = { $count ->
    [one] Ще { $count } область
    [few] Ще { $count } області
   *[many] Ще { $count } областей
}
unit = Частина
more-units = { $count ->
    [one] Ще { $count } частина
    [few] Ще { $count } частини
   *[many] Ще { $count } частин
}
rank = Звання
more-ranks = { $count ->
    [one] Ще { $count } звання
    [few] Ще { $count } звання
   *[many] Ще { $count } звань
}
rank-of-navy = { $rank } (флот)
award = Нагорода
more-awards = { $count ->
    [one] Ще { $count } нагорода
    [few] Ще { $count } нагороди
   *[many] Ще { $count } нагород
}
died = Рік загибелі
more-years = { $count ->
    [one] Ще { $count } рік
    [few] Ще { $count } роки
   *[many] Ще { $count } років
}
born = Рік народження
more-decades = { $count ->
    [one] Ще { $count } десятиліття
    [few] Ще { $count } десятиліття
   *[many] Ще { $count } десятиліть
}
year-from = від
year-to = до
date-hint = Рік, місяць або день: 2024, 03.2024, 5.03.2024.
date-wrong = Цієї дати ми не зрозуміли. Напишіть рік, місяць або день: 2024, березень 2024, 5.03.2024.
count = { $count }
show = Показати
chosen-fell = загинули: { $region }
chosen-rests = спочивають: { $region }
chosen-died = загинули: { $when }
chosen-died-from = загинули від: { $when }
chosen-died-to = загинули до: { $when }
chosen-born = народилися: { $when }
chosen-born-from = народилися від: { $when }
chosen-born-to = народилися до: { $when }
chosen-letter = прізвище на «{ $letter }»

sort = Упорядкувати:
by-relevance = за збігом
by-name = за іменем
by-death = за днем загибелі
by-publication = за днем розповіді

found-alias = Знайдено за іншим іменем:
found-latin = Знайдено за написанням латинкою:
found-call-sign = Знайдено за позивним:
found-form = Знайдено за формою імені:
found-alike = Схоже ім’я
found-birth = Знайдено за місцем народження:
found-home = Знайдено за місцем, де жили:
found-death = Знайдено за місцем загибелі:
found-burial = Знайдено за місцем спочинку:
found-unit = Знайдено за частиною:
found-story = Знайдено в розповіді:

pages = Сторінки списку
page = Сторінка { $page }
page-number = { $page }
page-of = Сторінка { $page } із { $pages }
range = { $first }–{ $last } із { $all }
before = Назад
after = Далі

nothing-wordless = У тому, що Ви написали, немає ні слова, ні числа. Напишіть ім’я, позивний, село чи частину.
nothing-words = Можливо, ім’я записано інакше або про цю людину тут ще не розповіли.
nothing-choices = Усе обране разом не підходить нікому з тих, про кого тут розповіли.
nearest = Найближчі імена
wider = Якщо шукати ширше
nothing-without = Без { $choice }: { $people }
nothing-only = Лише { $words }: { $people }
nothing-tell = Якщо про цю людину ще не розповіли, це можете зробити Ви.
