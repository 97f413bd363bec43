### A family withdraws its consent to a published page, and what comes of it.

published = The page is hidden at once: nobody will see anything at its address. A moderator confirms that it is taken down, and we erase your contacts in the same moment. The story itself stays with us, and no reader will see it.
lead-hidden = You have withdrawn your consent. The page is already hidden: there is nothing at its address now. A moderator will confirm that it is taken down. Your contacts are erased. If you have changed your mind, ask us to call you: the link is further down this page.
lead-restored = You withdrew your consent, and the page was taken down. Later two moderators decided to bring it back, and everyone can see it again. If you did not want this, withdraw your consent once more: the page will be hidden at once.
stand-restored = Page brought back
wish = The family has withdrawn its consent; the page is already hidden
back-by-two = Confirm, and the page is gone. If the family has changed its mind, only two people can bring the page back: propose it on its page at the desk.
outcome = A word to the family, if you want to say something
