"""What the public is told: how we use and share information, and how to object."""
