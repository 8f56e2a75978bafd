"""Refusals that carry a sentence for the person who asked."""


class NotAllowed(Exception):
    """An action refused; `sentence` says why, and how to mend it, in words for the user."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
