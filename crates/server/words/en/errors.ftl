# Error pages: what happened and what to do.
error-home = Go to the main page
error-id = Request id:
error-not-found = This page was not found
error-not-found-more = The address may be mistyped, or the content has moved. Go back or use the search.
error-forbidden = You may not open this page
error-forbidden-more = If your work needs it, ask your office's administrator for access.
error-bad-request = What was sent could not be read
error-bad-request-more = Go back and try to send it again. What you typed is kept on this computer.
error-wrong-method = This page does not take that action
error-wrong-method-more = Go back and use the buttons on the page.
error-conflict = Somebody else changed this meanwhile
error-conflict-more = Reload the page to see the latest version, then make your change again.
error-too-large = The file is too large
error-too-large-more = Files up to 32 MB are accepted. Scan again at 300 dpi or split it into several files.
error-foreign-form = The request came from another site
error-foreign-form-more = For safety, only forms sent from this office's own pages are accepted. Nothing was changed.
error-stale-form = This form has expired
error-stale-form-more = Go back, reload the page and send it again. What you typed is kept on this computer. Nothing was changed.
error-too-many = Too many requests at once
error-too-many-more = { $seconds ->
    [one] Please wait { $seconds } second and try again.
   *[other] Please wait { $seconds } seconds and try again.
}
error-failed = Something went wrong
error-failed-more = The error was recorded. Try again in a few minutes; if it persists, send the request id below to the administrator.
error-unavailable = The system is busy or starting
error-unavailable-more = Please try again in a few minutes.
error-back = Back to the page before
error-forbidden-who = This is for: { $roles }. If your work needs it, ask your office's administrator for access.
error-refused = This could not be done
