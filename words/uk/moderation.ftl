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
