# Parts that pages share.
form-errors = { $count ->
    [one] { $count } field needs attention before sending
   *[other] { $count } fields need attention before sending
}
form-optional = optional
form-choose = Choose…
steps-label = Steps
pager-label = Pages of the list
pager-shown = { $count ->
    [one] Showing { $count } row
   *[other] Showing { $count } rows
}
pager-before = Previous
pager-after = Next
keys-send = to send
