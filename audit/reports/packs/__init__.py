"""Packs of evidence: by number of the toolkit, and for an inspector."""
