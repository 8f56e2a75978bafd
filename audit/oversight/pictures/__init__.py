"""Pictures of what was decided: counted from the desk's tallies, drawn by the server, told in words and in a table."""
