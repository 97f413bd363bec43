### Списки з архівів, які чекають на рішення.

imports = Списки
imports-hint = Записи зі списків, які ще ніхто не оприлюднив. Прочитайте кожен: після оприлюднення його бачитимуть усі.
nothing-waits = Жоден запис не чекає.
nothing-discarded = Жодного запису не відкладено.
waiting = Чекають
discarded = Відкладені
who = Хто
from = Звідки
record = Запис
line = { $file }, рядок { $line }
acts = Що зробити
publish = Оприлюднити
discard = Відкласти
put-back = Повернути
more = Далі
done-published = Оприлюднено.
done-discarded = Відкладено. Запис можна повернути.
done-back = Запис знову чекає.
picture = Світлина { $number }
