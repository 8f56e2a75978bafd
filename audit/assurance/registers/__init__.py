"""Registers of what must be looked at each year: each entry with an owner, a day it is due, evidence and a history."""
