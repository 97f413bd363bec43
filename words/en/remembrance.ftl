### Candles, memories and the minute of silence on the page “What we keep”.

privacy-public = An approved memory is seen by everyone under the name its writer gave, with what they were to the person, and the month. The family may hide it or close memories at once, from its own page.
privacy-memories = A memory, until its writer takes it back at its own address: the words and their earlier versions go then. How to ask the writer is erased as soon as the memory is decided.
privacy-candles = Of a candle we know only until what hour it burns: not who lit it, nor how often. Who was named in the minute of silence of which day is kept for ever.
