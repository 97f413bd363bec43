### Слова, що належать усім сторінкам.

memorial = Меморіал Героїв
uk = Українська
en = English
yes = Так
no = Ні
unknown = Не знаю

stories = { $count ->
    [one] { $count } розповідь
    [few] { $count } розповіді
   *[many] { $count } розповідей
}
people = { $count ->
    [one] { $count } людина
    [few] { $count } людини
   *[many] { $count } людей
}
