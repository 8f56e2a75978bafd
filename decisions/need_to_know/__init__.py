"""Who needs to know what: the list that a Guardian keeps, by role and kind of information."""
