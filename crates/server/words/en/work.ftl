# My tasks: reporting, confirming, telling what stands in the way.
work-title = My tasks
work-lead = { $count ->
    [one] { $unit }: { $count } task to report.
   *[other] { $unit }: { $count } tasks to report.
}
work-lead-late = { $count ->
    [one] { $unit }: { $count } task to report, { $late } overdue.
   *[other] { $unit }: { $count } tasks to report, { $late } of them overdue.
}
work-none = Nothing is waiting
work-none-more = Your unit has reported everything that was due. New assignments will show up here.
work-none-go = Show the unit's duties
work-late = Overdue
work-week = This week
work-later = Later
work-undated = No set day
work-to-confirm = For me to confirm
work-to-confirm-more = The unit reported; it counts as met only when a second person confirms.
work-answered = Difficulties raised
work-waiting = Reported, for others to confirm
work-waiting-more = Nothing to do, unless a report is returned.
work-more = The list shows the nearest 200 tasks only.
work-all = Show all
work-sequence = Period { $number }
work-opens = can be reported from { $day }
work-after-earlier = to be reported after the period before
work-reported-at = reported { $time }
work-due-on = due { $day }
work-duty = Duty
work-report = Report
work-judge = Look and confirm
work-ask = Raise a difficulty
work-cancel = Cancel
work-report-title = Report the result
work-report-send = Send the report
work-returned-by = { $name } returned the report:
work-outcome = Result
work-outcome-missing = Choose a result
work-outcome-done = Done
work-outcome-failed = Checked, not met
work-outcome-not-applicable = Does not apply to my unit
work-note = Note
work-note-hint = What was done, where, with what result. A reason is needed when it is not met or does not apply. No state secrets, no passwords.
work-note-hint-second = What was done, where, with what result. This duty counts only when a second person confirms. No state secrets, no passwords.
work-file = Evidence file
work-file-hint = Minutes, a screenshot, a list; PDF, Word, Excel or a picture, up to 20 MB. Never upload a marked document.
work-said-done = The report is recorded. The evidence is in the ledger.
work-said-waits = The report is recorded; a second person has to confirm it.
work-said-failed = Recorded as not met. The task stays open until it is reported done.
work-judge-title = Confirm the report
work-judge-lead = Look at the evidence, then confirm, or return it with the reason.
work-what-was-reported = What the unit reported
work-judge-note = Remark
work-judge-note-hint = Returning needs a reason.
work-judge-choose = Choose Confirm or Return
work-confirm = Confirm
work-return = Return
work-said-confirmed = The report is confirmed.
work-said-returned = The report was returned to the unit.
work-ask-title = Raise a difficulty
work-ask-lead = The Office answers; the answer shows up under My tasks and on the duty's page.
work-ask-text = Difficulty
work-ask-hint = What stands in the way, which help is needed. No state secrets.
work-ask-send = Send to the Office
work-said-asked = The difficulty was sent to the Office.
problem-text-secret = The text looks like part of a marked document, so it was not kept. Work on secret documents follows the rules on state secrets, not this system.
problem-file-secret = The file bears a secrecy mark, so it was refused and no copy was kept. Handle the document by the rules on state secrets, never on a networked computer.
problem-occurrence-closed = This period was reported already. Reload the page to see the latest.
problem-occurrence-not-next = Report the earlier periods first.
problem-occurrence-too-early = This period has not begun; it can be reported from { $from }.
problem-occurrence-not-reported = There is no report to confirm. Reload the page to see the latest.
problem-own-report = Who reported cannot confirm. Ask somebody else to look at it.
