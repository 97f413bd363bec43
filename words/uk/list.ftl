### Пошук і список людей.

title = Знайти людину
title-of = Пошук: { $typed }
title-of-page = Пошук: { $typed }, сторінка { $page }
title-page = Знайти людину, сторінка { $page }
description = Пошук серед полеглих захисників і захисниць України: за іменем, позивним, селом, частиною, роком або словом з розповіді.
on-page = { $title }, сторінка { $page }
nobody-yet = Перших розповідей ще чекаємо
nobody = Нікого не знайдено
not-followed = Цього ми не зрозуміли й пропустили: { $typed }. Решту враховано.
take-back = Прибрати:
take-back-all = Прибрати все
letters = За першою літерою прізвища

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
year = Рік загибелі
year-from = від року
year-to = до року
show = Показати
chosen-fell = загинули: { $region }
chosen-rests = спочивають: { $region }
chosen-died = загинули: { $when }
chosen-died-from = загинули від: { $when }
chosen-died-to = загинули до: { $when }
chosen-born-from = народилися від: { $when }
chosen-born-to = народилися до: { $when }

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
range = { $first }–{ $last } із { $all }
before = Назад
after = Далі

nothing-try = Спробуйте так:
nothing-spelling = напишіть лише початок прізвища або те саме латинкою
nothing-fewer = лишіть одне слово: прізвище, позивний чи село
nothing-filters = приберіть усе, що обрано поруч
nothing-tell = Якщо про цю людину ще не розповіли, це можете зробити Ви.
