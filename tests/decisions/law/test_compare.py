"""What a new version changes is told in words, on the page and from the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.ledger.models import Entry
from decisions.engine.load import load
from decisions.rulesets import changelog, library, scenarios
from decisions.rulesets.compare import Case, changes, different
from decisions.rulesets.scenarios import Scenario
from tests.decisions.law.story import SURGERY, decided
from tests.engine.rulebook import texts


def tea(*edits):
    """Return the tea ruleset, and the same after some edits."""
    files = texts()
    changed = files["tea.1"]
    for old, new in edits:
        assert old in changed, old
        changed = changed.replace(old, new)
    return load("tea.1", files), load("tea.1", files | {"tea.1": changed})


def told(*edits):
    return "\n".join(map(str, changes(*tea(*edits))))


def run(*words):
    out = StringIO()
    call_command("rulesets", "compare", *words, stdout=out)
    return out.getvalue()


def test_the_same_rules_change_nothing():
    assert changes(*tea()) == []


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (('label = "Yes"', 'label = "They did"'), "    “Yes”: The words: “Yes” → “They did”"),
        (('hint = "Ask them"', 'hint = "Ask"'), "    The hint: “Ask them” → “Ask”"),
        (
            (
                'id = "no"\nlabel = "No"\ngoes_to = "stop"\ndenies = true',
                'id = "nay"\nlabel = "Nay"\ngoes_to = "stop"',
            ),
            "    No longer an answer: “No”",
        ),
        (
            (
                'id = "no"\nlabel = "No"\ngoes_to = "stop"\ndenies = true',
                'id = "nay"\nlabel = "Nay"\ngoes_to = "stop"',
            ),
            "    New answer: “Nay”, which leads to “",
        ),
        (
            ('label = "No"\ngoes_to = "stop"\ndenies = true', 'label = "No"\ngoes_to = "stop"'),
            "    “No”: Whether it stops sharing: yes → no",
        ),
        (
            ('cites = ["guide"]\n[[question.asked', "cites = []\n[[question.asked"),
            "    The sources: “guide” → none",
        ),
        (
            ("[question.asked]", '[duty.sit]\ntext = "Sit down."\n\n[question.asked]'),
            "Added: duty “Sit down.”",
        ),
    ],
)
def test_each_change_is_a_line(edit, line):
    assert line in told(edit)


def test_what_is_gone_is_told_and_so_is_another_order():
    old, new = tea(("[question.asked]", '[duty.sit]\ntext = "Sit down."\n\n[question.asked]'))
    assert [str(change) for change in changes(new, old)] == ["Removed: duty “Sit down.”"]
    yes = '[[question.asked.option]]\nid = "yes"\nlabel = "Yes"\ngoes_to = "what"\nbasis = "consent"\n'
    no = '[[question.asked.option]]\nid = "no"\nlabel = "No"\ngoes_to = "stop"\ndenies = true\n'
    assert "    The answers stand in another order" in told((yes + no, no + yes))


def test_answers_that_come_out_the_same_are_not_told(second):
    old = library.current("care-team.1")
    facts = SURGERY | {"whose": "somebody"}
    assert different([Case("same", facts | {"identity": "alert"})], old, second) == []
    (one,) = different([Case("other", facts)], old, second)
    assert one.reference == "other"


def test_another_ground_is_another_end_though_it_reads_the_same(second):
    old = library.current("care-team.1")
    facts = SURGERY | {"whose": "somebody"}
    then = ("share", "share", "consent", "You can share their information")
    (one,) = different([Case("a", facts, then)], old, old)
    assert one.before != one.after
    assert one.after.startswith("You can share their information (")


def test_answers_that_no_longer_reach_an_end_say_what_would_be_asked(second):
    old = library.current("care-team.1")
    (one,) = different([Case("a", {"danger": "no"}, ("share", "share", "", "Share"))], old, second)
    assert one.after == "Asks: Who is asking?"


def test_a_comparison_from_the_command_line_needs_no_database(rulebook, tmp_path):
    rulebook.second("care-team", sealed=False, folder=tmp_path / "mine")
    path = tmp_path / "mine" / "care-team.2.toml"
    said = run(str(path))
    assert said.startswith("care-team.1 → care-team.2\nChanged: question “What do they need it for?”")
    assert "“To look after this person”: Where it leads: " in said
    assert "Of the stories, " in said
    out = StringIO()
    call_command("rulesets", "check", "--draft", str(path), stdout=out)
    assert "care-team.2: " in out.getvalue()
    assert "Fit to decide with." in out.getvalue()
    path.write_text(path.read_text().replace('goes_to = "relationship"', 'goes_to = "nowhere"'))
    with pytest.raises(CommandError, match="leads to nowhere, which does not exist"):
        call_command("rulesets", "check", "--draft", str(path))
    with pytest.raises(CommandError, match="leads to nowhere, which does not exist"):
        run(str(path))


def test_a_draft_may_lie_unsealed_beside_the_sealed_files(rulebook):
    rulebook.second("care-team", sealed=False)
    assert run(str(rulebook.folder / "care-team.2.toml")).startswith("care-team.1 → care-team.2")
    assert run("family.1", "--with", "care-team.1").startswith("care-team.1 → family.1")


def test_a_draft_that_is_not_text_is_left_out_of_what_waits(rulebook, tmp_path):
    folder = tmp_path / "drafts"
    rulebook.second("care-team", sealed=False, folder=folder)
    (folder / "stretches").mkdir()
    (folder / "stretches" / "more.1.toml").write_text("")
    (folder / "sources.99.toml").write_text("")
    assert [each.key for each in library.drafts(folder)] == ["care-team.2"]
    assert library.drafts(folder / "nowhere") == []


def test_the_stories_that_would_end_otherwise_are_told_by_their_id(second, monkeypatch):
    facts = SURGERY | {"whose": "Mrs Osei"}
    story = Scenario(
        "osei", "care-team", ("a", "b"), "other", "share", "none", "share", "share", "", (), (), (), facts
    )
    monkeypatch.setattr(scenarios, "everything", lambda: (story,))
    said = run("care-team.2")
    assert (
        "Of the stories, 1 of 1 would come out differently.\n  osei: “You can share their information” → "
        in said
    )


def test_decisions_are_read_for_somebody_who_may_and_that_is_recorded(willow, ada, second):
    decision = decided(willow, ada)
    before = Entry.objects.count()
    said = run("care-team.2", "--organisation", "willow-care", "--by", willow.priya.email)
    assert "Of the decisions of the last year at Willow-Care, 1 of 1 would come out differently." in said
    assert decision.reference in said
    assert "Ada" not in said
    assert Entry.objects.count() == before + 1
    assert Entry.objects.order_by("seq").last().event == "ruleset.compared"


def test_decisions_of_a_year_stand_in_the_page_of_changes(willow, ada, second, tmp_path):
    decision = decided(willow, ada)
    before = Entry.objects.count()
    asked = ["--folder", str(tmp_path), "--organisation", "willow-care", "--by", willow.priya.email]
    call_command("rulesets", "changelog", *asked, stdout=StringIO())
    said = (tmp_path / changelog.FILE).read_text().partition(changelog.DECISIONS)[2]
    assert said.startswith("\n\nWillow-Care, the last year")
    assert "1 of 1 decisions.\n\n- “You can share their information” → “Do not share yet: ask" in said
    assert said.rstrip().endswith(decision.reference)
    assert "Ada" not in said
    assert Entry.objects.count() == before + 1
    call_command("rulesets", "changelog", "--folder", str(tmp_path), "--check", stdout=StringIO())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["care-team.1"], "care-team.1 has no version before it"),
        (["care-team.9"], "There is no sealed ruleset called"),
        (["care-team.2", "--with", "care-team"], "Name one with its version"),
        (["nowhere/care-team.2.toml"], "cannot be read"),
        (["care-team.2", "--organisation", "willow-care"], "Name an organisation"),
        (
            ["care-team.2", "--organisation", "nobody", "--by", "priya@willow-care.example"],
            "Name an organisation",
        ),
        (["care-team.2", "--organisation", "willow-care", "--by", "amira@willow-care.example"], "Your role"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(willow, second, words, says):
    with pytest.raises(CommandError, match=says):
        run(*words)


def test_a_draft_never_stands_in_the_place_of_a_sealed_file(rulebook, tmp_path):
    rulebook.second("care-team", sealed=False, folder=tmp_path / "mine")
    sealed = (rulebook.folder / "family.1.toml").read_text()
    (tmp_path / "mine" / "family.1.toml").write_text(sealed + "\n")
    with pytest.raises(
        CommandError, match=r"family.1.toml is sealed. Write what changes as its next version."
    ):
        run(str(tmp_path / "mine" / "care-team.2.toml"))
