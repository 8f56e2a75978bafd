"""Every test of the portal. They run against a real PostgreSQL, as the role that owns nothing."""
