# Reminders: units that are late, what is due soon, the slips.
reminders-title = Reminders
reminders-lead = What each unit is late with and has to do soon, to draft the slips. Nothing is sent anywhere.
reminders-link = Draft reminders
reminders-units = Unit
reminders-late-units = Every unit that is late
reminders-ahead = What is due soon as well
reminders-days = { $count ->
    [one] Due within { $count } working day
   *[other] Due within { $count } working days
}
reminders-until = Up to and with { $day }.
reminders-uncertain = The holidays of that year are not announced yet.
reminders-none = No unit is late
reminders-none-more = Choose a unit to see what it has to do soon.
reminders-none-of-unit = The unit is not late, and nothing is due soon
reminders-none-of-unit-more = Choose more days to see what is due later.
reminders-counts = { $late } late, { $soon } due soon
reminders-slip = Reminders
reminders-slip-more = { $count ->
    [one] { $count } slip, number and date left blank.
   *[other] { $count } slips in one file, a unit each; number and date left blank.
}
reminders-subject-hint = Stands under the title “Phiếu đôn đốc”.
reminders-too-many = Too much for one file
reminders-too-many-more = Choose one unit or fewer days.
