### Additions and corrections: a life is on its page already, and somebody knows more of it.

title = Add or correct
lead = Write what is wrong or what is missing. Anyone who knew the person, or knows of them, can do this.
stands = The page stays as it is until a moderator has read what you wrote.
answer = You will see what we changed and why, even if we changed nothing.
begin = Continue
later = Next you can add pictures, your own words, dates, places, service. All of it only if you wish.
note = What to correct or add
note-hint = In your own words. For example: “Born on 6 May, not 5 May: the passport says so.” Only a moderator will read this.
name-note = What to correct or add
title-note = What should be corrected or added?
why-note = A moderator will compare what you say with the page, and ask if something is unclear.
nothing-said = Write a few words, add a picture, or answer one of the questions: otherwise there is nothing for us to read.
further = What else you can add
own-page = Your page of this addition
lead-approved = Thank you. A moderator has read what you wrote, and the page was changed.
lead-unchanged = Thank you. A moderator has read what you wrote. Nothing on the page was changed.
receipt = What was done
receipt-told = You wrote to us { $when }.
receipt-changed = We changed { $when }: { $fields }.
receipt-unchanged = We read it { $when } and left the page as it was.
fact = { $fact ->
    [aliases] other names
    [call_sign] the call sign
    [born] the date of birth
    [born_note] what is known of the date of birth
    [died] the date of death
    [birth_place] the place of birth
    [home_place] where home was
    [death_place] the place of death
    [burial_place] the burial place
    [circumstances] the circumstances of the death
    [service] the service
    [events] events of the life
    [interests] interests
    [biography] the story
    [awards] awards
    [quotes] words of those close
    [kin] the list of relatives
    [photos] pictures
    [identifiers] numbers in other catalogues
    [sources] sources
    [name] the name
    [latin] the name in Latin letters
    [stress] the stress of the name
    [sex] he or she
   *[other] other facts
}
withdraw-title = Take back what you added?
withdraw-text = A moderator will take what you added off the page, and we erase your contacts at once. The page itself stays.
withdraw-asked = You asked for what you added to be taken off. A moderator will do it. Your contacts are erased already.

## Is this person here already

here-title = Is this person here already?
here-hint = If there is a page, add to it what you know: both stories stay.
here-label = Family name and given name
here-look = Look
here-nobody = We found no page with this name. Begin the story below.
here-found = See whether it is one of these
here-add = Yes, this is the person: add to this page
here-other = If it is somebody else, begin the story below.
here-asked = There are people of this name here already. Is it one of them?
here-another = No, this is somebody else
improve = Add to this page or correct it
here-joins = This will add to a page that is here already:
here-apart = No, this is somebody else
lead-draft = The addition has not been sent yet. Only you can see it.
lead-pending = Thank you. The addition has been sent and waits to be read. Until somebody takes it up, you can go on writing.
where-it-stands = Where the addition stands
stand-to-decide = A moderator decides what to change
unadded = What you added has been taken off the page.
stand-begun = Addition begun
