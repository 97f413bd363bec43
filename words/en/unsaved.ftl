### When the disk is full or cannot be written, or the file is damaged.

title = This could not be saved
text = What was saved before is in its place, and the memorial can be read. What you have just sent is not saved yet: go back in your browser, where what you wrote is still in the form, and try again in a minute.
desk = Nothing was changed: what you have just done is not written down. Go back and try again in a minute. If it happens again, tell whoever looks after the server.
form = What was saved before is in its place. What you have just written is not saved yet, but it is not lost either: here it is. Go back in your browser and save it again in a minute, or copy the text from here.
nowhere = There is no story at this address, so what you wrote is not saved. It stands below: copy it.
