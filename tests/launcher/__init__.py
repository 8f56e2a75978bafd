"""The launcher, tried as a person uses it: from outside, in folders of its own."""
