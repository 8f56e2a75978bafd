"""The pages of weighing behave as the wizard's do, are there for Guardian and deputy alone, and never for one's own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from audit.ledger.models import Entry
from audit.oversight.weighing.models import Weighing
from decisions.law import rules
from decisions.rulesets import library
from decisions.weighing import drafts, tasks
from decisions.weighing.models import WeighingDraft
from decisions.wizard.drafts import ChangedElsewhere
from portal.models import Membership
from tests.decisions.weighing.sitting import FAR, GOOD, HARM, KEPT, WORDS, Sitting
from tests.decisions.wizard.call import errors, logged_in, surgery, title, words
from tests.portal.conftest import PASSWORD
from tests.portal.visit import page, send


def weighed():
    return Entry.objects.filter(event="decision.weighed")


def test_the_guardian_weighs_from_the_desk_to_the_end(willow, decision):
    desk = logged_in(willow.priya).get(f"/desk/{decision.pk}/")
    assert "Weigh it, question by question" in words(desk)
    assert f"/weigh/{decision.pk}/" in desk.content.decode()
    sitting = Sitting(willow.priya, decision)
    assert title(sitting.see()).startswith("Weigh: Is this yours to weigh?")
    sitting.say(*FAR)
    shown = sitting.see()
    assert title(shown).startswith("Check both sides")
    for said in (GOOD, HARM, "Share only this: what the risk is", "The DVLA", "They must act on it"):
        assert said in words(shown), said
    assert errors(sitting.confirm("")) == [("#words", "Enter what you want the worker to do now")]
    done = sitting.confirm()
    assert (done.status_code, done.headers["Location"]) == (302, f"/desk/{decision.pk}/")
    after = words(sitting.browser.get(f"/desk/{decision.pk}/"))
    for said in (
        "Priya Nair weighed this",
        "Share only this: what the risk is",
        GOOD,
        HARM,
        WORDS,
        "Weigh it again",
    ):
        assert said in after, said
    assert not WeighingDraft.objects.exists()


def test_each_question_is_asked_as_the_wizard_asks(willow, decision):
    sitting, seen = Sitting(willow.priya, decision), []
    for answer in FAR:
        shown = sitting.see()
        html = shown.content.decode()
        seen.append(title(shown))
        assert html.count("<h1") == 1
        assert "Continue" in words(shown)
        assert "nhsuk-back-link" in html
        assert "Ask your supervisor" not in words(shown), "the Guardian is whom others call"
        nothing = sitting.browser.post(sitting.at, {})
        assert nothing.status_code == 200
        assert len(errors(nothing)) == 1
        sitting.say(answer)
    assert len(set(seen)) == len(FAR)


def test_only_guardian_and_deputy_may_and_for_others_there_is_no_such_page(willow, alder, decision, owen):
    sitting = Sitting(willow.priya, decision)
    for stranger in (willow.amira, willow.ben, willow.ruth, alder.priya):
        browser = logged_in(stranger)
        assert browser.get(f"/weigh/{decision.pk}/").status_code == 404
        assert browser.post(f"/weigh/{decision.pk}/").status_code == 404
        for name in ("yours", "check"):
            assert browser.get(sitting.url(name)).status_code == 404
            assert browser.post(sitting.url(name), {"answer": "yes"}).status_code == 404
    deputy = logged_in(owen)
    assert deputy.get(f"/weigh/{decision.pk}/").status_code == 200
    assert deputy.get(sitting.url("yours")).status_code == 404, "another's answers are theirs"


def test_one_who_is_no_guardian_any_more_cannot_go_on(willow, decision):
    sitting = Sitting(willow.priya, decision)
    Membership.objects.filter(user=willow.priya).update(role="worker")
    assert sitting.browser.get(sitting.url("soon")).status_code == 404


def test_what_does_not_ask_is_not_weighed(willow):
    willow.ada()
    shared = surgery(willow.amira).confirm().split("/")[2]
    browser = logged_in(willow.priya)
    assert browser.get(f"/weigh/{shared}/").status_code == 404
    assert "Weigh it" not in words(browser.get(f"/desk/{shared}/"))


def test_nobody_weighs_their_own_and_the_deputy_is_named(willow, deputy, guardians_own):
    browser = logged_in(willow.priya)
    said = words(browser.get(f"/weigh/{guardians_own.pk}/"))
    assert "you cannot weigh it" in said
    assert ("Owen Price can." in said) == deputy
    assert ("Nobody else here can yet" in said) != deputy
    refused = browser.post(f"/weigh/{guardians_own.pk}/")
    assert refused.status_code == 403
    assert ("Owen Price can." in words(refused)) == deputy
    desk = words(browser.get(f"/desk/{guardians_own.pk}/"))
    assert "Weigh it, question by question" not in desk
    assert ("you cannot weigh it. Owen Price can." in desk) == deputy
    assert not WeighingDraft.objects.exists()


def test_answers_are_kept_between_pages_and_sealed(willow, decision):
    sitting = Sitting(willow.priya, decision).say(*FAR[:9])
    again = Sitting(willow.priya, decision)
    assert again.at == sitting.at, "Start goes on where they stopped"
    kept = WeighingDraft.objects.get()
    assert GOOD.encode() not in bytes(kept.sealed)
    assert GOOD in words(sitting.browser.get(sitting.url("good_of_telling")))


def test_the_back_link_leads_to_the_question_before_and_from_the_first_to_the_beginning(willow, decision):
    sitting = Sitting(willow.priya, decision)
    assert f'href="/weigh/{decision.pk}/"' in sitting.see().content.decode()
    sitting.say(*FAR[:2])
    assert f'href="{sitting.url("soon")}"' in sitting.see().content.decode()
    assert "checked" in sitting.see(sitting.url("soon")).content.decode()


def test_a_question_not_reached_leads_to_where_they_stand(willow, decision):
    sitting = Sitting(willow.priya, decision)
    for name in ("told", "check"):
        assert sitting.browser.get(sitting.url(name)).headers["Location"] == sitting.url("yours")
    assert sitting.browser.post(sitting.url("check"), {"words": WORDS}).headers["Location"] == sitting.url(
        "yours"
    )
    assert sitting.browser.get(sitting.url("danger")).status_code == 404


def test_a_change_leads_back_to_the_check_and_what_no_longer_applies_is_said(willow, decision):
    sitting = Sitting(willow.priya, decision).say(*FAR)
    changed = sitting.browser.post(sitting.url("likely") + "?change=1", {"answer": "possible"})
    assert changed.headers["Location"] == sitting.url("check")
    link = sitting.browser.get(sitting.url("likely") + "?change=1").content.decode()
    assert f'href="{sitting.url("check")}"' in link
    off = sitting.browser.post(sitting.url("whose_risk") + "?change=1", {"answer": "nobody"})
    assert off.headers["Location"] == sitting.url("check")
    said = words(sitting.see(sitting.url("check")))
    assert "These answers no longer apply" in said
    assert "Do not share: nobody could be harmed" in said


def test_posted_twice_it_is_kept_once(willow, decision):
    sitting = Sitting(willow.priya, decision).say(*KEPT)
    first, second = sitting.confirm(), sitting.confirm()
    assert first.headers["Location"] == second.headers["Location"] == f"/desk/{decision.pk}/"
    assert Weighing.objects.count() == weighed().count() == 1
    assert sitting.browser.get(sitting.url("soon")).headers["Location"] == f"/desk/{decision.pk}/"


def test_two_tabs_share_their_answers_and_the_later_write_is_repeated(willow, decision, monkeypatch):
    sitting = Sitting(willow.priya, decision)
    keep, times = drafts.keep, []

    def behind(draft, journey):
        if not times:
            times.append(1)
            keep(drafts.read(willow.priya, draft.pk), drafts.journey_of(draft))
        keep(draft, journey)

    monkeypatch.setattr(drafts, "keep", behind)
    sitting.say("yes")
    assert sitting.at == sitting.url("soon")


def test_a_draft_that_always_changes_says_to_try_again(willow, decision, monkeypatch):
    def never(*_):
        raise ChangedElsewhere

    sitting = Sitting(willow.priya, decision)
    monkeypatch.setattr(drafts, "keep", never)
    assert sitting.post("yes").status_code == 503


def test_what_someone_else_weighed_meanwhile_is_not_written_over(willow, decision, owen):
    mine, theirs = Sitting(willow.priya, decision).say(*KEPT), Sitting(owen, decision).say(*KEPT)
    assert theirs.confirm().status_code == 302
    refused = mine.confirm()
    assert refused.status_code == 403
    assert "Someone weighed this while you did" in words(refused)
    assert weighed().count() == 1
    again = Sitting(willow.priya, decision)
    assert again.at == again.url("check"), "the answers are kept, to be weighed again on purpose"
    assert again.confirm().status_code == 302
    assert [each.turn for each in Weighing.objects.order_by("turn")] == [1, 2]


def test_what_was_typed_when_the_log_in_was_lost_is_there_again(willow, decision):
    willow.priya.set_password(PASSWORD)
    willow.priya.save()
    sitting = Sitting(willow.priya, decision).say(*FAR[:8])
    sitting.browser.session.flush()
    lost = sitting.browser.post(sitting.at, {"answer": GOOD})
    assert page(lost).h1.text == "You have been logged out"
    assert GOOD not in lost.content.decode()
    back = send(sitting.browser, lost, login=willow.priya.email, password=PASSWORD)
    assert back["Location"] == sitting.at
    shown = sitting.browser.get(sitting.at)
    assert GOOD in words(shown)
    assert not errors(shown)


def test_nothing_about_a_person_is_in_an_address(willow, decision):
    sitting = Sitting(willow.priya, decision)
    for answer in FAR:
        assert "Ada" not in sitting.at
        assert "WH-101" not in sitting.at
        sitting.say(answer)


def test_untouched_for_seven_days_it_is_thrown_away(willow, decision):
    Sitting(willow.priya, decision)
    old = timezone.now() - timedelta(days=7, minutes=1)
    assert tasks.delete_old_weighing() == 0
    WeighingDraft.objects.update(updated_at=old)
    assert tasks.delete_old_weighing() == 1
    assert not WeighingDraft.objects.exists()


def test_under_rules_that_are_gone_it_is_begun_again_with_what_fits(willow, decision):
    sitting = Sitting(willow.priya, decision).say(*KEPT[:2])
    WeighingDraft.objects.update(ruleset="0" * 64)
    assert sitting.browser.get(sitting.url("law")).headers["Location"] == f"/weigh/{decision.pk}/"
    again = Sitting(willow.priya, decision)
    assert again.at == again.url("law")
    assert WeighingDraft.objects.get().ruleset == rules.current_for(willow.organisation, library.WEIGH).digest


def test_how_the_guardian_weighs_may_be_read_by_everyone_and_practised_by_nobody(willow):
    browser = logged_in(willow.amira)
    assert "The Guardian weighs it" in words(browser.get("/how-we-decide/"))
    assert browser.get("/how-we-decide/weigh/").status_code == 200
    assert browser.get("/how-we-decide/weigh/table/").status_code == 200
    assert "The Guardian weighs it" not in words(browser.get("/practice/"))
