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
keys-title = Keyboard shortcuts
keys-lead = Everything works without them; they only make it quicker.
keys-help = Open this page
keys-search = Go to the search
keys-next = Next row of the list
keys-previous = Previous row of the list
keys-send-form = Send the form being filled in
keys-close = Close the open menu
keys-review = While reviewing a dispatch
