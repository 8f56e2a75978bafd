"""Let the tests look at mutants in one session of pytest, those first that most likely notice, until one fails."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.code import Mutant, in_place
from tests.mutation.reached import Test, caches, calm, place

SLOWER: Final = 10
LEAST: Final = 20
"""A test that takes so many times as long as it does, and so many seconds more, counts as having noticed."""
AT_LEAST: Final = 4
"""So many tests look at a mutant, however long they take."""
AGAIN: Final = 2.0
"""Seconds after which a test that went on all the same is interrupted again."""


class NeverEnds(BaseException):
    """A test takes too long. No code of ours takes it for one of its own errors."""


class _Upto:
    """A stand-in for the next test, so that only fixtures of wider scopes are kept."""

    def __init__(self, chain: list[Any]) -> None:
        self.chain = chain

    def listchain(self) -> list[Any]:
        return self.chain


class Hunter:
    """The tests that were collected, and what each of them reaches."""

    def __init__(
        self, session: pytest.Session, tests: dict[str, Test], modules: list[str], patience: float
    ) -> None:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        self.tests = {name: test for name, test in tests.items() if name in self.items}
        self.patience = patience
        self.caches = caches([*modules, *{item.module.__name__ for item in self.items.values()}])  # type: ignore[attr-defined]
        self.noticed: list[str] = []
        self.by_place: dict[str, list[str]] = {}
        for name, (_taken, places) in self.tests.items():
            for one in places:
                self.by_place.setdefault(one, []).append(name)
        signal.signal(signal.SIGALRM, _never_ends)

    def looks(self, module: str, mutant: Mutant) -> list[str]:
        """The tests that reach a mutant, in the order in which they look at it, as long as there is patience."""
        names = self.by_place.get(place(module, mutant.function.__qualname__, mutant.statement), [])
        words = set(module.split(".")) - {"queries", "audit", "decisions", "portal"}
        seen: dict[str, int] = {}
        worth = {}
        for name in sorted(names, key=lambda name: self.tests[name][0]):
            function = name.partition("[")[0]
            seen[function] = seen.get(function, 0) + 1
            worth[name] = self.tests[name][0] * seen[function] / (1 + _near(name, words)) ** 2
        chosen, left = [name for name in self.noticed[-3:][::-1] if name in worth], self.patience
        for name in sorted(worth, key=lambda name: worth[name]):
            left -= self.tests[name][0]
            if left < 0 and len(chosen) >= AT_LEAST:
                break
            chosen.append(name)
        return list(dict.fromkeys(chosen))

    def notices(self, module: str, mutant: Mutant) -> str:
        """The first test that fails with a mutant in place, "" for none."""
        looks = self.looks(module, mutant)
        self._forget()
        with in_place(mutant):
            found = next((name for name in looks if self.fails(name)), "")
            self._forget()
        if found:
            self.noticed = [*(each for each in self.noticed if each != found), found]
        return found

    def broken(self) -> list[str]:
        """Those tests that noticed something and fail now without any mutant: what they noticed is not certain."""
        return [name for name in self.noticed if self.fails(name)]

    def fails(self, name: str) -> bool:
        """Whether a test fails, or takes far too long."""
        from django.db import connections

        item = self.items[name]
        self.session._setupstate.teardown_exact(item)
        signal.setitimer(signal.ITIMER_REAL, LEAST + SLOWER * self.tests[name][0], AGAIN)
        try:
            before: Any = _Upto(item.listchain()[:-1])
            return any(report.failed for report in runtestprotocol(item, log=False, nextitem=before))
        except NeverEnds:
            connections.close_all()
            print(f"    took too long: {name}", flush=True)
            return True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _forget(self) -> None:
        """Forget what fixtures of a module and functions remember, which a mutant may have said."""
        session: Any = _Upto([self.session])
        self.session._setupstate.teardown_exact(session)
        for cache in self.caches:
            cache.cache_clear()


class Session:
    """Runs a hunt instead of the tests."""

    def __init__(self, run: Any) -> None:
        self.run = run

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        calm()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hunt."""
        self.run(session)
        return True


def _near(name: str, words: Iterable[str]) -> int:
    """How many words of a module's name are in a test's."""
    return sum(word.rstrip("s") in name.partition("::")[0] for word in words)


def _never_ends(*_: Any) -> None:
    raise NeverEnds
