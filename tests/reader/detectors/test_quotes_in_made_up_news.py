"""No sentence of news, however it is built or broken, may stop the quote finder.

Texts are made from a grammar of news sentences: cues before their subject, after it and in
-ing, quotes with and without a tag, lines broken by hand or not, marks and stops lost or
doubled. Each number gives one text, always the same, so a failure can be repeated:
`pytest tests/reader/detectors/test_quotes_in_made_up_news.py --news-texts 100000` is the
long form.
"""

import random
import re
import textwrap
from collections.abc import Callable

import pytest

from reader.detectors.marks import Quote
from reader.detectors.quotes import QUOTES

Grammar = dict[str, tuple[str, ...]]

GRAMMAR: Grammar = {
    "text": (
        "{par}", "{par}{gap}{par}", "{par}{gap}{par}{gap}{par}", "{headline}{gap}{par}",
        "{crumbs}{crumbs}{crumbs}", "{before}{gap}{Quote}", "{sentence} {before}{gap}{Quote}",
    ),
    "crumbs": ("{crumb}{crumb}{crumb}", "{crumb}{crumb}{crumb}{crumb}{crumb}"),
    "crumb": (
        "{who}", " {who} ", "{verb}", " {verb.ing}", "{verb.ing} ", ",", ", ", ".", ":", " as ",
        "{opener}", "{closer}", " on ", "{lead} ", "{thing}", "{that} ", "\n", "\n\n", "d", "; ",
    ),
    "before": (
        "{lead} {verb.ing} {thing}, {who} {did}.", "{Verb.ing} {listener}, {who}{aside}:",
        "{Verb.ing}{that} {clause}, {who} {did}.", "{lead} {verb.ing}{listener} {who} {did}",
    ),
    "gap": ("\n\n", "\n\n", "\n", "\n \n"),
    "headline": ("{Who} {verb.s}{that} {clause}", "{Clause}: {Who}", "{Clause}, {verb.s} {who}"),
    "par": (
        "{sentence}",
        "{sentence} {sentence}",
        "{sentence} {sentence} {sentence}",
        "{Quote}",
        "{Quote} {sentence}",
        "{sentence} {Quote}",
        "{opener}{Clause}.\n\n{opener}{Clause}.{closer}",
    ),
    "sentence": (
        "{Who} {verb}{listener}{that} {clause}.",
        "{Who}{aside} {verb}{listener}{that} {clause}.",
        "{Who} {verb}{listener}, {quote}",
        "{Who}{aside} {verb}: {quote}",
        "{Clause}, {who} {verb}{when}.",
        "{Clause}, {verb} {who}{aside}.",
        "{Clause}, {verb.ing}{that} {clause}.",
        "{Clause}, {verb.ing}: {quote}",
        "{lead} {verb.ing} {thing}, {who} {did}.",
        "{lead} {verb.ing}{listener}, {who}{aside} {did}.",
        "{lead} {verb.ing}{that} {clause}, {who}:",
        "{Verb.ing}{that} {clause}, {who} {did}.",
        "{quote} {who}{aside} {verb}{when}.",
        "{quote} {verb} {who}{aside}.",
        "{quote} {verb} {who}{aside}, {verb.ing}{that} {clause}.",
        "{quote} {who} {verb}{when}, {quote}",
        "{quote} {verb} {who}. {Quote}",
        "According to {who}{aside}, {clause}.",
        "{Clause}, according to {who}{aside}.",
        "{Who}’s {noun} {that} {clause}{aside}.",
        "{Thing} was {verb.past} by {who}.",
        "It was {verb.past}{that} {clause}.",
        "{Who} {chain} {verb.base}{that} {clause}.",
        "{Who} {did} and {verb}{that} {clause}.",
        "{Who}: {quote}",
        "{noun} by {who}:",
        "{fragment} {verb.ing}, {fragment} {verb}",
        "{Thing}, {who} {verb}, {did}.",
    ),
    "Quote": ("{opener}{Clause}.{closer}", "{opener}{Clause}.{closer} — {Who}{aside}"),
    "quote": (
        "{opener}{Clause},{closer}",
        "{opener}{Clause}.{closer}",
        "{opener}{fragment}{closer}",
        "{opener}{fragment}{closer}{aside}.",
        "{opener}{Clause}!{closer}",
    ),
    "opener": ("“", "“", '"', "‘", "''", "«", "``"),
    "closer": ("”", "”", '"', "’", "''", "»", ""),
    "who": (
        "{name}", "{name}", "he", "she", "they", "it", "the {role}", "the {role} of {place}",
        "{role} {name}", "{name} and {name}", "officials", "a source", "the agency", "who",
        "the 61-year-old", "{place}’s {role}", "a smiling {name}", "{name} (R-{place})",
    ),
    "name": (
        "Ada Brandt", "Brandt", "Mr. Okoro", "Helena May", "Sgt. Ruth Alvaro", "May",
        "Rosa “Mama” Tull", "J. P. Quill", "WHO", "Press TV", "de la Cruz", "@quill",
    ),
    "role": ("mayor", "foreign minister", "spokeswoman", "deputy head of audits", "aide"),
    "place": ("Norvale", "Leeds", "the U.S.", "Ky.", "New Holm"),
    "aside": (
        "", "", ", 65,", ", the {role},", ", who {did},", " (D-{place})", ", {name},",
        ", {verb.ing} {thing},", " of {place}", " — {fragment} —", ", whose {thing} {did},",
    ),
    "listener": ("", "", " reporters", " {name}", " her", " on Monday", " in {place}"),
    "that": ("", " that", " that", " whether", " to", " as", ", however,"),
    "when": ("", "", " on Monday", " last week", " in an interview with {name}"),
    "clause": (
        "{thing} {did}", "{who} {did}", "{who} would {verb.base} {thing}", "there was {thing}",
        "{who} {verb}{that} {thing} {did}", "{thing} had been {verb.past}",
    ),
    "thing": (
        "the cuts", "a plan", "the story", "talks", "his own word", "{opener}dust elbow{closer}",
        "a banner", "{noun} of {place}", "the bridge",
    ),
    "did": ("left", "fell", "walked out", "was gone", "stood up", "refused to go", "rose 3%"),
    "noun": ("claim", "statement", "report", "letter", "interview", "warning", "Statement"),
    "fragment": ("as", "on", "so unfair", "a bad day", "for a while; then", "never", "of it"),
    "lead": ("After", "Before", "Instead of", "While", "Without", "By", "On", "In", "Since"),
    "chain": ("went on to", "was quick to", "began", "declined to", "wants to", "kept", "did not"),
}  # fmt: skip
VERBS = (
    "say says said saying", "add adds added adding", "tell tells told telling",
    "announce announces announced announcing", "relate relates related relating",
    "claim claims claimed claiming", "report reports reported reporting",
    "call calls called calling", "ask asks asked asking", "go goes went going",
    "put puts put putting", "think thinks thought thinking", "warn warns warned warning",
    "read reads read reading", "want wants wanted wanting", "speak speaks spoke speaking",
    "welcome welcomes welcomed welcoming", "shout shouts shouted shouting",
)  # fmt: skip
FORMS = {"base": 0, "s": 1, "past": 2, "ing": 3}
SYMBOL = re.compile(r"\{([A-Za-z]+)(?:\.(\w+))?\}")
BREAKS: tuple[Callable[[str, int], str], ...] = (
    lambda text, at: text[:at] + text[at + 1 :],
    lambda text, at: text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
    lambda text, at: text[:at] + " " + text[at:],
    lambda text, at: text[:at] + "\n" + text[at:],
    lambda text, at: text[:at],
)


def news(number: int) -> str:
    """Return the text with this number."""
    chance = random.Random(number)
    text = expand("{text}", chance, 0)
    if chance.random() < 0.4:
        text = "\n".join(
            textwrap.fill(line, chance.choice((30, 60, 72))) for line in text.split("\n")
        )
    if chance.random() < 0.4:
        marks = [found.start() for found in re.finditer(r"[^\w ]", text)] or [0]
        for _ in range(chance.randint(1, 3)):
            text = chance.choice(BREAKS)(text, chance.choice(marks))
    return text


def expand(piece: str, chance: random.Random, depth: int) -> str:
    """Replace each symbol by one of its pieces; a capital makes the first letter one."""

    def one(found: re.Match[str]) -> str:
        symbol, form = found[1], found[2]
        if symbol.lower() == "verb":
            words = chance.choice(VERBS).split()
            made = words[FORMS[form] if form else chance.choice((1, 2, 2, 2))]
        else:
            pieces = GRAMMAR[symbol if symbol in GRAMMAR else symbol.lower()]
            chosen = pieces[0] if depth > 6 else chance.choice(pieces)
            made = expand(chosen, chance, depth + 1)
        return made[:1].upper() + made[1:] if symbol[0].isupper() else made

    return SYMBOL.sub(one, piece)


def is_sound(mark: Quote, text: str) -> bool:
    """Tell whether every part of a mark runs forward and lies in the text.

    No mark goes on behind a blank line.
    """
    if mark.form == "block" and "\n\n" in mark.span.of(text):
        return False
    parts = (mark.span, mark.inner, mark.cue, mark.speaker and mark.speaker.span)
    return all(0 <= part.start < part.end <= len(text) for part in parts if part)


def test_every_made_up_text_gives_sound_marks(request: pytest.FixtureRequest) -> None:
    broken = []
    for number in range(request.config.getoption("--news-texts")):
        text = news(number)
        try:
            sound = all(is_sound(mark, text) for mark in QUOTES.find(text, None))
        except Exception as error:  # noqa: BLE001
            broken.append(f"text {number} raises {error!r}: {text!r}")
            continue
        if not sound:
            broken.append(f"text {number} has a mark that runs backwards: {text!r}")
    assert not broken, f"{len(broken)} texts, the first: {broken[0]}"


@pytest.mark.parametrize(
    "text",
    [
        "After announcing the cuts, he left.\n\n“A bad day.”",
        "Before telling reporters, she left the room.\n\n“It is a bad day for us.”",
        "After relating the story, he:\n\n“It was dark.”",
        'on as saying,they."d',
    ],
)
def test_a_cue_before_its_subject_is_read_forwards(text: str) -> None:
    marks = list(QUOTES.find(text, None))
    assert marks
    assert all(is_sound(mark, text) for mark in marks)
