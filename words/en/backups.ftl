### Backups on the page of the memorial's state.

newest = The newest backup
newest-at = The newest backup: { $at }
of = { $megabytes } MB
none = there is none yet
off = none are made
off-note = The server makes no backups by itself: whoever looks after it can turn that on.
failed = On { $at } none could be made; the earlier ones are in place. Tell whoever looks after the server: the reason is in its log.
file = The memorial’s file
damaged = damaged
damaged-note = It is read, but nothing new is written into it. Tell whoever looks after the server: a backup is needed.
