"""What no single decision shows: curiosity, doubt about a question, homes that differ, and the monthly lot."""
