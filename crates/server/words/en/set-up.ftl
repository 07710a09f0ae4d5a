# Setting a new office up.
set-up-step-facts = Office
set-up-step-units = Units
set-up-step-people = People
set-up-next = Save and go on
set-up-back = Back
set-up-facts-title = Your office
set-up-facts-lead = All of it can be changed later under Administration.
set-up-units-title = The units of the office
set-up-units-lead = Untick what there is not, correct names, add the schools and residential groups that are missing. The usual abbreviations are known already.
set-up-units-there = Already there
set-up-units-none = Choose one unit at least.
set-up-units-more = More rows
set-up-unit-take = Take
set-up-unit-other = Another unit
set-up-people-title = Invite the first people
set-up-people-lead = Best invite the clerk and the leaders now. Others can follow.
set-up-people-there = { $count ->
    [one] { $count } person so far
   *[other] { $count } people so far
}
set-up-finish = Finish setting up
set-up-done = The office is ready. First thing: receive a dispatch under Dispatches.
