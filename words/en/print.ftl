### A life on paper, a code for a plaque, the picture beside a link, an archive for the family.

## The last line of a life's page

keep = Print, keep, pass on
keep-print = Print
keep-qr = Code for a plaque
keep-picture = Picture for a link
keep-address = A short address to pass on:
card-alt = { $name }, { $years }. The picture beside a link.
card-alt-name = { $name }. The picture beside a link.
card-alt-memorial = { $memorial }: the life stories of Ukraine’s fallen defenders.

## Paper

title = On paper: { $name }
description = { $name }: one A4 page, or an A6 booklet of eight pages, to print at home, at school or in a library.
heading = On paper
lead = The same as on the page, to hold, to put up in a school or to lay in an album. These are PDF files: they open on any computer and phone.
page = One A4 page
page-why = Portrait, facts, story, years. Where the story does not fit, the page says where all of it is.
booklet = A6 booklet, eight pages
booklet-why = The pages in reading order: to read on a screen, or for a print shop.
sheet = The same booklet on a sheet of A4
sheet-why = For a printer at home: print on both sides, cut, fold.
how = How to make the booklet
how-print = Print the A4 sheet on both sides, turned over its long edge, at its real size (100%).
how-cut = Cut the sheet across the middle, at the marks on its edges. That makes two halves of four pages each.
how-fold = Fold each half in the middle. Lay the one with pages three to six into the one with the portrait.
how-sew = Staple it twice along the fold, or sew it with thread.
whole-story = This is not the whole story. All of it is at { $address }
printed = Printed { $when }
own-words = For words of your own

## The code

qr-title = Code for a plaque: { $name }
qr-description = A code that leads to the page of { $name }. Sizes for plaques in millimetres, SVG to engrave and PNG to print.
qr-heading = Code for a plaque
qr-lead = Whoever points a phone at it opens the page of this person. The address under the code is permanent: it works even if the name on the page changes.
qr-alt = Code that leads to { $address }
qr-sizes = Sizes
qr-size = { $mm } mm wide
qr-module = The smallest square is { $module } mm.
qr-too-small = The smallest square is { $module } mm: enough for paper, too fine to engrave.
qr-svg = SVG to engrave
qr-png = PNG to print
qr-smallest = Engrave this code no smaller than { $mm } mm wide. In a smaller one the squares are finer than half a millimetre: weather wears them off, and a phone cannot tell them apart.
qr-how = How to make a plaque
qr-how-margin = Do not cut off the light margin around the code: without it a phone does not see the code.
qr-how-dark = The code must be dark on light. Not every phone reads a light one on dark stone.
qr-how-letters = In the SVG file the letters under the code are outlines already: the engraver needs no font.
qr-how-try = Before it is engraved, print the code at its real size and try it with a phone.
qr-how-sheet = This page can be printed too: at 100% every code on it has its real size.
address = The address under the code:

## For the family

grave = Code for the grave
grave-lead = This code opens everything that you kept for whoever stands at the grave. Whoever has it sees that, so do not show it where you do not want to. The letters under the code lead to the page that everybody sees.
grave-address = The address that the code opens:
grave-door = Code for the grave
keepsake-door = Keep everything: an archive that opens without the internet
