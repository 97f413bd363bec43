### The archive for a family: what is in it, and what explains it.

papers = Papers
kept = Kept { $when }.
public = The page that everybody sees: { $address }
to-print = An A4 page to print
plain = Nothing but the letters
what = What is in this archive
readme =
    WHAT IS IN THIS ARCHIVE
    Everything that you told the Heroes Memorial: what everybody sees, and what you kept from others. So do not publish it whole.

    index.html: open this file in a browser. The story, the facts, the pictures, in Ukrainian. No network is needed.
    index-en.html: the same in English, as far as there is a translation.
    page-uk.pdf, page-en.pdf: one A4 page to print.
    life-uk.txt, life-en.txt: nothing but the letters, which any device can read.
    photos: the pictures in the largest size that is kept (WebP).
    papers: photographs of papers, if you sent any and they are still kept.
    record.json: the same facts for programs and archives.
    answers.json: your answers as you wrote them.

    There are no contacts in it, no notes of moderators, and nothing that others told.
    Unpack the archive into a folder, and keep copies in two different places.
