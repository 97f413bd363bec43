# Why a file cannot be taken. The sentence names the file and says what to do.

empty = The file “{ $file }” is empty. It may not have been saved on the phone: please choose another.
too-large = The file “{ $file }” is larger than 20 MB. Please send it in a smaller size.
not-a-picture = The file “{ $file }” is not a photograph. We take photographs as JPEG, PNG and WebP.
heic = The photograph “{ $file }” is saved as HEIC, which we do not open. Please send it as JPEG; the simplest way is to take a screenshot of it. To have the iPhone take JPEG from now on, open Settings → Camera → Formats and choose Most Compatible.
video = The file “{ $file }” is a video. Please send a photograph, or a screenshot from it.
other-format = The picture “{ $file }” is in a format that we do not open. Please save it as JPEG or PNG and send it again.
cut-short = The photograph “{ $file }” did not arrive whole: the connection was probably lost. Please send it again.
broken = The file “{ $file }” is damaged and could not be opened. If you have another copy, please send that.
too-many-pixels = The photograph “{ $file }” is too large: over 50 million pixels. Please make it smaller, or send a screenshot of it.
too-small = The photograph “{ $file }” is too small for a face to be seen. If you have a larger one, please send that.
