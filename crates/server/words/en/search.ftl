# Search.
search-title = Search
search-lead = Results for “{ $query }”. Diacritics do not matter; typed with them, exact spellings come first.
search-empty = Type what you look for in the field above
search-empty-more = Number or subject of a dispatch, words of a duty, a control, a unit, a person; with or without diacritics.
search-none = Nothing was found
search-none-more = Try fewer words, or leave the diacritics out. Only what you may see is searched.
search-dispatches = Dispatches
search-duties = Duties in dispatches
search-controls = Controls
search-units = Units
search-people = People
