# Controls: by unit, and the page of each.
controls-title = Controls by unit
controls-lead = Each cell has the worst status and how many duties; it leads to the duties themselves.
controls-none = No dispatch asks for a control yet
controls-none-more = The table shows up when a dispatch is confirmed; the catalogue of 57 controls is below.
controls-caption = Controls by unit: the worst status and the number of duties
controls-whole = Met
controls-unasked = { $count ->
    [one] { $count } control that no dispatch asks for
   *[other] { $count } controls that no dispatch asks for
}
controls-unasked-one = No dispatch asks for it
controls-met-of = { $met } of { $of } duties met
controls-all = Show the duties
controls-why = Why
controls-fix = How to do it
controls-clauses = Who asks for it
controls-ended-dispatch = dispatch no longer in force
controls-parameters = Figures in force
controls-parameters-more = The strictest of all dispatches in force
controls-default = No dispatch sets it; the default is from: { $source }
controls-set-by = By
controls-outdone = Less strict ({ $value }):
controls-ended = No longer counts ({ $value }):
controls-ended-stricter = were it in force, it would be the strictest
controls-left = Without { $name }, { $value } is left.
controls-left-default = Without { $name }, { $value } is left (the default).
controls-left-same = Without { $name } it stays { $value }.
controls-verified = How it is verified
controls-yes = Yes
controls-no = No
controls-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
controls-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
controls-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
controls-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
controls-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
controls-characters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
controls-percent = { $count } %
controls-number = { $count }
