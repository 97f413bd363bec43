### Words around every page.

skip = Skip to the main part
sections = Parts of the memorial
sections-short = Sections
find = Find a person
find-short = Find
regions = Regions
units = Units
days = Days
tell = Tell a story
other-language = Українська
silence = Every day at 9:00, a minute of silence
foot = About the memorial
about = Who we are
privacy = What we keep
rules = How we check
accessibility = Accessibility
permanent = Permanent address:
desk = Desk
