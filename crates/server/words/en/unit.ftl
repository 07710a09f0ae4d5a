# The page of a unit.
unit-closed = This unit is closed.
unit-all = Show the unit's duties
unit-none = The unit has no duties yet
unit-none-more = They show up here when a dispatch gives it some.
unit-waiting = awaiting confirmation
