"""The year in pictures, each with its numbers in a table beside it."""
