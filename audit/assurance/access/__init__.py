"""Who can log in, when they last did, and that somebody looks at it."""
