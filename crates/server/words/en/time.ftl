# Spans of time.
time-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
time-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
time-today = due today
