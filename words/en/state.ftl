### The state of the memorial: what is missing, and where to find it.

state = The state of the memorial
lead = Each number leads to its list.
waiting = Wait to be read
longest = The longest waits
late = Wait longer than we promised
imported = Rows of lists that wait
letters = Letters that did not arrive
lives = Published lives
lacks = { $lack ->
    [death] Without a date of death
    [birth] Without a date of birth
    [picture] Without a picture
    [english] Without a text in English
    [ukrainian] Without a text in Ukrainian
    [unit] With a unit that is not in the list
    [shown-picture] With a picture that cannot be shown
   *[other] { $lack }
}
nobody = There are none.
more = More
nothing = nobody
all = All lives
places = Names of places that the register does not have
unmatched = { $list ->
    [units] Names of units that are not matched
    [ranks] Names of ranks that are not matched
    [awards] Names of awards that are not matched
   *[other] { $list }
}
namesakes = Pairs of pages that may be about one person
