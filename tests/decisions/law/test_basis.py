"""The ground in the law of confidence and the basis in data-protection law are two things, and both are kept."""

from __future__ import annotations

import pytest

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.law import actions
from decisions.law.register import register, source_date
from decisions.law.rules import rules_for
from decisions.law.standing import Law, article_6, cited_by, in_data_protection_law
from decisions.rulesets import library
from portal.errors import NotAllowed
from portal.models import OrganisationKind
from tests.decisions.law.story import decided
from tests.decisions.wizard.call import errors, logged_in, words

PUBLIC_TASK = "Article 6(1)(e), public task"
INTERESTS = "Article 6(1)(f), legitimate interests"


def data(decision):
    return body_of(decision.entry)["advice"]["data_protection"]


def test_until_the_manager_says_what_we_are_every_kind_is_named(willow, ada):
    said = data(decided(willow, ada))["article_6"]
    assert f"for a public body: {PUBLIC_TASK}" in said
    assert f"for a private provider: {INTERESTS}" in said


@pytest.mark.parametrize(("kind", "says"), [("public", PUBLIC_TASK), ("private", INTERESTS)])
def test_then_the_basis_is_worded_for_that_kind(willow, ada, kind, says):
    actions.describe(organisation=willow.organisation, kind=kind, by=willow.ruth)
    decision = decided(willow, ada)
    assert data(decision)["article_6"] == says
    assert data(decision)["article_9"] == "Article 9(2)(h), health or social care"
    assert body_of(decision.entry)["law"]["organisation"] == kind


def test_the_page_the_print_and_the_desk_say_both_grounds_with_their_sources(willow, ada):
    actions.describe(organisation=willow.organisation, kind="public", by=willow.ruth)
    decision = decided(willow, ada)
    amira = logged_in(willow.amira)
    for page in (f"/decisions/{decision.pk}/", f"/decisions/{decision.pk}/print/"):
        said = words(amira.get(page))
        assert "In the law of confidence: " in said
        assert f"In data protection law: Care and treatment. {PUBLIC_TASK}. Article 9(2)(h)" in said
        assert "UK GDPR and the Data Protection Act 2018, Articles 6 and 9" in said
    desk = words(logged_in(willow.priya).get(f"/desk/{decision.pk}/"))
    assert "In data protection law" in desk
    assert PUBLIC_TASK in desk


def test_where_nothing_is_shared_on_a_ground_nothing_is_claimed(willow, ada):
    decision = decided(willow, ada, identity="alert")
    assert decision.basis == ""
    assert data(decision) is None
    said = words(logged_in(willow.amira).get(f"/decisions/{decision.pk}/"))
    assert "In data protection law" not in said
    assert "In the law of confidence" not in said


def test_an_outcome_without_a_basis_claims_none():
    ruleset = library.current("care-team")
    for outcome in ruleset.outcomes.values():
        if outcome.basis is None:
            assert in_data_protection_law(ruleset, outcome, Law()) is None


@pytest.mark.parametrize("name", library.names())
def test_every_ground_has_words_for_every_kind_of_organisation(name):
    ruleset = library.current(name)
    for basis in ruleset.bases.values():
        lawful = ruleset.lawful_bases[basis.lawful]
        assert all(article_6(lawful, kind) for kind in ("", *OrganisationKind.values))


def test_what_is_the_same_for_all_is_said_once():
    lawful = library.current("care-team").lawful_bases["legal_duty"]
    assert article_6(lawful, "") == "Article 6(1)(c), legal obligation"


# What kind of organisation we are


def test_the_manager_is_asked_on_the_home_page_until_they_have_answered(willow):
    ruth = logged_in(willow.ruth)
    assert "Say what kind of organisation you are" in words(ruth.get("/"))
    assert "Say what kind" not in words(logged_in(willow.amira).get("/"))
    assert errors(ruth.post("/law/organisation/", {})) == [
        ("#kind", "Select what kind of organisation you are")
    ]
    assert "What kind of organisation are you?" in words(ruth.get("/law/organisation/"))
    assert ruth.post("/law/organisation/", {"kind": "contracted"}).headers["Location"] == "/law/"
    assert "Say what kind" not in words(ruth.get("/"))
    assert "A provider with a public contract" in words(ruth.get("/law/"))
    assert "Change what kind of organisation you are" in words(ruth.get("/law/"))


def test_a_change_of_kind_is_another_entry_that_says_what_it_was(willow):
    actions.describe(organisation=willow.organisation, kind="private", by=willow.ruth)
    actions.describe(organisation=willow.organisation, kind="contracted", by=willow.ruth)
    last = Entry.objects.filter(event="organisation.described").order_by("seq").last()
    assert (body_of(last)["kind"], body_of(last)["before"]) == ("contracted", "private")
    willow.organisation.refresh_from_db()
    assert willow.organisation.kind == "contracted"


def test_only_a_manager_says_it_and_only_what_there_is(willow):
    with pytest.raises(NotAllowed, match=actions.NO_KIND):
        actions.describe(organisation=willow.organisation, kind="charity", by=willow.ruth)
    for by in (willow.amira, willow.priya):
        with pytest.raises(NotAllowed):
            actions.describe(organisation=willow.organisation, kind="public", by=by)
    assert logged_in(willow.priya).get("/law/organisation/").status_code == 403


# The register


def test_every_source_is_on_the_register_once_with_a_status_and_where_it_is_used(willow):
    found = register(willow.organisation)
    in_force = [
        row for known in found.in_force for work in known.works for line in work.lines for row in line
    ]
    rows = [*found.waiting, *found.bills, *in_force, *found.replaced]
    named = {source for ruleset in rules_for(willow.organisation) for source in ruleset.sources}
    assert sorted(row.source.id for row in rows) == sorted(named)
    assert all(row.checked and row.used_in for row in rows)
    assert all(row.replaced_by for row in found.replaced)
    assert {row.source.status for row in found.replaced} == {"superseded"}


def test_a_source_that_nothing_rests_on_says_so(willow):
    cited = {source for ruleset in rules_for(willow.organisation) for source in cited_by(ruleset)}
    for known in register(willow.organisation).in_force:
        for work in known.works:
            for row in (row for line in work.lines for row in line):
                assert (row.used_in == "nothing yet") == (row.source.id not in cited)


def test_what_is_not_checked_says_whom_to_ask(willow):
    said = words(logged_in(willow.amira).get("/law/"))
    assert "Not checked yet These are from memory. Ask the Caldicott Guardian" in said
    assert (
        "Data Protection Act 1984 Whole Act (1984). Named in the booklet. Replaced by Data Protection Act 1998"
        in said
    )


@pytest.mark.parametrize(
    ("day", "reads"),
    [
        ("2013", "2013"),
        ("2010-11", "November 2010"),
        ("2020-12-08", "8 December 2020"),
        ("Common law", "Common law"),
    ],
)
def test_a_sources_date_reads_as_people_write_it(day, reads):
    assert source_date(day) == reads


@pytest.mark.parametrize("name", library.names())
def test_no_ground_and_no_end_rests_on_a_law_that_is_not_in_force(name):
    ruleset = library.current(name)
    resting = [*ruleset.outcomes.values(), *ruleset.bases.values(), *ruleset.lawful_bases.values()]
    asleep = {each.id for each in ruleset.sources.values() if each.status == "not_yet"}
    assert not [each.id for each in resting if asleep & set(each.cites)]
