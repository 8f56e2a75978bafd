"""The annual report: made by a manager, signed by the Guardian, sealed and never changed."""
