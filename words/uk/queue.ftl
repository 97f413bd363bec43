### Черга: порядок, звуження, час, який ми обіцяли.

narrow = Звузити
region = Область
unit = Підрозділ
tells = Що це
language = Мова
age = Чекає понад
any-region = будь-яка
any-unit = будь-який
any-tells = будь-що
any-language = будь-яка
any-age = неважливо
days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
}
kind = { $kind ->
    [life] нове життя
    [addition] доповнення
    [correction] виправлення
    [memory] спогад
    [withdrawal] прохання прибрати
   *[other] { $kind }
}
light = без важкого
mine = лише моє
mine-hint = Області й підрозділи, про які дбаєте Ви
show = Показати
found = { $count ->
    [0] Нікого немає
    [one] { $count } розповідь
    [few] { $count } розповіді
   *[many] { $count } розповідей
}
chosen = Вибрано
without = прибрати
clear = прибрати все
next = Наступна розповідь
next-hint = Бере Вам першу з тих, що чекають.
nothing-next = Усе, що чекало тут на Вас, уже прочитано або в чиїхось руках.
class = { $class ->
    [0] повна
    [1] неповна
   *[2] майже без відомостей
}
class-head = Повнота
own = моє
passed = передано далі
held = до { $time }
holds = У руках
tab-late = Чекають надто довго
late = { $count ->
    [one] { $count } родина чекає довше, ніж ми обіцяли.
    [few] { $count } родини чекають довше, ніж ми обіцяли.
   *[many] { $count } родин чекають довше, ніж ми обіцяли.
}
late-link = Показати їх
numbers = Родини бачать те саме: останні чекали здебільшого { $usual }, найдовше { $longest }. Обіцяно: { $promised }.
numbers-few = Обіцяно родинам: { $promised }.
order = Спершу те, про що дбаєте Ви, далі повні розповіді, неповні й майже без відомостей; серед рівних — хто чекає довше.
keys = Клавіші:
key-down = нижче
key-up = вище
key-open = відкрити
key-search = звузити
key-next = наступна
promised-family = Ми обіцяємо прочитати й відповісти до { $day } року.
promised-late = Ми обіцяли відповісти до { $day } року і не встигли. Пробачте. Модераторам про це нагадано.
