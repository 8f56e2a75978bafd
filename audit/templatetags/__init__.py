"""Tags of this floor for any page."""
