### Підказки під полем пошуку.

suggestions = Підказки
suggested = { $count ->
    [0] Підказок немає
    [one] { $count } підказка
    [few] { $count } підказки
   *[many] { $count } підказок
}
region-holds = Хто звідси, хто тут загинув, хто спочиває
