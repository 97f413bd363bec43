### For editors: a life in short, to paste into a newsletter, a paper or a site.

door = For editors
title = For editors: { $name }
lead = A short life for a newsletter, a paper or a site, made only of what is published. Copy it in the form that suits you and leave what it says as it is. Keep the link: corrections and additions are made there.
untold = The story is not told in English yet, so these are the facts alone.
looks = How it looks
as-html = HTML
as-markdown = Markdown
as-text = Plain text
alone = By itself
card = A card for your site
card-hint = Paste this code into a page: the card always shows what is published now, and loads nothing from anywhere else.
read = Read the story at Heroes Memorial
read-at = The whole story:
portrait = Picture: { $address }
