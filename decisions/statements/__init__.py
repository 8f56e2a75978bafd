"""Who was told what about a person, and why: the statement they can ask for."""
