"""How fast the portal is beside its peers, measured side by side in one run. Not a test: machines are noisy."""
