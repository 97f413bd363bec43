### Lists at the import desk: how one comes, and what became of its rows.

about = Lists from communities and archives. No row becomes a page by itself: each is published by a person who has read it.
no-lists = No list has come yet.
list = List
brought = When and by whom
rows = Rows
row = Row
new = A new list
back = To the lists
new-about = First you will see how the columns are understood. Nothing is taken until you say so.
file = File
paste = Or paste a table
paste-hint = Select the table in Excel with its header row, copy it and paste it here.
bring = Look at it
columns = The columns that are understood
columns-hint = The first row of a list names its columns, in these words or in those of the third column here, in any order. Only the name is needed; leave empty what is not known. A name that is not understood is asked about.
column-name = Name
column-what = What it is
column-also = Also
column-header = In the list
column-examples = First values
pasted-list = Pasted table
nothing-came = Choose a file or paste a table.
no-rows = The list has headers and no row below them.
not-taken = Nothing has been taken yet.
asked = waits for you to say what its columns are
open-title = Say what the columns are
open-no-name = No column holds the names: a family name and a given name, or a whole name, are needed.
unsaid = not said
choose = — choose —
leave-out = leave out
first-faults = The first faults
faults-hint = Rows with faults are taken too: they can be corrected in place.
take = Take the rows
look-again = Look again
forget = Let the list go
none = There are no such rows.
columns-were = How the columns were understood
read-it = Read
cells = As it stood in the list
as-it-stood = As it stood in the list
correct = Correct
correct-about = Correct what is pointed out; then the row is judged again.
judge-again = Judge again
one-record = One record as JSON
life = Its page
gone = withdrawn since
publish-ticked = Publish those ticked
publish-ticked-hint = Tick only what you have read.
may-stand = Everyone may read what was found
stale = Somebody else changed this row while you were writing. Yours was not kept; open the row again.
done-taken = The rows were taken.
done-corrected = Corrected.
done-forgotten = The list was let go.
file-hint = CSV or JSON Lines, up to { $megabytes } MB and { $rows } rows. CSV from Excel is understood as it is: with semicolons, commas or tabs, in UTF-8, windows-1251 or “Unicode text”. A larger list is for the command import.
too-large = The list is larger than { $megabytes } MB. Divide it, or give it to the command import.
too-many = The list has more than { $rows } rows. Divide it, or give it to the command import.
no-table = { $why ->
    [workbook] This is an Excel workbook. Save it as CSV (File, Save as, CSV UTF-8) and give that file.
    [empty] The file is empty.
   *[other] This is no table in text. Save the list as CSV.
}
open = { $count ->
    [one] { $count } row waits
   *[other] { $count } rows wait
}
no-header = no header, column { $number }
open-unknown = Column { $number }, “{ $header }”, is not known. Choose what it is, or leave it out.
open-twice = Column { $number }, “{ $header }”, is the same as one before it. Leave one of them out.
preview = Rows: { $rows }. Read: { $sound }. Faulty: { $faulty }.
no-pictures = { $count ->
    [one] { $count } row names a picture. This page takes none: the command import takes them from a folder.
   *[other] { $count } rows name pictures. This page takes none: the command import takes them from a folder.
}
row-number = row { $number }
i-read = Read: { $name }
correct-whom = Correct: { $name }, row { $line }
done-ticked = { $number ->
    [one] { $number } row was published.
   *[other] { $number } rows were published.
}
left = { $number ->
    [one] { $number } ticked row was not published: it was changed meanwhile, or the person is here already.
   *[other] { $number } ticked rows were not published: they were changed meanwhile, or the people are here already.
}
in-column = column “{ $column }”: { $what }
stands = “{ $found }”: { $wanted }
but = but
came = from the list { $place }
invented = an invented life, to look at
maybe = may be the same person: { $place }
public = has the page { $slug } already
public-differs = has the page { $slug } already; the row differs, and the page was left as it was
same-id = a row with the same number in the archive waits already: { $place }
here = is here already: { $place }
which = { $state ->
    [new] New
    [unsure] Unsure
    [faulty] Faulty
    [published] Published
    [discarded] Set aside
    [same] Here already
   *[other] { $state }
}
which-about = { $state ->
    [new] These people are not here yet. Read each row: once published, everyone sees it.
    [unsure] These people may be here already. Compare, then correct, publish or set aside.
    [faulty] These rows could not be read. Each says what is wrong; correct it in place.
    [published] The pages that came of this list. What was published in error is withdrawn on the page of its life.
    [discarded] They can be put back.
    [same] These rows added nothing: each says where the person is already.
   *[other] { $state }
}
reason = { $why ->
    [waits] waits at the import desk already
    [discarded] was set aside already
    [before] was taken before
    [withdrawn] may be somebody whose page was withdrawn
    [faulty] waits already with the same faults
    [corrected] was corrected already and waits
    [corrected-here] was corrected already and is here
   *[other] { $why }
}
wanted = { $wanted ->
    [empty] the cell is empty; something must stand here
    [name] no name is written so; write the name alone, without brackets, addresses or numbers
    [long] the text is too long; shorten it
    [whole-name] the family name is not plain; write family name, given name, patronymic
    [control] there is an invisible sign in the cell; type it again
    [letters] the letters could not be read; save the list as “CSV UTF-8”
    [date] this is no date; write 05.03.2024 (day first), 03.2024 or 2024
    [year] write the year with four digits, as in 05.03.2024
    [serial] this looks like Excel’s own count of days; write the date, as in 05.03.2024
    [stress] without the marks this must be the very name of this row; one in a word, over a vowel
    [order] the first date is later than the second; look at both
    [sex] write male or female
    [region] there is no such region; write, for example, Zhytomyr Oblast or UA-18
    [country] write the country’s code of two letters, such as PL
    [abroad] a place abroad has a country and no region of Ukraine
    [circumstances] write one of combat, wounds, captivity, accident, illness, other; a longer account belongs into the story
    [number] write a year of four digits
    [identifier] a catalogue and a number are wanted, such as wikidata:Q4321
    [url] the address must begin with https:// or http:// and hold nobody’s password
    [source] write the source’s title or address
    [kin] write what they were to the person, without a name: mother, wife, son
    [rest] an export wrote this column and it was changed; put it back or empty it
    [rest-twice] another column says this already; take one of them out
    [no-header] this column has no header; move what stands in it to where it belongs
    [near] write 1 or yes, if it was near
    [unclosed] the row does not end: a quotation mark above it is not closed
   *[other] this cannot stand here
}
field = { $field ->
    [external_id] Number in the archive
    [family] Family name
    [given] Given name
    [patronymic] Patronymic
    [whole_name] Whole name
    [latin_family] Family name in Latin letters
    [latin_given] Given name in Latin letters
    [latin_patronymic] Patronymic in Latin letters
    [stress] Stress
    [aliases] Other spellings
    [call_sign] Call sign
    [sex] Sex
    [born] Date of birth
    [born_note_uk] Note on the birth
    [born_note_en] Note on the birth in English
    [died] Date of death
    [birth_settlement] Settlement of birth
    [birth_region] Region of birth
    [birth_country] Country of birth
    [home_settlement] Settlement of residence
    [home_region] Region of residence
    [home_country] Country of residence
    [death_settlement] Settlement of death
    [death_region] Region of death
    [death_country] Country of death
    [death_near] Died near
    [burial_settlement] Settlement of burial
    [burial_region] Region of burial
    [burial_country] Country of burial
    [cemetery] Cemetery
    [circumstances] Circumstances
    [unit] Unit
    [rank] Rank
    [position_uk] Position
    [position_en] Position in English
    [service_from] Served from
    [service_to] Served until
    [interests_uk] Interests
    [interests_en] Interests in English
    [biography_uk] Life story
    [biography_en] Life story in English
    [awards] Awards
    [kin] Kin
    [photo] Picture
    [photo_caption_uk] Caption
    [photo_caption_en] Caption in English
    [photo_credit] Picture by
    [photo_year] Year of the picture
    [source_title] Source
    [source_url] Address of the source
    [identifiers] Other catalogues
    [rest] The rest
   *[other] { $field }
}
column = { $name ->
    [external_id] Number in the archive: by which the archive of the list knows this person; a list read again is recognised by it for certain
    [family] Family name: needed, unless a column has the whole name
    [given] Given name: needed, unless a column has the whole name
    [patronymic] Patronymic: if it is known
    [whole_name] Whole name: family name, given name and patronymic in one column, in this order
    [latin_family] Family name in Latin letters: as in the passport; without it the rules of 2010 are used
    [latin_given] Given name in Latin letters: together with the family name in Latin letters
    [latin_patronymic] Patronymic in Latin letters: if the passport has it
    [stress] Stress: the same name with a stress mark, or with the stressed vowel large (ЛисЮк ЮрІй)
    [aliases] Other spellings: divided by a stroke |
    [call_sign] Call sign: without quotation marks
    [sex] Sex: male or female
    [born] Date of birth: 05.03.1996 (day first), 03.1996, 1996 or EDTF: 1996-03-05, 1996~, 199X
    [born_note_uk] Note on the birth: how the date is known, in Ukrainian
    [born_note_en] Note on the birth in English: the same in English
    [died] Date of death: written as the date of birth
    [birth_settlement] Settlement of birth: the name alone
    [birth_region] Region of birth: in Ukrainian or English, its code (UA-18) or its word in addresses (zhytomyrska)
    [birth_country] Country of birth: a code of two letters (PL), if it is not Ukraine
    [home_settlement] Settlement of residence: the name alone
    [home_region] Region of residence: in Ukrainian or English, its code (UA-18) or its word in addresses (zhytomyrska)
    [home_country] Country of residence: a code of two letters (PL), if it is not Ukraine
    [death_settlement] Settlement of death: the name alone
    [death_region] Region of death: in Ukrainian or English, its code (UA-18) or its word in addresses (zhytomyrska)
    [death_country] Country of death: a code of two letters (PL), if it is not Ukraine
    [death_near] Died near: 1 or yes, if not in the settlement itself
    [burial_settlement] Settlement of burial: the name alone
    [burial_region] Region of burial: in Ukrainian or English, its code (UA-18) or its word in addresses (zhytomyrska)
    [burial_country] Country of burial: a code of two letters (PL), if it is not Ukraine
    [cemetery] Cemetery: its name
    [circumstances] Circumstances: combat, wounds, captivity, accident, illness or other
    [unit] Unit: its name, short name or word in addresses; one that is not in the list stays as written
    [rank] Rank: one that is not in the list stays as written
    [position_uk] Position: in Ukrainian
    [position_en] Position in English: in English
    [service_from] Served from: a date
    [service_to] Served until: a date
    [interests_uk] Interests: in Ukrainian
    [interests_en] Interests in English: in English
    [biography_uk] Life story: in Ukrainian; an empty line in the cell divides paragraphs
    [biography_en] Life story in English: in English
    [awards] Awards: divided by a stroke |
    [kin] Kin: what they were to the person, without names: mother | wife | son
    [photo] Picture: a file’s name in the folder given to the command import; this page takes no pictures
    [photo_caption_uk] Caption: in Ukrainian
    [photo_caption_en] Caption in English: in English
    [photo_credit] Picture by: who took it
    [photo_year] Year of the picture: four digits
    [source_title] Source: what the source is
    [source_url] Address of the source: begins with https:// or http://
    [identifiers] Other catalogues: wikidata:Q4321, several divided by a stroke | (wikidata, viaf, isni, findagrave, victims)
    [rest] The rest: what has no column, as an export wrote it; leave it as it is
   *[other] { $name }
}
