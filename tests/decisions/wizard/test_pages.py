"""What stands on every question page, and what it weighs."""

import gzip

from portal.models import Organisation
from tests.decisions.wizard.call import SURGERY, items, words


def test_each_page_says_whom_to_call(call):
    line = "Not sure? Ask your supervisor, or call Priya Nair, Caldicott Guardian, 020 7946 0000"
    Organisation.objects.update(guardian_phone="020 7946 0000")
    for answer in [*SURGERY, "Nobody Known"]:
        assert line in words(call.see())
        call.say(answer)
    assert call.page == "whose/new"
    assert line in words(call.see())
    assert 'href="tel:02079460000"' in call.see().content.decode()


def test_a_question_weighs_less_than_ten_kilobytes(call):
    for answer in [*SURGERY, "WH-101", "look_after", "would_expect", items("medicines"), "private"]:
        assert len(gzip.compress(call.see().content)) < 10_000
        call.say(answer)
