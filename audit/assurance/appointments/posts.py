"""The four posts that somebody is appointed to, and what each is for."""

from __future__ import annotations

from django.db import models

from portal.roles import Role


class Post(models.TextChoices):
    """What somebody is appointed as."""

    GUARDIAN = "guardian", "Caldicott Guardian"
    DEPUTY = "deputy", "Deputy Caldicott Guardian"
    SIRO = "siro", "Senior information risk owner"
    DPO = "dpo", "Data protection officer"


FOR = {
    Post.GUARDIAN: "Answers for how confidential information about people is used and shared here.",
    Post.DEPUTY: "Acts for the Caldicott Guardian when they are away.",
    Post.SIRO: "Answers to the board for the risks to information. Often called the SIRO.",
    Post.DPO: "Advises on data protection law. Anyone can ask them about their own information.",
}
LOGS_IN_AS = {Post.GUARDIAN: Role.GUARDIAN, Post.DEPUTY: Role.DEPUTY}
"""The role under which somebody in a post logs in, where it has one. An appointment does not give the role."""
SEVERAL = frozenset({Post.DEPUTY})
"""The posts that several people can hold at once."""
