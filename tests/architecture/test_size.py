"""One person can hold a room in mind: small files, small functions, no cupboard for odds and ends."""

from tests.architecture.source import CHECKOUT, FLOORS, functions, modules, name, tracked

OURS = modules(*FLOORS, "bench")
EVERY = modules(*FLOORS, "bench", "tests")
CUPBOARDS = {"core", "common", "utils", "util", "helpers", "helper", "misc", "shared", "lib"}
TOP_LEVEL = {"LICENSE",
    "manage.py", "pyproject.toml", "portal", "decisions", "audit", "templates", "static", "tests",
    "docker-compose.yml", "Makefile", "README.md", "CHANGELOG.md", "SECURITY.md", "docs", "requirements",
    "package.json", "package-lock.json", "bench",
}  # fmt: skip


def test_a_file_has_at_most_300_lines():
    lengths = {name(path): len(path.read_text().splitlines()) for path in EVERY}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_a_function_has_at_most_40_lines():
    long = {
        f"{name(path)}:{function.name}": length
        for path in OURS
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 40
    }
    assert long == {}


def test_no_module_is_a_cupboard_for_odds_and_ends():
    parts = {part.removesuffix(".py") for path in EVERY for part in path.relative_to(CHECKOUT).parts}
    assert not parts & CUPBOARDS


def test_the_top_level_holds_what_was_agreed():
    tops = {path.relative_to(CHECKOUT).parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL
