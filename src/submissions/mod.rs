//! What families send, from the first word to the answer.
