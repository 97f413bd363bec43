### Списки з архівів, які чекають на рішення.

imports = Списки
who = Хто
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
