"""The pages of the wizard, in the order in which a worker meets them."""
