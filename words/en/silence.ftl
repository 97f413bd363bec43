### The minute of silence at nine, and the screen of a hall.

title = Minute of silence
description = Every day at 9:00 Kyiv time Ukraine is silent for its fallen. One after another, the names of defenders whose families told of them.
lead = Every day at 9:00 Kyiv time Ukraine is silent for its fallen. Names will stand here, one after another.
left = At { $clock } in Kyiv it was { $time } until the next minute of silence.
now = The minute of silence begins.
less-than = Less than { $time } until the minute of silence.
an-hour = an hour
a-minute = a minute
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
over = The minute of silence is over. Let us remember.
named = Who was named today
nobody = Let us remember.
runs-itself = Open this page beforehand, at any time in the morning, and leave it open: at nine it shows the names by itself, even if the network is lost.
rule = Every day { $count ->
    [one] { $count } name is said
   *[other] { $count } names are said
}, each in turn: first those who were never named here, then those whose naming lies back longest. Until all have been named, nobody is named twice.
screen-door = A screen for a school, a station, a hall
screen-title = A screen for a hall
screen-description = Faces and names of Ukraine’s fallen defenders one after another on the large screen of a school, a station or an office; at 9:00 the minute of silence.
screen-lead = Faces and names one after another for as many days as the screen is on, and at 9:00 Kyiv time the minute of silence. Open it on the large screen and make it full screen (the F11 key).
screen-region = Where they were from
screen-unit = Where they served
screen-everybody = everybody
screen-speed = How long a name stands
screen-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
screen-begin = Show
screen-hint = The screen’s address with your choice can be kept as a bookmark. There is nothing to install.
screen-nobody = Nobody from here has been told of yet.
screen-leave = Change
