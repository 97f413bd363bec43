### Regions.

title = Regions
description = People from every region of Ukraine: where each was from, fell and rests. Choose a region to read about them.
lead = Where those whose stories are told here were from, where they fell and where they rest.
count-from = { $count ->
    [one] { $count } from here
   *[other] { $count } from here
}
count-fell = { $count ->
    [one] { $count } fell here
   *[other] { $count } fell here
}
count-rests = { $count ->
    [one] { $count } rests here
   *[other] { $count } rest here
}
region-description = The stories of Ukraine’s fallen defenders who lived, fell or rest { $inside }.
from = From { $of }
fell = Fell
rest = Rest
empty = Nobody who lived, fell or rests { $inside } has been told of here yet.
show-all = Show all
