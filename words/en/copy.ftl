### A copy of the memorial that opens without a network.

open = Open in English
note = This is a copy of the memorial as of { $date }. The living memorial, where candles are lit and stories are added to:
search = Search this copy
without-script = Searching this copy needs a browser that runs scripts. All names are there without it, in order of the alphabet.
found = Found:
nobody = Nobody was found. Try the family name alone, or look through all names by letter.
first = The first hundred are shown. Add a given name, a village or a unit.
searching = Searching…
