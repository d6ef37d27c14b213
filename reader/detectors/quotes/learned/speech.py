"""Reported speech as the learned part hears it, cue by cue.

The rules are asked first; what they say of a cue is among what the table is asked about. At
each cue the table says of every word whether it is of the speaker, of what is said, or of
neither; the likeliest row of such labels is heard. Rules that are sure stand as they are.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.detectors.quotes.contents import is_about_naming
from reader.detectors.quotes.cues import ACTS, CUES, PLANS, SOURCES
from reader.detectors.quotes.learned.asking import questions
from reader.detectors.quotes.learned.decoding import best_labels
from reader.detectors.quotes.learned.labelled import Labelled
from reader.detectors.quotes.learned.lexicon import NOUNS
from reader.detectors.quotes.learned.table import Table
from reader.detectors.quotes.phrases import Mention, is_name_word
from reader.detectors.quotes.reported_speech import Told
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.verbs import cue_range, is_passive
from reader.detectors.quotes.vocabulary import (
    CONJUNCTIONS,
    ORGANISATIONS,
    PEOPLE,
    PRONOUNS,
    ROLES,
    listed,
)
from reader.detectors.quotes.words import Token, covering

_SURE = frozenset(("told that", "told question", "told before", "according to"))
"""Rules that stand whatever the table says; the words around show all that there is to know."""
_EAGER, _EAGER_FOR_ACTS, _EAGER_FOR_OTHERS = 85, 75, 85
"""What a word loses that belongs to neither speaker nor what is said: the more, the more is
heard. Chosen by trying; see the card for what was found with them."""
_SHORTEST, _TAG = 2, 6
_IMPERSONAL = listed("it's there here that's what's there's it'd it'll")
_ANSWERS = frozenset(("respond", "reply", "answer", "comment", "return"))
_SILENT = _ANSWERS | {"speak", "say", "talk", "discuss", "elaborate"}
_UNWILLING = listed("decline declined declines declining refuse refused refuses refusing")
_WHEN_ASKED = listed("asked pressed questioned")
"""Words with which it is told to what someone answers."""
_THINGS = frozenset(("it", "which", "that", "this", "these", "those"))
_NARRATORS = frozenset(("i", "you", "we"))
_LEADING_ON = frozenset(
    "the a an to of for with in on at by from into and or but that than as its his her".split()
)
"""Words that nothing ends with where another word follows them."""

_TO_WHOM_OR_WHERE = listed("to in on at during after before from outside inside when as while")

_HOW = listed("by from until before after during while since as if when")
_AFTER_NOUN = listed("that to about of for on against over with how why whether")
_STOPS = ".!?…;:,"


class Heard(NamedTuple):
    """What may be said at a cue, and how much likelier the labels are than none."""

    score: int
    cue: int
    source: Mention
    words: Mention
    told: Told | None


def heard(scene: Scene, told: Sequence[Told], table: Table) -> Iterator[Told]:
    """Yield the reported speech of each sentence; `told` is what the rules found."""
    at = 0
    for low, high in scene.sentences:
        by_rules: list[Told] = []
        while at < len(told) and told[at].words[0] < high:
            by_rules.append(told[at])
            at += 1
        sure = [one for one in by_rules if _is_sure(scene.tokens, low, one)]
        kept = list(sure)
        yield from sure
        found = sorted(_labelled(scene, low, high, by_rules, table), key=lambda one: -one.score)
        for one in found:
            if not _is_wanted(scene, low, one):
                continue
            new = one.told or _told(scene, low, one)
            if not any(_clash(new, other) for other in kept):
                kept.append(new)
                yield new


def _labelled(
    scene: Scene, low: int, high: int, by_rules: Sequence[Told], table: Table
) -> Iterator[Heard]:
    """Yield what the table hears at each cue of a sentence of which the rules are not sure."""
    found = questions(scene, low, high, by_rules, _known(scene, low, high, by_rules))
    if found is None:
        return
    sentence, asked = found
    own = list(map(table.sum_of, sentence.own))
    for question in asked:
        first, cue, of_sides, rows = question.seen
        sides = list(map(table.sum_of, of_sides))
        eager = _eager(scene.tokens[question.cue])
        emissions = []
        for at, row in enumerate(rows, first):
            o, s, c = table.scores(table.sum_of(row) + own[at] + sides[(at > cue) + (at >= cue)])
            emissions.append((o - eager, s, c))
        labels = best_labels(emissions, table.steps)
        told = [one for one in by_rules if _is_at(one, question.cue)]
        labelled = Labelled(scene, (low, high), question.cue, told, low + first, labels)
        score = labelled.score(emissions, table.steps)
        for source, words in labelled.told():
            yield Heard(score, question.cue, source, words, labelled.of_rule(source, words))


def _is_sure(tokens: Sequence[Token], low: int, one: Told) -> bool:
    """Tell whether the rule needs no judge; that of passives, `was welcomed by`, is strict."""
    rule, cue = one.finding.rule, one.finding.cue
    if cue is not None and rule == "told topic" and cue[0] > one.words[0]:
        return is_passive(tokens, low, cue[0])
    return rule in _SURE


def _eager(cue: Token) -> int:
    verb = CUES.get(cue.lower)
    if verb is None:
        return _EAGER_FOR_OTHERS
    return _EAGER_FOR_ACTS if verb.verb in PLANS or verb.verb in ACTS else _EAGER


def _may_say(tokens: Sequence[Token], one: Heard) -> bool:
    """Tell whether speaker, cue and words can belong together, whatever their score.

    Things may say something, but want nothing; and nobody says `by shouting`.
    """
    cue = tokens[one.cue].lower
    first, last = tokens[one.source[0]], tokens[one.source[1] - 1]
    opening = tokens[one.words[0]].lower
    if first.lower in _IMPERSONAL or last.lower in _IMPERSONAL:
        return False
    if one.words[0] > one.cue and opening in _HOW:
        return False
    if opening in _WHEN_ASKED and one.words[0] < one.cue:
        return False
    if _is_unsaid(tokens, one.cue, one.words[0]):
        return False
    if _ends_with_tag(tokens, one.words):
        return False
    if tokens[one.words[1] - 1].lower in _LEADING_ON and _goes_on(tokens, one.words[1]):
        return False
    verb = CUES.get(cue)
    if cue in NOUNS and verb is None:
        return one.words[0] < one.cue or opening in _AFTER_NOUN
    if verb is not None and verb.verb not in PLANS and verb.verb not in ACTS:
        return True
    if verb is not None and first.lower in _THINGS | _NARRATORS:
        return False
    return (
        is_name_word(last)
        or last.lower in PRONOUNS
        or last.lower in PEOPLE
        or last.lower.removesuffix("s") in ROLES | ORGANISATIONS | SOURCES
        or last.lower.endswith("s")
        or any(tokens[at].lower in ROLES for at in range(*one.source))
    )


def _is_unsaid(tokens: Sequence[Token], cue: int, first: int) -> bool:
    """Tell whether someone will not speak: `declined to comment on` what begins at `first`."""
    if tokens[first].lower == "to" and tokens[first + 1].lower in _SILENT:
        return True
    return any(
        tokens[at].lower == "to"
        and tokens[at + 1].lower in _SILENT
        and tokens[at - 1].lower in _UNWILLING
        for at in range(max(1, min(cue - 1, first)), min(first - 1, cue + 4))
    )


def _ends_with_tag(tokens: Sequence[Token], words: Mention) -> bool:
    """Tell whether the words take in someone's saying something else: `…, records show`."""
    first, end = words
    last = tokens[end - 1].lower
    if last not in CUES or last in NOUNS:
        return False
    return any(tokens[at].text in ",—–" for at in range(max(first, end - _TAG), end - 1))


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word follows, and no pause or end."""
    return at < len(tokens) and tokens[at].text[0].isalnum()


def _told(scene: Scene, low: int, one: Heard) -> Told:
    """Return a proposal as reported speech, with the words of its cue."""
    tokens, source, words, cue = scene.tokens, one.source, one.words, one.cue
    verb = tokens[cue].lower in CUES and low <= source[1] <= cue
    at = cue_range(tokens, source[1], cue) if verb else (cue, cue + 1)
    return Told(covering(tokens, *words), Finding(source, at, "learned"), words)


def _is_at(one: Told, cue: int) -> bool:
    return one.finding.cue is not None and one.finding.cue[0] <= cue < one.finding.cue[1]


def _clash(new: Told, old: Told) -> bool:
    """Tell whether two cannot both be: of one cue, or for the most part the same words.

    What someone says that another said stays, inside what is told of the first.
    """
    a, b = new.words, old.words
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return False
    cue, other = new.finding.cue, old.finding.cue
    if cue and other and cue[0] < other[1] and other[0] < cue[1]:
        return True
    if shared * 2 <= min(a[1] - a[0], b[1] - b[0]):
        return False
    return new.finding.speaker == old.finding.speaker or abs(a[0] - b[0]) < _SHORTEST


def _is_denied(tokens: Sequence[Token], low: int, cue: int) -> bool:
    """Tell whether nothing is said: `did not respond to a request`."""
    verb = CUES.get(tokens[cue].lower)
    if verb is not None and verb.verb not in _ANSWERS and verb.verb not in PLANS | ACTS:
        return False
    before = tokens[max(low, cue - 3) : cue]
    denied = any(token.lower == "not" or token.lower.endswith("n't") for token in before)
    return denied and not (cue + 1 < len(tokens) and tokens[cue + 1].lower in CONJUNCTIONS)


def _known(scene: Scene, low: int, high: int, by_rules: Sequence[Told]) -> set[int]:
    """Return the words that need not be asked about: cues of sure rules, and tags of quotes."""
    findings = [one.finding for one in by_rules if _is_sure(scene.tokens, low, one)]
    for region, finding in enumerate(scene.found):
        at = scene.place(region)
        if finding and low <= at < high and scene.begins_sentence(region):
            findings.append(finding)
    return {at for finding in findings if finding.cue for at in range(*finding.cue)}


def _is_wanted(scene: Scene, low: int, one: Heard) -> bool:
    """Tell whether the words tell something, beside quotes that have marks of their own."""
    words: Mention = one.words
    tokens = scene.tokens[slice(*words)]
    if is_about_naming(tokens, 0):
        return False
    if one.told is None and not _may_say(scene.tokens, one):
        return False
    if one.told is None and _is_denied(scene.tokens, low, one.cue):
        return False
    if one.told is None and _is_only_a_quote(scene, one):
        return False
    return not any(_has_its_own(scene, at, one) for at in range(*words))


def _is_only_a_quote(scene: Scene, one: Heard) -> bool:
    """Tell whether the words are a marked quote, and then to whom, where and when it was said."""
    at, end = one.words
    region = scene.tokens[at].region
    finding = scene.found[region] if region >= 0 else None
    if finding is None or finding.cue is None or not _cues(finding.cue, one.cue):
        return False
    while at < end and scene.tokens[at].region == region:
        at += 1
    return at == end or scene.tokens[at].lower in _TO_WHOM_OR_WHERE


def _cues(cue: Mention, at: int) -> bool:
    return cue[0] <= at < cue[1]


def _has_its_own(scene: Scene, at: int, one: Heard) -> bool:
    """Tell whether the word is a quote with a mark of its own: at a tag, or set off by a comma."""
    region = scene.tokens[at].region
    finding = scene.found[region] if region >= 0 else None
    if finding is None:
        return False
    if scene.begins_sentence(region):
        return True
    cue = finding.cue
    set_off = at > 0 and scene.tokens[at - 1].text in ",:"
    its = cue is not None and _cues(cue, one.cue)
    return one.told is None and its and set_off
