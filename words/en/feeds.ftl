### The calendar, and the feed of new pages.

day-of-death = Day of remembrance: { $who }
birthday = Birthday: { $who }
month-of-death = Month of remembrance: { $who }
month-of-birth = Month of birth: { $who }
month-only = Only the month is known, so this note stands on its first day.
day-of-many = We remember { $people }
month-of-many = This month we remember { $people }
and-more = and { $people } more
calendar-of-life = { $name } — days of remembrance
calendar-of-list = { $name } — days of remembrance
calendar = Add to your calendar
subscribe = subscribe
download = download
feed = Feed of new pages
feed-title = Heroes Memorial: new pages
feed-title-of = Heroes Memorial: { $name }
feed-subtitle = The stories of Ukraine’s fallen defenders as they are published, each in full.
rights = Facts may be used freely. Stories and pictures belong to the families: when you reprint them, name Heroes Memorial and link to the page.
card = Card: { $name }
