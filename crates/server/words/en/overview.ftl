# Overview.
overview-title = Overview
overview-monday = Monday
overview-tuesday = Tuesday
overview-wednesday = Wednesday
overview-thursday = Thursday
overview-friday = Friday
overview-saturday = Saturday
overview-sunday = Sunday
overview-to-matrix = Controls by unit
overview-receive = Receive a dispatch
overview-none = Nothing to watch yet
overview-none-more = Receive a dispatch, review the duties that were read and confirm them; the figures show up here.
overview-overdue = duties overdue
overview-overdue-more = { $units ->
    [one] in { $units } unit
   *[other] in { $units } units
}
overview-soon = due within 7 days
overview-soon-more = { $count ->
    [one] { $count } report awaits confirmation
   *[other] { $count } reports await confirmation
}
overview-met = of duties met
overview-met-more = { $met } of { $of } duties
overview-open = without a report
overview-open-more = not counted as met
overview-late = First things first
overview-late-none = Nothing is overdue.
overview-late-all = Show all { $count } overdue
overview-units = By unit
overview-units-more = Duties met of those given
overview-controls = Controls that fall short
overview-controls-more = Overdue, not met, or with old evidence
overview-bars = Duties met
overview-name = Name
overview-met-of = Met of all
overview-known = How it is known
overview-known-more = Of the duties that are met
overview-known-none = No duty is met yet.
overview-events = Latest
overview-events-all = Show the ledger
overview-months = By month
overview-months-more = What fell due in the last 12 months
overview-months-none = Nothing fell due yet.
overview-months-caption = { $due } periods fell due in 12 months: { $time } reported in time, { $late } late
overview-months-table = Show the figures
overview-months-due = Due
overview-months-time = In time
overview-months-late = Late
overview-months-missing = Not reported
overview-month = Month
