"""Codes of how a letter was given and to whom, with their words. Facts hold the codes."""

from __future__ import annotations

from typing import Final

HOWS: Final = {
    "by_hand": "By hand",
    "read_out": "Read out to them",
    "post": "By post",
    "secure_email": "By secure email",
}
TO: Final = {
    "person": "The person it is about",
    "acts_for_them": "Someone with legal power to act for them",
    "family": "A family member or friend, as the person wished",
    "recipient": "The one who was told, or will be",
}
