"""What is still to do before 30 June, and which item of the toolkit each thing shows."""
