"""What is written down of an individual: the form of each fact, and of its end."""
