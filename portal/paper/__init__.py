"""Papers: one list of blocks, shown as a page and set as a tagged PDF, so that the two always say the same."""
