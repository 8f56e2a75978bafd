"""What a set of rules is, and how answers lead through it.

The engine advises from data alone: no web, clock, database or person. Standard library only.
"""
