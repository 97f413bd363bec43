### Одне життя і список людей.

## Факти

born = { $sex ->
    [male] Народився
    [female] Народилася
   *[unknown] Народження
}
lived = { $sex ->
    [male] Жив
    [female] Жила
   *[unknown] Оселя
}
served = { $sex ->
    [male] Служив
    [female] Служила
   *[unknown] Служба
}
fell = { $sex ->
    [male] Загинув
    [female] Загинула
   *[unknown] Загибель
}
lost = { $sex ->
    [male] Загинув
    [female] Загинула
   *[unknown] Загибель
}
died-of = { $sex ->
    [male] Помер
    [female] Померла
   *[unknown] Смерть
}
rests = Спочиває
in-combat = у бою
of-wounds = від ран
in-captivity = у полоні
by-accident = внаслідок нещасного випадку
of-illness = від хвороби
awards = { $count ->
    [one] Відзнака
    [few] Відзнаки
   *[many] Відзнаки
}
posthumous = посмертно
interests = Захоплення
kin = Рідні

## Розповідь

story-in-other-language = Українською ще немає; ось англійською.
line-of-life = Життя за роками
undated = рік не записано
began-service = { $sex ->
    [male] Став на службу
    [female] Стала на службу
   *[unknown] Початок служби
}
went-on-serving = { $sex ->
    [male] Служив далі
    [female] Служила далі
   *[unknown] Далі на службі
}
captured = { $sex ->
    [male] Потрапив у полон
    [female] Потрапила в полон
   *[unknown] Полон
}
captivity-ended = Кінець полону
pictures = Світлини
photo-year = { $year } рік
photo-credit = Світлина: { $credit }
relation = { $relation ->
    [parents] батьки
    [mother] мати
    [father] батько
    [wife] дружина
    [husband] чоловік
    [partner] кохана людина
    [children] діти
    [daughter] донька
    [son] син
    [sister] сестра
    [brother] брат
    [grandmother] бабуся
    [grandfather] дідусь
    [granddaughter] онука
    [grandson] онук
    [aunt] тітка
    [uncle] дядько
    [niece] племінниця
    [nephew] племінник
    [cousin] двоюрідна рідня
    [relative] рідня
    [friend] із друзів
    [comrade] служили разом
    [commander] командир
    [colleague] колега
    [teacher] з учителів
    [neighbour] із сусідів
   *[other] близька людина
}

## Звідки ми це знаємо

sources = Звідки ми це знаємо
published-first = Оприлюднено { $when }.
changed-last = Востаннє доповнено { $when }.
versions = { $count ->
    [one] Збережено { $count } редакцію сторінки.
    [few] Збережено { $count } редакції сторінки.
   *[many] Збережено { $count } редакцій сторінки.
}
other-spellings = Інші написання імені: { $names }
description-end = Життя, розповідь рідних і джерела на сторінках Меморіалу Героїв.
