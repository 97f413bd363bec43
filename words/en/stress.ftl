### How the name is stressed, so that it is read aloud rightly.

ask = How the name is stressed
label = Stress
hint = If you wish. So that the name is read aloud rightly: at a ceremony, at a school, by a computer for the blind. Write it once more in Cyrillic, with the stressed vowel large: “ЮрІй ЛисЮк”. A stress mark or an apostrophe after the vowel will do too: “Ю'рій”.
not-the-name = Without the stress marks this must be the very name above: the same letters, nothing more.
unmarked = It is not to be seen where the stress is. Write the stressed vowel large: “ЛисЮк”, or, where it is the first letter, with an apostrophe after it: “О'льга”.
twice = A word has one stress. Mark one vowel.
not-a-vowel = The stress falls on a vowel. That one must be the large letter.
said = stress:
