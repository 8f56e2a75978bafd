"""Brings up all that the portal needs on one machine: `python -m portal.launcher run|test|check|bench|reset|db`.

Nothing here is imported by the portal itself, and nothing here imports Django.
"""
