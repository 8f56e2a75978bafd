"""Table of contents: the models of this floor, room by room."""
