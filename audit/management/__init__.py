"""What an operator runs for this floor: `manage.py <command>`."""
