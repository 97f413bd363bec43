### Suggestions under the search field.

suggestions = Suggestions
suggested = { $count ->
    [0] No suggestions
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
region-holds = Who came from here, who fell here, who rests here
