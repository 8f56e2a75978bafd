"""What anyone says is wrong, and how it is put right: concerns, breaches and complaints, with their clocks."""
