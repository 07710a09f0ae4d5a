# Dispatches: the list, taking in, review, giving out, drafts.
dispatches-title = Dispatches
dispatches-lead = Directives received, the duties in each, and how they are carried out.
dispatches-receive = Take in a dispatch
dispatches-views = Views
dispatches-view-all = All
dispatches-proposed = To review
dispatches-in-work = In work
dispatches-withdrawn = Withdrawn
dispatches-search = Search by number, subject, issuer
dispatches-find = Search
dispatches-caption = Dispatches received, the last first
dispatches-subject = Subject, number
dispatches-issuer = Issuer
dispatches-date = Date of issue
dispatches-received = Received
dispatches-duties = Duties
dispatches-state = State
dispatches-none = No dispatch received yet
dispatches-none-more = Upload a directive: it is read, and a plan is proposed of which unit does what by when.
dispatches-none-wait = When the Office takes in the first dispatch, it appears here.
dispatches-none-found = No dispatch found
dispatches-none-found-more = Try fewer words; diacritics are optional.
dispatches-show-all = Show all dispatches
dispatches-none-proposed = No dispatch waits for review
dispatches-none-proposed-more = Every dispatch received was given out or withdrawn.
dispatches-none-in-work = No dispatch is in work yet
dispatches-none-in-work-more = A dispatch comes here when its plan was confirmed and given to the units.
dispatches-none-withdrawn = No dispatch was withdrawn
dispatches-none-withdrawn-more = Withdrawn dispatches stay here with their history.

# Taking in
dispatches-receive-title = Take in a dispatch
dispatches-receive-lead = The text is read on the office's own server and sent nowhere. What is read is a proposal; it becomes work only when a person confirms it.
dispatches-file = File of the dispatch
dispatches-file-hint = Drop a file here or choose one: Word (.docx, .doc), .odt, .rtf, .pdf (scans too), photographs, .html, .txt, mails .eml/.msg, archives .zip/.7z/.rar, .edxml; at most 20 MB.
dispatches-file-missing = Choose the file to read.
dispatches-no-secrets = Only documents that are not secret. Never upload a document marked MẬT, TỐI MẬT or TUYỆT MẬT.
dispatches-read = Read the dispatch
dispatches-cancel = Cancel
dispatches-open-known = Open the dispatch received before
dispatches-reading-title = Reading the dispatch
dispatches-reading-pages = Recognising the text of the scan: { $done } of { $of } pages done.
dispatches-reading-begins = Opening the file…
dispatches-reading-leave = You may leave this page; reading goes on, and the dispatch appears in the list when it is done.
dispatches-reading-gone = This reading has ended. If the dispatch is not in the list, please upload the file again.
dispatches-arrival-title = The file was opened
dispatches-arrival-received = Dispatches received
dispatches-arrival-duties = { $number } duties
dispatches-arrival-aside = Files not received
dispatches-was-received = Read. Look through each duty, then confirm to give out the work.
dispatches-secret-title = The document bears a secrecy mark: it is not accepted
dispatches-secret-kept = Nothing was kept: content, file name and checksum were thrown away before anything was written to disk. The log only says that a marked document was refused.
dispatches-secret-now = What to do now
dispatches-secret-offline = Handle this document only on a stand-alone computer without network, kept by the keeper of secret documents.
dispatches-secret-copies = Do not open, copy or forward the file on a computer that is on a network; leave the computer as it is and unplug it from the network.
dispatches-secret-report = Tell the head of the office and the ward police at once: a state secret may be on a computer with a network connection.
dispatches-secret-mistake = If the document only mentions a secrecy mark and is not secret itself, ask the office's keeper of secret documents to look at the original before doing anything else.
dispatches-back-list = Back to the dispatches

# Review
dispatches-found = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}
dispatches-about = About the dispatch
dispatches-number = Number, symbol
dispatches-place = Place
dispatches-recipients = To
dispatches-signer = Signed by
dispatches-urgency = Urgency
dispatches-bases = Rests on
dispatches-basis-number = no. { $number }
dispatches-basis-date = of { $day }
dispatches-basis-issuer = by { $issuer }
dispatches-confirmed = Confirmed
dispatches-file-kept = Original file
dispatches-correct-heading = Correct
dispatches-paper = Text of the dispatch with its duties marked
dispatches-plan = Plan
dispatches-mark = Duty { $number }
dispatches-must = Must
dispatches-must-not = Forbidden
dispatches-should = Recommended
dispatches-text-cut = The text goes on; only its beginning is shown. The whole is in the original file.
dispatches-clear = Clear
dispatches-look = Look again
dispatches-corrected = Seen
dispatches-added = Added by hand
dispatches-units = Units
dispatches-no-unit = none yet
dispatches-all-units = All units
dispatches-more-units = and { $count } more
dispatches-text-names = The text names: { $who }
dispatches-stated = The text states
dispatches-stated-nothing = no time
dispatches-proposal = Proposed
dispatches-control = Control
dispatches-no-control = No control yet
dispatches-also = Also asked for by
dispatches-also-more = and { $count } more
dispatches-lacks-unit = No unit yet
dispatches-lacks-open-unit = One of its units was closed
dispatches-lacks-due = It has no first due day yet
dispatches-agree = Right
dispatches-edit = Edit
dispatches-split = Split
dispatches-merge = Merge with the next
dispatches-drop = Drop
dispatches-dropped = { $count ->
    [one] { $count } duty dropped
   *[other] { $count } duties dropped
}
dispatches-restore = Put back
dispatches-add = Add a duty
dispatches-waits = { $count ->
    [one] { $count } place to look at again
   *[other] { $count } places to look at again
}
dispatches-waits-none = Nothing left to look at again
dispatches-confirm = Confirm and give out
dispatches-no-duties = The plan has no duty yet
dispatches-no-duties-more = Mark a piece of the text or type a duty to add it to the plan.
dispatches-keys = Keys
dispatches-key-walk = next duty, previous duty
dispatches-key-edit = edit the duty
dispatches-key-split = split it in two
dispatches-key-merge = merge it with the next
dispatches-key-drop = drop it from the plan
dispatches-key-agree = right as it is
dispatches-key-add = add a duty from the marked piece
dispatches-key-mark = mark by keyboard: ← → move by a word, Shift + ← → take in or leave out a word
dispatches-key-confirm = go to the button that confirms
dispatches-key-close = close what is open
dispatches-marking = Marking:
dispatches-mark-first = Nothing is marked yet. Select a piece of the text, or press v and use the arrow keys.
dispatches-failed = It could not be saved. Check the connection and try again.
dispatches-reload = Reload

# Editing a duty
dispatches-edit-title = Edit duty { $number }
dispatches-save = Save
dispatches-text = Words of the duty
dispatches-clause = Clause
dispatches-clause-hint = For example: 1.2
dispatches-force = How it binds
dispatches-stated-legend = The text states
dispatches-stated-hint = Exactly what the text says; empty where it says nothing.
dispatches-stated-recurrence-hint = For example: 3 months, or regularly
dispatches-stated-due-hint = For example: 30/12/2026, or 5 days
dispatches-proposal-legend = Settled by the office
dispatches-proposal-hint = The time given to units; never shown as if the text had asked for it.
dispatches-recurrence = Comes round every
dispatches-recurrence-hint = For example: 3 months; empty for once
dispatches-due = Deadline
dispatches-first-due = First due day
dispatches-due-hint = For example: 30/12/2026
dispatches-fresh-for = Evidence counts for
dispatches-fresh-for-hint = For example: 3 months; empty where it does not age
dispatches-second-person = A second person must confirm
dispatches-trigger = When something happens
dispatches-on-nothing = Not tied to an event
dispatches-on-incident = After an incident
dispatches-on-departure = When a person moves or leaves
dispatches-on-reorganisation = When offices are reorganised
dispatches-on-document = When documents are received, drafted, copied or destroyed
dispatches-control-hint = The first one leads; figures by control count it there.
dispatches-control-search = Filter controls…
dispatches-no-more-controls = No further control
dispatches-units-government = Bodies of the People's Council and Committee
dispatches-units-forces = Police, military
dispatches-units-party = Party, Front, unions
dispatches-units-schools = Schools, health
dispatches-units-residential = Residential groups
dispatches-area-gov = Leading and organising
dispatches-area-awr = Telling and teaching
dispatches-area-sec = State secrets
dispatches-area-dev = Computers, networks, data
dispatches-area-acc = Accounts, passwords
dispatches-area-chn = Websites, groups, channels
dispatches-area-inc = Incidents
dispatches-area-pdp = Personal data
dispatches-changed-meanwhile = Somebody else has just changed this dispatch. What you typed is still here; look at it and save again.
dispatches-was-corrected = The duty was corrected.
dispatches-was-agreed = Noted that the duty was read rightly.

# Adding, splitting, merging, dropping
dispatches-add-title = Add a duty
dispatches-add-lead = Copy the words of the text so that their place is marked, or type your own.
dispatches-was-added = The duty was added.
dispatches-split-title = Split duty { $number }
dispatches-split-lead = Each duty should be one thing that can be ticked off.
dispatches-split-places = Choose where
dispatches-split-text = Or put a | yourself
dispatches-split-hint = Type one | where to split, and change nothing else.
dispatches-split-bar-wrong = Put exactly one | and leave every other letter as it is.
dispatches-split-missing = Choose a place, or type a | into the text.
dispatches-was-split = The duty was split in two.
dispatches-was-merged = The two duties were merged.
dispatches-drop-title = Drop duty { $number } from the plan
dispatches-drop-reason = Reason
dispatches-drop-hint = The reason stays in the history of the dispatch; the duty can be put back until the plan is confirmed.
dispatches-drop-usual = Not a duty of this office
dispatches-was-dropped = The duty was dropped from the plan.
dispatches-was-restored = The duty was put back.

# Heading
dispatches-heading-title = Correct the heading
dispatches-heading-lead = Exactly what the document says; empty where it leaves a blank.
dispatches-subject-of = Subject
dispatches-kind = Kind of document
dispatches-kind-hint = Abbreviation: CV, KH, QD, CT, TB…
dispatches-date-hint = For example: 24/11/2026, or 11/2026
dispatches-number-only = Number
dispatches-number-hint = For example: 231
dispatches-symbol = Symbol
dispatches-symbol-hint = For example: UBND-VP
dispatches-recipients-hint = One recipient a line
dispatches-signer-authority = Authority of the signer
dispatches-signer-title = Title of the signer
dispatches-signer-name = Name of the signer
dispatches-heading-was-corrected = The heading was corrected.
dispatches-unnumbered = { $kind } without number
dispatches-kind-any = Document
dispatches-kind-cv = Dispatch
dispatches-kind-kh = Plan
dispatches-kind-qd = Decision
dispatches-kind-ct = Directive
dispatches-kind-tb = Notice
dispatches-kind-hd = Guidance
dispatches-kind-bc = Report
dispatches-kind-nq = Resolution
dispatches-kind-cd = Telegram

# Confirming
dispatches-confirm-title = Confirm and give out
dispatches-confirm-lead = Units see their work at once under My work. A plan that was given out is not edited any more, only withdrawn.
dispatches-sum = To be given out
dispatches-assignments = Assignments
dispatches-earliest = Earliest due day
dispatches-lacking = { $count ->
    [one] { $count } duty cannot be given out yet
   *[other] { $count } duties cannot be given out yet
}
dispatches-unitless = { $count ->
    [one] { $count } duty without a unit
   *[other] { $count } duties without a unit
}
dispatches-unitless-more = Tick duties and units, or a whole group, and give them at once. Go on with the others after that.
dispatches-unitless-missing = Choose one duty at least.
dispatches-unitless-go = { $count ->
    [one] { $count } duty without a unit: give it
   *[other] { $count } duties without a unit: give them at once
}
dispatches-units-for = Give to
dispatches-rest-give = Give to the chosen units
dispatches-units-missing = Choose one unit at least.
dispatches-rest-was-given = Units were chosen for the duties that had none.
dispatches-waits-more = They can be given out, but should be read again first.
dispatches-by-unit = By unit
dispatches-by-unit-none = No unit has anything to do yet.
dispatches-unit = Unit
dispatches-give = { $count ->
    [one] Give out { $count } assignment
   *[other] Give out { $count } assignments
}
dispatches-not-ready = Not ready: some duties still lack something.
dispatches-changed-look = Somebody else has just changed this dispatch. Look at the newest plan below before giving it out.
dispatches-back = Back to the review
dispatches-was-confirmed = Given out. Units see their duties under My work.

# After that
dispatches-given = Given to { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
dispatches-draft = Draft a dispatch or plan
dispatches-draft-title = Drafts
dispatches-draft-lead = Files in .docx to finish and have signed. Nothing is sent anywhere.
dispatches-draft-dispatch = Implementing dispatch
dispatches-draft-kinds = Kinds of draft
dispatches-draft-plan = Implementing plan
dispatches-draft-plan-duties = { $count ->
    [one] { $count } duty, a row of the table with units, time and clause.
   *[other] { $count } duties, each a row of the table with units, time and clause.
}
dispatches-draft-plan-subject-hint = Stands under the title “Kế hoạch”.
dispatches-draft-layout = Layout by the rules for your kind of office.
dispatches-draft-duties = { $count ->
    [one] { $count } duty, by unit.
   *[other] { $count } duties, by unit.
}
dispatches-draft-stated = Times that the text states and times that the office settled are told apart.
dispatches-draft-blank = Number and date are left blank for the clerk, who writes them when it goes out.
dispatches-draft-subject-hint = What follows “V/v”.
dispatches-draft-authority = Authority
dispatches-draft-authority-hint = For example: TM. Ủy ban nhân dân; a deputy adds a line KT. Chủ tịch.
dispatches-draft-post = Post
dispatches-draft-signer = Name of the signer
dispatches-draft-empty = A field that is needed and left empty stays as proposed.
dispatches-draft-superior = Superior body
dispatches-draft-superior-hint = The line above the name of the office. Leave it empty to name none.
dispatches-draft-issuer = Issuing body
dispatches-draft-issuer-hint = One line of the name a line.
dispatches-draft-place = Place
dispatches-draft-place-hint = Stands before the date.
dispatches-draft-copies = Copies to
dispatches-draft-copies-hint = Besides “as above” and where it is kept; one a line.
dispatches-draft-drafter = Drafted by
dispatches-draft-drafter-hint = The sign that follows where it is kept, for example: NVA.
dispatches-draft-download = Download the draft (.docx)
dispatches-slips = Assignment slips
dispatches-slips-more = One for each unit, with the duties of that unit only.
dispatches-slip = Download
dispatches-count = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}
dispatches-withdraw = Withdraw
dispatches-withdraw-title = Withdraw { $name }
dispatches-withdraw-lead = Work that is not done falls away in every unit; what was reported and the history stay.
dispatches-withdraw-reason = Reason
dispatches-withdraw-hint = Units will see this reason.
dispatches-was-withdrawn = The dispatch was withdrawn.

# Time
dispatches-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
dispatches-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
dispatches-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
dispatches-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
dispatches-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
dispatches-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
dispatches-regularly = regularly
dispatches-every = every { $period }
dispatches-by-day = by { $day }
dispatches-within = within { $period }
dispatches-first-by = first by { $day }
dispatches-once = once
dispatches-standing = standing, without a day
dispatches-second = a second person confirms

# How it was read
dispatches-read-misnamed = The file's extension does not fit its content; it was read by its content.
dispatches-read-cut = The text is too long; its end was not read.
dispatches-read-undecodable = Some characters could not be read. Compare with the original before giving out work.
dispatches-read-tracked = The document has tracked changes: insertions were kept, deletions left out. Better use the final document.
dispatches-read-hidden = The document has hidden text; it was read as well.
dispatches-read-comments = The document has comments of reviewers; they were not read.
dispatches-read-macros = The file has macros. They are not run.
dispatches-read-embedded = The file has documents inside that were not read. Open them by themselves where an annex gives out work.
dispatches-read-left-out = A minor part of the file is damaged and was left out.
dispatches-read-decoded = The text was in an old encoding (TCVN3, VNI …) and has been turned into Unicode.
dispatches-read-look-alikes = Letters that only look Vietnamese (Ð for Đ) were replaced by the right ones.
dispatches-read-lost-letters = Words that had lost their “ư” were completed. Compare with the original where it matters.
dispatches-read-recognised = The document is a scan whose text was recognised; letters may be wrong. Compare with the original.
dispatches-read-incomplete = The end of the file is missing (perhaps an incomplete download); the rest was read. Better get the original again.
dispatches-read-damaged-pages = Parts of some pages are damaged; their text may lack something. Compare with the original.
dispatches-read-not-recognised = The text of some scanned pages could not be recognised. Look at them in the original file.
dispatches-read-pages = Some pages are pictures without text. Look at them in the original file.

# Errors
problem-dispatch-secret = The document bears a secrecy mark: it is not accepted and nothing was kept.
problem-dispatch-known = This dispatch was received before. Open that one instead of uploading it again.
problem-dispatch-no-duties = No duty was found, and no number, date or issuer either. Check that the right file was chosen.
problem-dispatch-not-open = The plan of this dispatch was given out or withdrawn and cannot be changed any more.
problem-plan-empty = The plan has no duty to give out.
problem-split-nothing = The place must be inside the duty, with words on both sides.
problem-merge-no-neighbours = Only two neighbouring duties can be merged.
problem-duty-dropped = This duty was dropped from the plan. Put it back before changing it.
problem-draft-empty = There is no duty to draft from yet.
problem-draft-too-many = There are more than { $most } duties to remind of. Choose one unit or fewer days.
problem-span-wrong = The marked piece no longer fits the text. Mark it again.
problem-not-one = “{ $value }” is not understood. Type it like the example above.
problem-no-due = What comes round needs a first due day.
problem-day-range = The day is outside the range allowed. Check the year.
problem-unit-unknown = One of the units is no longer in the office. Choose again.
problem-no-unit = Choose who does it.
problem-unit-closed = One of the units was closed. Choose another.
problem-file-empty = The file is empty. Choose again, or ask the sender for another copy.
problem-file-too-large = The file is too large. If it is a scan, use the original .docx or a .pdf with text.
problem-file-bomb = The file swells abnormally when unpacked and was refused; it may be made to do harm. Do not open it; tell the IT officer.
problem-file-encrypted = The file has a password. Remove the password and upload again; do not send the password along.
problem-file-broken = The file is damaged, perhaps an incomplete download. Get it again, or open it in Word and save it as a new file.
problem-file-not-what-it-says = The file ends in .{ $says } but is something else ({ $is ->
    [xlsx] an Excel sheet
    [pptx] a PowerPoint presentation
    [open_document] OpenDocument
    [old_word] an old Word file (.doc)
    [old_excel] an old Excel file (.xls)
    [old_powerpoint] an old PowerPoint file (.ppt)
    [encrypted_office] an Office file with a password
    [rtf] RTF
    [html] a web page
    [picture] a picture
    [zip] an archive
    [archive] an archive
    [program] a program
   *[other] of unknown kind
}). Check where it came from before opening it; use the original .docx or .pdf.
problem-file-scan = This is a scan of { $pages } pages, pictures only, and the server has no program that recognises text. Ask an administrator to run “luytre doctor”, or use the original .docx or .pdf with text.
problem-file-picture = This kind of picture cannot be opened, or it is too large. Save it as .jpg or .png (at most 40 million pixels) and upload it again.
problem-file-tool = The server has no program that opens .rar files. Unpack it and upload each file, or ask an administrator to run “luytre doctor”.
problem-file-not-recognised = The text of this scan could not be recognised. Scan it again more clearly (200 dpi or more, straight, well lit), or use the original .docx or .pdf.
problem-dispatch-none-inside = There is no dispatch in this file that can be read into a plan. Open it and choose the file of the dispatch itself.
problem-file-no-text = The file has no text. Check that the right file was chosen.
problem-file-unsupported = Files of this kind are not read yet ({ $kind ->
    [xlsx] an Excel sheet
    [pptx] a PowerPoint presentation
    [open_document] OpenDocument
    [old_word] an old Word file (.doc)
    [old_excel] an old Excel file (.xls)
    [old_powerpoint] an old PowerPoint file (.ppt)
    [encrypted_office] an Office file with a password
    [rtf] RTF
    [html] a web page
    [picture] a picture
    [zip] an archive
    [archive] an archive
    [program] a program
   *[other] of unknown kind
}). Save it as .docx or .pdf and upload again.
problem-file-unknown-encoding = The encoding of this text is not known. Save it as Unicode (UTF-8) and upload it again.
problem-file-unreadable-font = The fonts of this PDF do not tell which letter is which. Use the .docx, or export the PDF again from Word.
problem-draft-failed = The draft could not be made. Try again; if it fails again, tell the administrator.
problem-file-failed = This file could not be read. Try saving it as a new .docx; if that fails too, tell the administrator.
