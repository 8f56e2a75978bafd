"""How people, spreadsheets and other systems write each kind of value, and what was meant: one table for every door."""

from __future__ import annotations

from datetime import date

from portal import mailboxes, nhs_number, references, telephone, written_days

MAY = date(1940, 5, 3)
NHS = "9990000026"

TAKEN = {
    "name": {
        "Łukasz Małecki": "Łukasz Małecki",
        "Mary O´Connor": "Mary O´Connor",
        "Jo\u200dan Field": "Joan Field",
        "\ufeffJoan\u00ad Field\u200b": "Joan Field",
        "  Joan \u00a0 Field ": "Joan Field",
        "Zoë O’Neill-李 🙂": "Zoë O’Neill-李 🙂",
        "@Home Care Ltd": "@Home Care Ltd",
        "Nil": "Nil",
    },
    "nhs_number": {
        "999 000 0026": NHS, "999-000-0026": NHS, "999\u200b0000026": NHS, "999\u00a0000\u20110026": NHS,
        "9990000026.0": NHS, '="9990000026"': NHS, "'9990000026": NHS, "NHS No: 999 000 0026": NHS,
        "\u202d9990000026\u202c".replace("\u202d", "\u202a"): NHS, "９９９ 000 0026": NHS,
    },
    "day": {
        "3/5/1940": MAY, "03/05/1940": MAY, "3.5.1940": MAY, "3-5-1940": MAY, "3 May 1940": MAY, "03-May-1940": MAY,
        "3-MAY-1940": MAY, "3rd May 1940": MAY, "Friday, 3 May 1940": MAY, "May 3, 1940": MAY, "1940-05-03": MAY,
        "1940-05-03 00:00:00": MAY, "1940-05-03T00:00:00Z": MAY, "1940-05-02T23:00:00Z": MAY,
        "1940-05-03T00:00:00.000": MAY, "1940-05-03T00:00:00+01:00": MAY, "03/05/1940 00:00": MAY,
        "03/05/1940 12:00:00 AM": MAY, "19400503": MAY, "03051940": MAY, "1940/05/03": MAY, "1940-May-03": MAY,
        "3\u20135\u20131940": MAY, "\u200e3/5/1940": MAY, "3 Sept 1940": date(1940, 9, 3), "=\"3/5/1940\"": MAY,
    },
    "telephone": {
        "+44 (0)1632 960123 ext 4": "+44 (0)1632 960123 ext 4",
        "020 7946 0101": "020 7946 0101",
        "01632 960123": "01632 960123",
        "\u202a+44 20 7946 0101\u202c": "+44 20 7946 0101",
        "01632 960123 or 01632 960124": "01632 960123 or 01632 960124",
        "999": "999",
        '="020 7946 0101"': "020 7946 0101",
    },
    "email": {
        " Ann@Example.org ": "ann@example.org", "mailto:ann@example.org": "ann@example.org",
        "Ann Field <ann@example.org>": "ann@example.org", "<ann@example.org>": "ann@example.org",
        "ann@example.org;": "ann@example.org", "ann\u200b@example.org": "ann@example.org",
        "ann.o'neil@example.org": "ann.o'neil@example.org", "ann@willow.local": "ann@willow.local",
    },
    "reference": {"WH-931": "WH-931", " wh 931\u200b ": "wh 931", "00123": "00123", "12E4": "12E4", "TBC-1": "TBC-1", '="00123"': "00123", "'00123": "00123"},
}  # fmt: skip
"""By kind: what is written, and what is kept."""

REFUSED = {
    "nhs_number": {
        "9.99E+09": nhs_number.SHORTENED, "9,99E+09": nhs_number.SHORTENED, "999000001": nhs_number.TEN_DIGITS,
        "9990000027": nhs_number.WRONG_DIGIT, "QQ 12 34 56 C": nhs_number.NATIONAL_INSURANCE,
    },
    "day": {
        "14734": written_days.SERIAL, "14734.0": written_days.SERIAL, "9999": written_days.SERIAL,
        "1.4734E+04": written_days.SERIAL, "3/5/40": written_days.FOUR_DIGITS, "03-May-40": written_days.FOUR_DIGITS,
        "5/13/1940": written_days.MONTH_FIRST, "3 junk 1940": written_days.NOT_A_DAY, "1940": written_days.NOT_A_DAY,
        "31/2/1940": written_days.NOT_A_DAY, "May 1940": written_days.NOT_A_DAY, "1940-13-05": written_days.NOT_A_DAY,
        "1940-05-03T25:00:00Z": written_days.NOT_A_DAY,
    },
    "telephone": {"4.42E+11": telephone.SHORTENED, "ask for Sue": telephone.NO_NUMBER},
    "email": {"ann": mailboxes.NOT_ONE, "ann@home": mailboxes.NOT_ONE, "a b@example.org": mailboxes.NOT_ONE},
    "name": {}, "reference": {"1.2E+05": references.SHORTENED, "(★)": references.NO_REFERENCE},
}  # fmt: skip
"""By kind: what is written, and the sentence that refuses it."""

NOTHING = ("", " ", "-", "–", "N/A", "n/a", "?", "...", "\u200b")
"""Ways to write nothing, in a field of any kind."""
NO_VALUE = ("none", "Nil", "not known", "unknown", "TBC", "N.K.")
"""More ways, where it cannot be a name."""
