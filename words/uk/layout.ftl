### Слова навколо кожної сторінки.

skip = До головного
sections = Розділи Меморіалу
sections-short = Розділи
find = Знайти людину
find-short = Знайти
regions = Області
units = Частини
days = Дні пам’яті
tell = Розповісти
other-language = English
silence = Щодня о 9:00 — хвилина мовчання
foot = Про Меморіал
about = Про нас
privacy = Що ми зберігаємо
rules = Як ми перевіряємо
accessibility = Доступність
permanent = Постійна адреса:
desk = Стіл
