### Side by side: who served together, who came from one village, who came back from captivity or fell on one day.

title = Side by side
served = Served at the same time: { $unit }
village = { $kind ->
    [village] From the same village: { $name }
    [settlement] From the same settlement: { $name }
   *[city] From the same town: { $name }
}
freed = Came back from captivity on the same day: { $day }
fell = Lost on the same day: { $day }
all = Show everyone
