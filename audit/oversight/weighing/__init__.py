"""What a Guardian or the deputy weighed for a worker who asked: both sides, the end, and what the worker hears."""
