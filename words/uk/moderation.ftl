### Стіл модератора.

queue = Черга
lives = Життя
journal = Журнал
waiting = { $count ->
    [one] Чекає { $count } розповідь, найдовше { $time }
    [few] Чекають { $count } розповіді, найдовше { $time }
   *[many] Чекає { $count } розповідей, найдовше { $time }
}
nobody-waits = Ніхто не чекає

## Черга

states = Де розповіді
tab-waiting = Чекають
tab-taken = Читають
tab-returned = У родин
tab-decided = Вирішено
queue-empty = Усе прочитано. Нових розповідей немає.
wish-withdrawal = Родина відкликала згоду. Приберіть сторінку:
tab-empty = Тут порожньо.
imported = { $count ->
    [one] Зі списків архівів чекає { $count } рядок.
    [few] Зі списків архівів чекають { $count } рядки.
   *[many] Зі списків архівів чекає { $count } рядків.
}
about-whom = Про кого
from-whom = Хто розповідає
sent = Надіслано
waits = Чекає
by-whom = Хто
pictures = Світлини
language = Мова
refused = відхилено
later = Наступні
settled-returned = Родину запитано: { $name }.
settled-refused = Відхилено: { $name }.
settled-put-aside = Відкладено: { $name }.

## Одна розповідь

sent-by = Розповідає { $relation } · надіслано { $sent } · згода { $agreed }, текст { $version }
sent-at = Надіслано { $sent }
in-your-hands = Розповідь у Вас. Доки Ви її не повернете, родина не може її змінювати.
in-hands-of = Розповідь читає { $name }.
refused-by = Відхилено. Рішення: { $name }. Родині написано:
returned-by = У родини. Питає { $name }:
approved-by = Оприлюднено. Рішення: { $name }.
see-life = До оприлюдненого життя
done = Зроблено.
story = Розповідь
no-story = Розповіді немає, лише поля.
preview = Як побачать читачі
preview-note = Так це побачать читачі. Сторінку ще не оприлюднено.
back-to-review = Повернутися до розповіді
as-sent = Усе, що надіслано, слово в слово
fields = Поля
edit = Редагувати
show-picture = Показати
picture = Світлина { $number }
contacts = Як зв’язатися з родиною
contacts-hint = Контакти зберігаються окремо. Те, що Ви їх відкрили, запишеться в журнал.
open-contacts = Відкрити контакти
no-contacts = Родина не залишила контактів
contact-name = Ім’я
contact-phone = Телефон
contact-email = Пошта
contact-other = Інше
message = Слово родині
message-hint = надійде на їхню сторінку, коли Ви питаєте, відхиляєте або вносите
message-empty = Тут потрібні кілька слів. Нічого не змінено.
message-too-long = Тут щонайбільше 4000 знаків.
seen = Застереження вгорі переглянуто
seen-first = Є застереження. Перегляньте їх угорі сторінки й поставте позначку, тоді оприлюднюйте. Нічого не змінено.
warned = Є застереження
unsound = Цього не можна оприлюднити: ідентифікатор архіву вже має інше життя або в полях є те, чого немає у списках. Нічого не змінено.
stale = Поки Ви редагували, тут щось змінилося, тому нічого не записано. Усе, що Ви написали, — нижче. Відкрийте теперішній стан в іншому вікні й порівняйте.
stale-decision = Тим часом тут щось змінилося, тому нічого не зроблено. Перегляньте, як є тепер; Ваші слова лишилися тут.
story-first = Розповідь, з якої ця сторінка, ще не вирішено знову: спершу вирішіть її, тоді повернеться й сторінка.
rewritten = Після редагування родина змінила: { $fields }. Перегляньте ще раз.
approve = Оприлюднити
return = Запитати родину
take = Взяти
give-back = Відкласти
refuse = Відхилити
take-over = Перебрати до себе
reopen = Взяти назад
undo-reason = Чому оприлюднення скасовується
undo-approval = Скасувати оприлюднення

## На що глянути двічі

check-private = Приватне
check-private-fine = не знайдено
check-dates = Дати
check-dates-fine = узгоджені
check-doubles-fine = схожих немає
check-units = Частини
check-units-fine = усі є у списку
private-address = Приватна адреса
private-phone = Телефон
private-mail = Електронна пошта
private-card = Банківська картка
death-before-birth = смерть раніше за народження
unlikely-age = незвичний вік
service-after-death = служба після смерті
service-backwards = служба закінчується раніше, ніж починається
event-before-birth = подія до народження
event-after-death = подія після смерті
event-backwards = подія закінчується раніше, ніж починається

## Поля

field = { $field ->
    [name] Ім’я
    [latin] Латиницею
    [aliases] Інші написання
    [call_sign] Позивний
    [sex] Стать
    [dates] Дати
    [born] Дата народження
    [born_note] Про дату народження
    [died] Дата смерті
    [birth_place] Місце народження
    [home_place] Де жила людина
    [death_place] Місце загибелі
    [burial_place] Місце поховання
    [circumstances] Обставини
    [service] Служба
    [events] Події життя
    [interests] Захоплення
    [biography] Розповідь
    [awards] Нагороди
    [quotes] Слова близьких
    [kin] Рідні
    [photos] Світлини
    [sources] Джерела
   *[external_id] Ідентифікатор в архіві
}
label = { $field ->
    [family] Прізвище
    [given] Ім’я
    [patronymic] По батькові
    [aliases] Інші написання, по одному в рядку
    [call_sign] Позивний
    [sex] Стать
    [born] Народження
    [died] Смерть
    [born_note] Звідки знаємо дату народження
    [circumstances] Обставини
    [settlement] Населений пункт
    [near] поблизу
    [region] Область
    [country] Країна, якщо не Україна (дві літери)
    [cemetery] Кладовище
    [biography] Розповідь
    [interests] Захоплення
    [unit] Частина
    [rank] Звання зі списку
    [rank_text] Звання, як написано
    [position] Посада
    [from] Від
    [to] До
    [kind] Що це
    [text] Текст
    [award] Нагорода зі списку
    [award_text] Нагорода, як написано
    [when] Коли
    [posthumous] Посмертно
    [speaker] Хто каже
    [relation] Ким доводиться
    [caption] Підпис
    [credit] Автор
    [year] Рік
    [title] Назва
    [url] Адреса
   *[external_id] Ідентифікатор в архіві
}
sex = { $sex ->
    [male] чоловіча
    [female] жіноча
   *[unknown] невідома
}
in-ukrainian = укр.
in-english = англ.
in-latin = латиницею
as-written = { $unit } (немає у списку)
posthumous = посмертно
in-life = за життя
fault = { $fault ->
    [empty] тут має щось бути.
    [name] тут щось, чого в імені не буває.
    [long] задовго.
    [control] тут є невидимі знаки.
    [choice] такого немає у списку.
    [date] такої дати немає. Пишіть 2024-03-05, 1996-05, 1996, 1996~ або 2022-08-09/2022-09-08.
    [order] це раніше за початок.
    [abroad] за кордоном немає області України.
    [twice] виберіть зі списку або лишіть, як написано, але не обидва.
    [kind] виберіть, що це.
   *[url] адреса починається з https:// або http://.
}
faults = { $count ->
    [one] Одне місце треба виправити
    [few] { $count } місця треба виправити
   *[many] { $count } місць треба виправити
}
faults-text = Усе, що Ви написали, на місці, але ще не записано.
edit-hint = Обидві мови поруч. Рядки стають у порядку своїх чисел.
back = Назад
date-hint = Як відомо, так і пишіть: 2024-03-05, 1996-05, 1996, 1996~ (близько), 199X, 2022-08-09/2022-09-08 (якогось дня між), ../1990, 2014/...
unit-hint = Почніть писати назву чи номер. Чого немає у списку, лишиться, як написано.
kin-hint = Лише ким доводяться: імен живих людей ми не записуємо.
order = №
take-out = прибрати
save = Зберегти
save-public = Оприлюднити зміни
leave = Не змінювати
why = Чому Ви це змінюєте
why-hint = Залишиться в історії сторінки.

## Оприлюднені життя

find-life = Ім’я, позивний, село, частина
find = Знайти
no-lives = Оприлюднених життів ще немає.
nobody-found = Нікого не знайдено. Серед прибраних дивіться нижче.
withdrawn = Прибрані
withdrawn-by = Прибрано { $at }. Рішення: { $name }. Причина:
not-public = Не оприлюднено
submission-number = розповідь { $number }
hero-number = життя { $number }
versions = Версії
versions-hint = Кожна зберігається назавжди.
version = Версія { $number }
public-now = зараз
what-changed = Що змінилося
go-back = Повернути цю версію
withdraw-why = Чому прибрати сторінку або повернути давню версію
restore-why = Чому повернути сторінку
reason-hint = Причину побачать модератори; читачі побачать лише, що сторінки більше немає.
withdraw = Прибрати сторінку
restore = Повернути сторінку

## Журнал

journal-about = Хто, що, коли і чому. Записи лише додаються.
journal-empty = Записів ще немає.
earlier = Раніші
family = Родина
shell = Сервер
act = { $act ->
    [begin-digest] почато добірку
    [change-digest] змінено добірку
    [restore-digest] повернено, як добірка була раніше
    [publish-digest] оприлюднено добірку
    [withdraw-digest] прибрано добірку
    [ask-anniversaries] родина попросила писати їй у дні пам’яті
    [stop-anniversaries] родина більше не хоче листів у дні пам’яті
    [begin] розповідь почато
    [send] розповідь надіслано
    [take-back] згоду відкликано, розповідь знову в родини
    [ask-withdrawal] родина просить прибрати сторінку
    [take] взято до читання
    [give-back] відкладено
    [mark-heavy] позначено важке
    [thank] родина подякувала
    [set-scope] змінено, про що дбає модератор
    [edit] відредаговано поля
    [approve] оприлюднено
    [join] внесено на сторінку
    [part] відокремлено
    [companion] приєднано до іншої розповіді чи життя
    [replace-key] замінено ключ родини
    [invite-relative] запрошено рідних
    [part-relative] забрано адресу рідних
    [look-for-contact] шукали розповідь за контактом
    [show-proof] сторінку показано родині
    [agree] родина погодилася зі сторінкою
    [disagree] родина позначила, що не так
    [publish-agreed] оприлюднено, бо родина погодилася
    [ask-call] родина просить передзвонити
    [call] родині подзвонили
    [hide] родина сховала частину сторінки
    [show-to] змінено, хто що бачить
    [hide-page] родина сховала сторінку
    [let-stand] прохання родини підтверджено
    [put-back] повернено, як було до прохання
    [erase] чернетку стерто родиною
    [ask-unadding] просять прибрати додане
    [unadd] додане прибрано
    [return] питання до родини
    [refuse] відхилено
    [reopen] взято назад
    [undo-approval] скасовано оприлюднення
    [open-contacts] відкрито контакти
    [send-letter] лист надсилається ще раз
    [put-letter-away] прибрано лист, який не дійшов
    [revise] змінено оприлюднене
    [withdraw] прибрано сторінку
    [propose] запропоновано вирішити вдвох
    [second] друга людина погодилася, зроблено
    [refuse-motion] друга людина не погодилася
    [take-back-motion] пропозицію забрано назад
    [hide-now] сторінку сховано на добу
    [hide-longer] сторінку сховано на довше
    [come-back] сторінка повернулася сама
    [restore] повернено сторінку
    [tell-apart] розрізнено: це різні люди
    [untell-apart] знову порівнюються, чи це та сама людина
    [merge] об’єднано дві сторінки
    [unmerge] скасовано об’єднання сторінок
    [propose-merge] запропоновано об’єднати дві сторінки
    [propose-unmerge] запропоновано скасувати об’єднання
    [decline-merge] відхилено пропозицію про об’єднання
    [import] узято зі списку
    [import-published] оприлюднено зі списку
    [import-discarded] відкладено рядок списку
    [import-forgotten] прибрано список, якого не брали
    [import-corrected] виправлено рядок списку
    [import-put-back] повернено рядок списку
    [add-account] додано обліковий запис
    [disable-account] закрито обліковий запис
    [reset-password] новий пароль
    [change-password] змінено пароль
    [set-up-second-factor] увімкнено другу перевірку
    [take-off-second-factor] знято другу перевірку
    [renew-recovery-codes] зроблено нові запасні коди
    [use-recovery-code] вхід за запасним кодом
    [change-role] змінено права
    [end-sessions] завершено сеанси
    [invite] зроблено запрошення
    [hide-passage] сховано знайдене місце
    [show-passage] сховане повернено
    [let-passage-stand] знайдене місце лишено
    [ask-passage-again] знайдене місце переглядається знову
    [reference-add] додано до довідника
    [reference-change] змінено в довіднику
    [reference-rename] перейменовано в довіднику
    [reference-merge] об’єднано в довіднику
    [reference-match] додано назву в довіднику
    [reference-put-back] повернено в довіднику
    [text-match] зведено написане
    [text-match-undo] скасовано зведення
    [text-keep] лишено, як написано
    [text-ask-again] знову питаємо про написане
    [match-places] зіставлено назви населеного пункту
    [undo-matching] скасовано зіставлення назв
    [add-former-name] додано колишню назву
    [drop-former-name] прибрано колишню назву
    [add-settlement] додано населений пункт
    [drop-settlement] прибрано населений пункт
   *[other] { $act }
}
