### Open data: what the memorial gives to other programs and archives.

catalogues = Other catalogues know this person as well:

## The page

data-title = Open data
data-lead = Whatever is published here can be taken by a program too: for an archive, a museum, research, a community’s site. Here is what there is, on what terms, and how to cite it.
data-what = What there is
data-table = Table, CSV
data-table-text = Every published life, one a row. Opens in Excel; our own import reads it.
data-lines = JSON, a line a person
data-lines-text = The same in the whole record format, with the address of the page.
data-package = What is in the files
data-package-text = A Data Package: what each column holds, and on what terms.
data-api = API
data-api-text = Search and single lives as JSON; this file describes every address by the rules of OpenAPI 3.1.
data-oai = OAI-PMH 2.0
data-oai-text = For archives that gather records and keep them fresh by themselves: oai_dc and our own format, sets by region and unit, pages taken down.
data-sitemap = List of pages
data-sitemap-text = Sitemap: every page in both languages, with pictures and times of change.
data-linked = Each person’s page also describes itself in the words of schema.org (JSON-LD). Any site may read from these addresses; there are no keys and no accounts.
data-editors = For newspapers, communities and schools
data-editors-lead = At the foot of each person’s page there is a short life for newspapers and newsletters, ready to paste, a card for your site, a code for a plaque and a sheet to print.
data-digests = Digests
data-digests-text = Several lives together, chosen for a weekly newsletter: HTML, Markdown and plain text.
data-feed = Atom feed
data-feed-text = Lives as they are published, in full. Each region and unit has its own on its page.
data-days = Days of remembrance
data-days-text = Whom to remember today. Calendars for a telephone are on the pages of people, days, regions and units.
data-screen = Screen for a hall
data-screen-text = Names and portraits that change by themselves: for a school, a station, a council.
data-terms = On what terms
data-terms-facts = Facts (names, dates, places, service, awards, sources, numbers in catalogues) are free: the memorial claims no rights in them (CC0 1.0). Please name the Heroes Memorial and link to the person’s page.
data-terms-words = Stories, words of those close, captions and pictures belong to those who wrote or made them. Families agreed that the memorial publishes them, and we promise nothing more in their name. Quote with a name and a link; to reprint the whole, ask for permission through “Add or correct” at the foot of the person’s page.
data-terms-gone = When a page was taken down or a family hid something, take it down in your copy too. Files and answers are always what the pages are now, and OAI-PMH names every page that is gone.
data-cite = How to cite
data-cite-text = The short address at the foot of every page stays for ever, whatever changes.
data-cite-example = The person’s name. Heroes Memorial. { $address }. Seen { $today }.
data-examples = Try it
data-example-find = The first ten people from the Zhytomyr region:
data-example-unit = Who served in the 58th brigade and fell on or after 24 February 2022:
data-example-all = Everybody, in one file:
data-example-oai = What changed since the beginning of November, by OAI-PMH:
