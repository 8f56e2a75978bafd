"""Reading a ruleset: what it becomes, and the sentence for each way it can be wrong."""

from __future__ import annotations

import pytest

from decisions.engine.load import RulesetError, load
from tests.engine.rulebook import HEAD, SOURCES, STRETCH, TEA, tea, texts
from tests.engine.second import tea_2

WRONG = [
    ("tea.1: this is not TOML", TEA + "\n[", None, None),
    ("stretches/ticks: this is not TOML", None, "x", None),
    ("tea.1: 'name' is missing", TEA.replace('name = "tea"\n', ""), None, None),
    ("tea.1: 'version' must be a whole number", TEA.replace("version = 1", 'version = "1"'), None, None),
    ("tea.1: 'include' must be a list", TEA.replace('["ticks"]', '"ticks"'), None, None),
    ("tea.1: 'colour' is not known here", 'colour = "red"\n' + TEA, None, None),
    ("stretches/more: there is no such file", TEA.replace('["ticks"]', '["more"]'), None, None),
    ("stretches/ticks: 'name' is not known in a shared stretch", None, 'name = "x"\n' + STRETCH, None),
    ("tea.1, question.asked: 'colour' is not known here", TEA.replace("kind = \"radios\"", "kind = \"radios\"\ncolour = 1"), None, None),
    ("tea.1, question.asked: 'options' is not known here", TEA.replace("kind = \"radios\"", "kind = \"radios\"\noptions = []"), None, None),
    ("tea.1, question.asked: 'title' is missing", TEA.replace('title = "Did they agree?"\n', ""), None, None),
    ("tea.1, question.asked: 'title' must be a text", TEA.replace('"Did they agree?"', "3"), None, None),
    ("tea.1, question.asked: 'cites' must be a list of texts", TEA.replace('["guide"]', '"guide"', 1), None, None),
    ("tea.1, question.asked: 'cites' must be a list of texts", TEA.replace('["guide"]', "[1]", 1), None, None),
    ("tea.1, question.asked: 'rows' must be a list of whole numbers", TEA.replace('cites = ["guide"]', 'cites = ["guide"]\nrows = 1', 1), None, None),
    ("tea.1, question.asked: 'rows' must be a list of whole numbers", TEA.replace('cites = ["guide"]', 'cites = ["guide"]\nrows = [true]', 1), None, None),
    ("tea.1, question.remark: 'optional' must be true or false", TEA.replace("optional = true", "optional = 1"), None, None),
    ("tea.1, question.asked: 'radio' is no kind of question", TEA.replace('"radios"', '"radio"'), None, None),
    ("tea.1, question.asked: two options have the same id", TEA.replace('id = "no"', 'id = "yes"'), None, None),
    ("tea.1, question.asked.option.?: 'id' is missing", TEA.replace('id = "no"\n', ""), None, None),
    ("tea.1, question.what: this id is already taken", TEA.replace("[question.note]", "[question.what]"), None, None),
    ("tea.1, outcome.note: this id is already taken", TEA.replace("[outcome.tell]", "[outcome.note]"), None, None),
    ("tea.1, outcome.tell: 'sharing' is no kind of outcome", TEA.replace('"share"', '"sharing"'), None, None),
    ("tea.1, basis.consent: 'all' is no kind of outcome", TEA.replace("[basis.consent]", '[basis.consent]\nkind = "all"'), None, None),
    ("tea.1, outcome.tell: nobody can fill in 'name'", TEA.replace("You can say it", "You can tell {name}"), None, None),
    ("tea.1, outcome.tell: nobody can fill in '{'", TEA.replace("Say it.", "Say it {"), None, None),
    ("tea.1, join: no stretch has the open end 'for_nobody'", TEA.replace("[join]", '[join]\nfor_nobody = "stop"'), None, None),
    ("tea.1: 'version' must be a whole number", TEA.replace("version = 1", "version = true"), None, None),
    ("tea.1: 'their_word' must be a list", TEA.replace("[join]", 'their_word = "asked"\n[join]'), None, None),
    ("tea.1: 'when_sent' must be a list", TEA.replace("[join]", 'when_sent = "asked"\n[join]'), None, None),
    ("tea.1: 'edition' must be a whole number", TEA.replace("[join]", 'edition = "2"\n[join]'), None, None),
    ("tea.1: 'edition' begins with 1", TEA.replace("[join]", "edition = 0\n[join]"), None, None),
    ("tea.1: 'guardian_first' must be a table", TEA.replace("[join]", 'guardian_first = ["stop"]\n[join]'), None, None),
    ("tea.1: 'guardian_first' needs a reason for stop", TEA.replace("[join]", '[guardian_first]\nstop = " "\n[join]'), None, None),
    ("tea.1: 'guardian_first' needs a reason for stop", TEA.replace("[join]", "[guardian_first]\nstop = 1\n[join]"), None, None),
    ("tea.1, outcome.tell: nobody can fill in 'day'", TEA.replace("Say it.", "By {day}."), None, None),
    ("sources, guide: 'part' is missing", None, None, SOURCES.replace('part = "Rule 1"\n', "")),
    ("sources, guide: 'page' is not known here", None, None, SOURCES + 'page = "3"'),
    ("stretches/ticks, question.what.option.secret: 'precedence' must be a whole number", None, STRETCH.replace("precedence = 1", "precedence = true"), None),
]  # fmt: skip


@pytest.mark.parametrize(("message", "rules", "ticks", "sources"), WRONG, ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_said_in_one_sentence(
    message: str, rules: str | None, ticks: str | None, sources: str | None
) -> None:
    with pytest.raises(RulesetError) as refused:
        load("tea.1", texts(rules or TEA, ticks or STRETCH, sources or SOURCES))
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_a_ruleset_is_what_its_texts_say() -> None:
    ruleset = tea()
    assert (ruleset.key, ruleset.first, ruleset.before_sharing) == ("tea.1", "asked", ("asked", "what"))
    assert list(ruleset.questions) == ["what", "asked", "note", "remark"]
    assert ruleset.sources["guide"].rule == "1"
    assert ruleset.bases["consent"].title == "They agreed"
    assert ruleset.lawful_bases["care"].article_9 == "Article 9(2)(h)"
    assert ruleset.duties["wash_up"].text == "Wash the cups."
    secret = ruleset.questions["what"].option("secret")
    assert secret
    assert secret.denies
    assert ruleset.questions["what"].option("gone") is None


def test_an_open_end_leads_where_this_ruleset_says() -> None:
    assert tea().questions["what"].leads_to() == ("note", "stop")
    assert tea().questions["note"].leads_to() == ("remark",)


def test_the_heads_of_the_second_edition_are_read() -> None:
    ruleset = tea_2()
    assert (ruleset.edition, ruleset.their_word, ruleset.when_sent) == (2, ("asked",), ("kept",))
    assert ruleset.guardian_first == {"weigh": "A guest is not kept waiting."}
    caller = ruleset.questions["whom"].option("caller")
    friend = ruleset.questions["caller_is"].option("a_friend")
    assert caller
    assert friend
    assert (caller.stranger, caller.known, friend.stranger, friend.known) == (True, False, False, True)
    assert (tea().edition, tea().their_word, tea().when_sent, tea().guardian_first) == (1, (), (), {})


def test_an_end_of_a_stretch_that_nothing_leads_to_is_left_out() -> None:
    spare = '\n[outcome.spare]\nkind = "do_not_share"\ntitle = "Stop"\nwhy = "So."\ncites = ["guide"]\n'
    assert "spare" not in load("tea.1", texts(ticks=STRETCH + spare)).outcomes
    assert "spare" in load("tea.1", texts(TEA + spare)).outcomes


def test_without_shared_stretches_nothing_is_joined() -> None:
    alone = HEAD.split("include")[0] + TEA[len(HEAD) :].replace('"what"', '"note"')
    loaded = load("alone.1", {**texts(), "alone.1": alone})
    assert loaded.before_sharing == ()
    unlawful = load("tea.1", texts(TEA.replace('lawful_bases = "lawful_bases"\n', "")))
    assert unlawful.lawful_bases == {}


def test_the_rows_that_a_page_serves_are_read() -> None:
    served = load("tea.1", texts(TEA.replace('cites = ["guide"]', 'cites = ["guide"]\nrows = [3, 7]', 1)))
    assert (served.questions["asked"].rows, served.questions["note"].rows) == ((3, 7), ())


def test_the_digest_stands_for_every_text() -> None:
    digests = {
        tea().digest,
        load("tea.1", texts(TEA + "# a remark")).digest,
        load("tea.1", texts(ticks=STRETCH + "# a remark")).digest,
        load("tea.1", texts(sources=SOURCES + "# a remark")).digest,
    }
    assert len(digests) == 4
    assert tea().digest == tea().digest
    assert len(tea().digest) == 64


def test_a_ruleset_cannot_be_altered() -> None:
    with pytest.raises(TypeError):
        tea().questions["asked"] = None  # type: ignore[index]
