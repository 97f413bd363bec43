### Units.

title = Military units
description = The brigades, regiments and battalions in which Ukraine’s fallen defenders served, by branch of service.
lead = The brigades, regiments and battalions in which those told of here served.
unit-description = Ukraine’s fallen defenders who served here: { $name }. The stories of their lives.
part-of = Part of
under = Units that belong to it:
served = Served here
empty = Nobody of this unit has been told of here yet.
show-all = Show all
