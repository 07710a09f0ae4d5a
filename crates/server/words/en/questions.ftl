# Difficulties.
questions-title = Difficulties
questions-lead = What stands in the units' way, and the Office's answers.
questions-none = No difficulties yet
questions-none-more = Units raise them on the page of a duty; the answers are kept here.
questions-open = Waiting for an answer
questions-open-none = Nothing is waiting.
questions-answered = Answered
questions-answered-by = { $name } answered
questions-answer = Answer
questions-answer-title = Answer a difficulty
questions-about = About the duty:
questions-text = Answer
questions-text-hint = The unit sees the answer and it is kept. No state secrets.
questions-send = Send the answer
questions-said-answered = The answer was sent to the unit.
