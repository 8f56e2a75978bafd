"""The registers, the evidence they give, and the questions."""
