"""The rulesets from the command line: changelog, check, compare, draw, seal, show, walk.

No database is needed, but to compare with an organisation's decisions; then whoever asks for that is named.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from decisions.engine import checks, diagram, graph, law
from decisions.engine.load import RulesetError, load
from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk
from decisions.law import replay
from decisions.rulesets import changelog, compare, drawings, library, lines, scenarios, together
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

REFERENCE: Final = Path(settings.BASE_DIR) / "docs" / "reference"
BATCH: Final = 200
"""Lines written at once: so few that they are still at hand in the processor's own memory."""


class Command(BaseCommand):
    """One verb for each thing to do with rulesets."""

    help = "Tell what changed, check, compare, draw, seal, show or walk the rulesets."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the verb and what belongs to it."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="Are they sealed, and fit to decide with?")
        check.add_argument("--draft", type=Path, help="Check this file instead, which is not sealed yet.")
        write = verbs.add_parser(
            "changelog", help="Write down what the newest edition changes, for Guardians."
        )
        write.add_argument("--check", action="store_true", help="Only say whether it is up to date.")
        write.add_argument("--folder", type=Path, default=None, help="Where to write it (docs/reference).")
        _add_reader(write)
        _add_compare(verbs.add_parser("compare", help="What would a new version change?"))
        draw = verbs.add_parser(
            "draw", help="Draw each flow, with its twin in words, its truth table and the coverage."
        )
        draw.add_argument(
            "--check", action="store_true", help="Only say whether the drawings are up to date."
        )
        draw.add_argument("--folder", type=Path, default=None, help="Where to draw (docs/reference).")
        verbs.add_parser("seal", help="Seal the files that have no seal yet.")
        show = verbs.add_parser("show", help="Tell what a ruleset holds, or which rulesets there are.")
        show.add_argument("name", nargs="?")
        show.add_argument("--json", action="store_true")
        take = verbs.add_parser(
            "walk", help="Where do these answers lead? JSON Lines on standard input for many."
        )
        take.add_argument("name")
        take.add_argument("--answers", type=Path, help="A file with one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says; a fault is one sentence and exit code 1."""
        try:
            getattr(self, f"_{options['verb']}")(**options)
        except BrokenPipeError:
            # Whoever read us has seen enough: nothing more is written, also not by Python when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (RulesetError, library.UnknownRuleset, lines.NotAnswers) as error:
            raise CommandError(str(error)) from error

    def _check(self, *, draft: Path | None, **_options: Any) -> None:
        if draft is not None:
            ruleset = _fit(library.draft(draft))
            self.stdout.write(f"{ruleset.key}: {_size(ruleset)}. Fit to decide with.")
            return
        texts = library.texts_of(library.FOLDER)
        library.check_seals(texts, library.sealed(library.FOLDER))
        rulesets = [load(file, texts) for file in filter(library.is_ruleset, texts)]
        found = list(together.faults(rulesets, together.listed(library.FOLDER)))
        for ruleset in rulesets:
            faults = [*checks.faults(ruleset), *_today(ruleset)]
            found += [f"{ruleset.key}: {fault}" for fault in faults]
            if not faults:
                self.stdout.write(f"{ruleset.key}: {_size(ruleset)}. Fit to decide with.")
        if found:
            raise CommandError("\n".join(found))

    def _changelog(
        self, *, check: bool, folder: Path | None, organisation: str, by: str, **_options: Any
    ) -> None:
        path = (folder or REFERENCE) / changelog.FILE
        before = path.read_text() if path.exists() else ""
        compared = changelog.pairs(library.published())
        decisions = changelog.decisions_in(before)
        if organisation:
            decisions = _tried(compared, *_reader(organisation, by))
        text = changelog.page(compared, scenarios.everything(), decisions)
        if check and text != before:
            raise CommandError(f"Out of date: {changelog.FILE}. Run: manage.py rulesets changelog")
        if not check:
            path.write_text(text)
            self.stdout.write(f"{changelog.FILE}: {len(compared)} rulesets compared.")

    def _compare(self, *, new: str, against: str | None, organisation: str, by: str, **_options: Any) -> None:
        published = library.published()
        ruleset = _fit(library.draft(Path(new)) if new.endswith(".toml") else _named(published, new))
        old = _named(published, against) if against else _before(published, ruleset)
        changed = compare.changes(old, ruleset)
        self.stdout.write(f"{old.key} → {ruleset.key}")
        self.stdout.write("\n".join(map(str, changed)) or "No question and no outcome changes.")
        self._say("stories", replay.of_stories(old, ruleset))
        if organisation:
            whose, person = _reader(organisation, by)
            replay.record_comparison(organisation=whose, old=old, new=ruleset, by=person)
            self._say(f"decisions of the last year at {whose.name}", replay.of_decisions(whose, old, ruleset))

    def _say(self, what: str, found: replay.Replayed) -> None:
        self.stdout.write(f"Of the {what}, {found}")
        for each in found.different:
            self.stdout.write(f"  {each}")
        if found.unread:
            self.stdout.write(f"  {found.unread} more could not be read.")

    def _draw(self, *, check: bool, folder: Path | None, **_options: Any) -> None:
        folder = folder or REFERENCE
        drawn = {folder / path: text for path, text in drawings.drawings().items()}
        if check:
            old = [path.name for path, text in drawn.items() if not path.exists() or path.read_text() != text]
            if old:
                raise CommandError(f"Out of date: {', '.join(old)}. Run: manage.py rulesets draw")
            return
        (folder / "flows").mkdir(parents=True, exist_ok=True)
        for path, text in drawn.items():
            path.write_text(text)
        self.stdout.write(f"{len(drawn)} files drawn.")

    def _seal(self, **_options: Any) -> None:
        texts = library.texts_of(library.FOLDER)
        seals = library.sealed(library.FOLDER)
        new = {file: library.seal_of(text) for file, text in texts.items() if file not in seals}
        library.check_seals(texts, seals | new)
        library.write_seals(library.FOLDER, seals | new)
        self.stdout.write(f"Sealed: {', '.join(new) or 'nothing new'}.")

    def _show(self, *, name: str | None, json: bool, **_options: Any) -> None:
        if name is None:
            rulesets = [library.current(one) for one in library.names()]
            rows: Any = [{"name": one.name, "version": one.version, "title": one.title} for one in rulesets]
            self.stdout.write(
                _json(rows) if json else "\n".join(f"{one.key}: {one.title}" for one in rulesets)
            )
            return
        ruleset = library.current(name)
        self.stdout.write(_json(lines.shown(ruleset)) if json else diagram.outline(ruleset))

    def _walk(self, *, name: str, answers: Path | None, **_options: Any) -> None:
        ruleset = library.alone(name)
        if answers is None:
            self._walk_lines(lines.tell_lines(ruleset, _standard_input()))
            return
        try:
            text = answers.read_bytes()
        except OSError as error:
            raise CommandError(f"{answers} cannot be read: {error.strerror}.") from error
        self.stdout.write(_json(lines.told(ruleset, walk(ruleset, lines.answers_in(text)))))

    def _walk_lines(self, told: Iterator[str]) -> None:
        unread = 0
        while batch := list(islice(told, BATCH)):
            unread += sum(line.startswith('{"error"') for line in batch)
            self.stdout.write("".join(batch), ending="")
        if unread:
            raise CommandError(f"{unread} of the lines could not be read.")


def _add_compare(take: ArgumentParser) -> None:
    """Read what is to be compared with what."""
    take.add_argument("new", help="A file that is not sealed yet, or a name and version such as family.2.")
    take.add_argument("--with", dest="against", help="A name and version; else the one before.")
    _add_reader(take)


def _add_reader(take: ArgumentParser) -> None:
    """Read whose decisions are tried too, and who reads them."""
    take.add_argument(
        "--organisation", default="", help="Try its decisions of the last year too (short name)."
    )
    take.add_argument("--by", default="", help="Who reads them: a Guardian's or manager's e-mail address.")


def _tried(compared: list[changelog.Pair], organisation: Organisation, person: User) -> str:
    """What would come out of an organisation's decisions of the last year; that they were read is recorded first."""
    found = {}
    for pair in compared:
        if pair.old is not None:
            replay.record_comparison(organisation=organisation, old=pair.old, new=pair.new, by=person)
            replayed = replay.of_decisions(organisation, pair.old, pair.new)
            found[pair.title] = (replayed.tried, replayed.different)
    return changelog.of_decisions(organisation.name, found)


def _today(ruleset: Ruleset) -> list[str]:
    """Return what is wrong with its law today: what was to be read again, and what is not in force.

    The engine has no clock of its own, and the first edition promised nothing of the kind.
    """
    day = london_day().isoformat()
    return (
        [*law.overdue(ruleset, day), *law.out_of_force(ruleset, day)]
        if ruleset.edition >= law.EDITION
        else []
    )


def _fit(ruleset: Ruleset) -> Ruleset:
    """The ruleset, or every fault of it."""
    if found := [f"{ruleset.key}: {fault}" for fault in checks.faults(ruleset)]:
        raise CommandError("\n".join(found))
    return ruleset


def _named(published: list[Ruleset], key: str) -> Ruleset:
    """The sealed ruleset of this name and version."""
    found = next((each for each in published if each.key == key), None)
    if found is None:
        raise CommandError(
            f"There is no sealed ruleset called {key!r}. Name one with its version, like family.1"
        )
    return found


def _before(published: list[Ruleset], ruleset: Ruleset) -> Ruleset:
    """The newest sealed version older than this one."""
    older = [each for each in published if each.name == ruleset.name and each.version < ruleset.version]
    if not older:
        raise CommandError(f"{ruleset.key} has no version before it. Say which to compare it with: --with")
    return max(older, key=lambda each: each.version)


def _reader(slug: str, email: str) -> tuple[Organisation, User]:
    """The organisation, and the person who reads its decisions and may."""
    organisation = Organisation.objects.filter(slug=slug).first()
    person = User.objects.filter(email=email.lower()).first()
    if organisation is None or person is None:
        raise CommandError("Name an organisation by its short name and, with --by, who reads its decisions.")
    try:
        must(person, "sign_second", organisation=organisation)
    except NotAllowed as refusal:
        raise CommandError(refusal.sentence) from refusal
    person.authenticated_by = "command line"
    return organisation, person


def _standard_input() -> Iterable[bytes]:
    return sys.stdin.buffer


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _size(ruleset: Ruleset) -> str:
    return (
        f"{len(ruleset.questions)} questions, {len(ruleset.outcomes)} outcomes, "
        f"{graph.count(ruleset):,} complete walks"
    )
