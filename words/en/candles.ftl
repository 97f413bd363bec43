### The candle on a person's page.

title = Light a candle
lead = { $sex ->
    [male] It will burn here for a day. Anyone who remembers him may light it; nothing is counted.
    [female] It will burn here for a day. Anyone who remembers her may light it; nothing is counted.
   *[unknown] It will burn here for a day. Anyone who remembers may light it; nothing is counted.
}
light = Light a candle
burns = A candle burns here today
until = It will burn at least until { $until }, Kyiv time. If you light it too, it will burn for a day from now.
light-too = Light it too
