### Words that belong to every page.

memorial = Heroes Memorial
uk = Українська
en = English
yes = Yes
no = No
unknown = I do not know

stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
