"""The pages about an individual: find one, what they have said, and what is recorded or ended."""
