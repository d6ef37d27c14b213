"""What a query that is typed goes on with: names, values, saved filters."""

import pytest

from reader.query.completion import completed

VALUES = {
    "source": ["TASS", "Tanger Post"],
    "speaker": ["Ada Brandt", "Adam Reyes"],
    "tag": ["to check", "toll"],
}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("cou", "counts:"),
        ("unread spea", "unread speaker:"),
        ("figure", "figure>"),
        ("unr", "unread"),
        ("-tag", "-tagged"),
        ("(spea", "(speaker:"),
        ("form:ind", "form:indirect"),
        ("source:ta", "source:taSS"),
        ("speaker:ad", "speaker:ada"),
        ('speaker:"Ad', 'speaker:"Ada Brandt"'),
        ('tag:"to c', 'tag:"to check"'),
        ("@mo", "@money"),
        ("u", None),
        ("", None),
        ("unread ", None),
        ("zzz", None),
        ("source:", None),
        ("source:zz", None),
        ('"exact wor', None),
        ('tag:"toll"', None),
        ("figure>10", None),
    ],
)
def test_the_last_term_is_completed(written, wanted):
    assert completed(written, lambda field, _: VALUES.get(field, []), {"money": ""}) == wanted
