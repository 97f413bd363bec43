### Papers that only a moderator sees.

title = Papers for the moderator
lead = An obituary from a newspaper, a certificate, a page of a book, the words on a stone. Take a picture: a moderator checks the name and the dates by them, and you have less to write.
kept = Only moderators see them. They never come onto the page; 90 days after the decision we erase them.
files = Choose pictures of papers
files-hint = Up to ten, each up to 20 MB: JPEG, PNG or WebP, straight from a phone.
save = Save
here = What is here
paper = Paper { $number }
remove = Erase
no-room = { $most ->
    [one] There is no room for the file “{ $file }”: one paper can be added.
   *[other] There is no room for the file “{ $file }”: { $most } papers can be added. Erase one and send it again.
}
door = Photograph a paper: an obituary, a certificate
desk = The family’s papers
desk-hint = For checking only: they do not come onto the page.
none = none
add = Add
