"""Advice: a question put to a senior or the Guardian in the middle of a decision, and what they answer."""
