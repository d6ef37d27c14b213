"""Reported speech as the learned part hears it, cue by cue.

The rules are asked first; what they say of a cue is among what the table is asked about. At
each cue its labels propose who may have said which words, its judge gives each proposal a
score, and the best one that scores enough is heard. Rules that are sure stand as they are.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.detectors.quotes.contents import is_about_naming
from reader.detectors.quotes.cues import ACTS, CUES, PLANS, SOURCES
from reader.detectors.quotes.learned.asking import questions
from reader.detectors.quotes.learned.judging import Views
from reader.detectors.quotes.learned.lexicon import NOUNS
from reader.detectors.quotes.learned.proposals import Asked, Proposal, proposals
from reader.detectors.quotes.learned.table import Table
from reader.detectors.quotes.phrases import Mention, is_name_word
from reader.detectors.quotes.reported_speech import Told
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.verbs import cue_at, cue_range, is_passive
from reader.detectors.quotes.vocabulary import (
    CONJUNCTIONS,
    ORGANISATIONS,
    PEOPLE,
    PRONOUNS,
    ROLES,
    listed,
)
from reader.detectors.quotes.words import Token, covering

_SURE = frozenset(("told that", "told before", "according to"))
"""Rules that stand whatever the table says; the words around show all that there is to know."""
_NEARLY_SURE = frozenset(("told question",))
"""Rules of which only what the judge finds unlikely is not heard."""
_ENOUGH_IF_SURE, _ENOUGH, _ENOUGH_ALONE = -180, -155, -120
_ENOUGH_FOR_ACTS, _ENOUGH_FOR_OTHERS = -95, -95
"""Scores from which a proposal is heard, *alone* without a rule; the card tells what is found."""
_SHORTEST = 2
_IMPERSONAL = listed("it's there here that's what's there's it'd it'll")
_ANSWERS = frozenset(("respond", "reply", "answer", "comment", "return"))
_SILENT = _ANSWERS | {"speak", "say", "talk", "discuss", "elaborate"}
_THINGS = frozenset(("it", "which", "that", "this", "these", "those"))
_NARRATORS = frozenset(("i", "you", "we"))
_NO_SOURCES = _THINGS | _NARRATORS
_SOURCES = ROLES | ORGANISATIONS | SOURCES
_NO_SPEECH = PLANS | ACTS
_LEADING_ON = frozenset(
    "the a an to of for with in on at by from into and or but that than as its his her".split()
)
"""Words that nothing ends with where another word follows them."""

_TO_WHOM_OR_WHERE = listed("to in on at during after before from outside inside when as while")

_HOW = listed("by from until before after during while since as if when")
_BEFORE_MAIN = listed("if when while although though because since unless once")
_AFTER_NOUN = listed("that to about of for on against over with how why whether")
_STOPS = ".!?…;:,"


class Judged(NamedTuple):
    """A proposal with its cue and its score."""

    score: int
    cue: int
    one: Proposal


def heard(scene: Scene, told: Sequence[Told], table: Table) -> Iterator[Told]:
    """Yield the reported speech of each sentence; `told` is what the rules found."""
    at = 0
    for low, high in scene.sentences:
        by_rules: list[Told] = []
        while at < len(told) and told[at].words[0] < high:
            by_rules.append(told[at])
            at += 1
        kept = [one for one in by_rules if _is_sure(scene.tokens, low, one)]
        yield from kept
        judged = []
        asked_of: set[int] = set()
        for asked, views in proposed(scene, low, high, by_rules, table):
            asked_of.add(asked.cue)
            shared = table.judge(views.shared)
            judged += [
                Judged(shared + table.judge(views.of(one)), asked.cue, one)
                for one in asked.proposals
            ]
        for new in by_rules:
            cue = new.finding.cue
            if new.finding.rule in _NEARLY_SURE and cue and not asked_of.intersection(range(*cue)):
                kept.append(new)
                yield new
        judged.sort(key=lambda one: -one.score)
        for one in judged:
            enough = _enough(scene.tokens[one.cue], one.one)
            if one.score < enough or not _is_wanted(scene, low, one):
                continue
            new = one.one.told or _told(scene, low, one)
            if not any(_clash(new, other) for other in kept):
                kept.append(new)
                yield new


def proposed(
    scene: Scene,
    low: int,
    high: int,
    by_rules: Sequence[Told],
    table: Table,
    *,
    every: bool = False,
) -> Iterator[tuple[Asked, Views]]:
    """Yield what may be said at each cue of a sentence, and what the judge sees of it.

    Cues of sure rules and tags of quotes are left out, unless `every` one is asked for.
    """
    known = () if every else _known(scene, low, high, by_rules)
    found = questions(scene, low, high, by_rules, known)
    if found is None:
        return
    tokens = scene.tokens
    end = high
    while end > low and tokens[end - 1].text[0] in _STOPS:
        end -= 1
    sentence, asked = found
    own = list(map(table.sum_of, sentence.own))
    for question in asked:
        first, cue, of_sides, rows = question.seen
        sides = list(map(table.sum_of, of_sides))
        emissions = [
            table.scores(table.sum_of(row) + own[at] + sides[(at > cue) + (at >= cue)])
            for at, row in enumerate(rows, first)
        ]
        told = [one for one in by_rules if _is_at(one, question.cue)]
        answer = proposals(
            scene, (low, end), question.cue, told, by_rules, low + first, emissions, table.steps
        )
        if answer:
            yield answer, Views(tokens, sentence, answer)


def _is_sure(tokens: Sequence[Token], low: int, one: Told) -> bool:
    """Tell whether the rule needs no judge; that of passives, `was welcomed by`, is strict."""
    rule, cue = one.finding.rule, one.finding.cue
    if cue is not None and rule == "told topic" and cue[0] > one.words[0]:
        return is_passive(tokens, low, cue[0])
    return rule in _SURE


def _enough(cue: Token, one: Proposal) -> int:
    if one.told is not None and one.told.finding.rule in _NEARLY_SURE:
        return _ENOUGH_IF_SURE
    verb = CUES.get(cue.lower)
    if verb is None:
        return _ENOUGH_FOR_OTHERS
    if verb.verb in _NO_SPEECH:
        return _ENOUGH_FOR_ACTS
    return _ENOUGH if one.told else _ENOUGH_ALONE


def _may_say(tokens: Sequence[Token], judged: Judged) -> bool:
    """Tell whether speaker, cue and words can belong together, whatever their score.

    Things may say something, but want nothing; and nobody says `by shouting`.
    """
    one, cue = judged.one, tokens[judged.cue].lower
    first, last = tokens[one.source[0]], tokens[one.source[1] - 1]
    opening = tokens[one.words[0]].lower
    if first.lower in _IMPERSONAL or last.lower in _IMPERSONAL:
        return False
    if one.words[0] > judged.cue and opening in _HOW:
        return False
    if opening == "to" and tokens[one.words[0] + 1].lower in _SILENT:
        return False
    if tokens[one.words[1] - 1].lower in CUES and tokens[one.words[1] - 1].lower not in NOUNS:
        return False
    if tokens[one.words[1] - 1].lower in _LEADING_ON and _goes_on(tokens, one.words[1]):
        return False
    if opening in ("and", "or") or cue_at(tokens, one.source[1] - 1):
        return False
    if _is_half(tokens, one.words):
        return False
    verb = CUES.get(cue)
    if cue in NOUNS and (verb is None or not cue_at(tokens, judged.cue)):
        return one.words[0] < judged.cue or opening in _AFTER_NOUN
    if verb is not None and verb.verb not in PLANS and verb.verb not in ACTS:
        return True
    if verb is not None and first.lower in _NO_SOURCES:
        return False
    return (
        is_name_word(last)
        or last.lower in PRONOUNS
        or last.lower in PEOPLE
        or last.lower.removesuffix("s") in _SOURCES
        or last.lower.endswith("s")
        or any(tokens[at].lower in ROLES for at in range(*one.source))
    )


def _is_half(tokens: Sequence[Token], words: Mention) -> bool:
    """Tell whether the words end where a clause before the main one does: `that if it rains`,."""
    first, end = words
    first += tokens[first].lower == "that"
    pauses = any(token.text == "," for token in tokens[first:end])
    leads = tokens[first].lower in _BEFORE_MAIN and not pauses
    return leads and end < len(tokens) and tokens[end].text == ","


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word follows, and no pause or end."""
    return at < len(tokens) and tokens[at].text[0].isalnum()


def _told(scene: Scene, low: int, judged: Judged) -> Told:
    """Return a proposal as reported speech, with the words of its cue."""
    tokens, (source, words, *_) = scene.tokens, judged.one
    cue = judged.cue
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
    if verb is not None and verb.verb not in _ANSWERS and verb.verb not in _NO_SPEECH:
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


def _is_wanted(scene: Scene, low: int, judged: Judged) -> bool:
    """Tell whether the words tell something, beside quotes that have marks of their own."""
    words: Mention = judged.one.words
    tokens = scene.tokens[slice(*words)]
    if is_about_naming(tokens, 0):
        return False
    if judged.one.told is None and not _may_say(scene.tokens, judged):
        return False
    if judged.one.told is None and _is_denied(scene.tokens, low, judged.cue):
        return False
    if judged.one.told is None and _is_only_a_quote(scene, judged):
        return False
    return not any(_has_its_own(scene, at, judged) for at in range(*words))


def _is_only_a_quote(scene: Scene, judged: Judged) -> bool:
    """Tell whether the words are a marked quote, and then to whom, where and when it was said."""
    at, end = judged.one.words
    region = scene.tokens[at].region
    finding = scene.found[region] if region >= 0 else None
    if finding is None or finding.cue is None or not _cues(finding.cue, judged.cue):
        return False
    while at < end and scene.tokens[at].region == region:
        at += 1
    return at == end or scene.tokens[at].lower in _TO_WHOM_OR_WHERE


def _cues(cue: Mention, at: int) -> bool:
    return cue[0] <= at < cue[1]


def _has_its_own(scene: Scene, at: int, judged: Judged) -> bool:
    """Tell whether the word is a quote with a mark of its own: at a tag, or set off by a comma."""
    region = scene.tokens[at].region
    finding = scene.found[region] if region >= 0 else None
    if finding is None:
        return False
    if scene.begins_sentence(region):
        return True
    cue = finding.cue
    set_off = at > 0 and scene.tokens[at - 1].text in ",:"
    its = cue is not None and _cues(cue, judged.cue)
    return judged.one.told is None and its and set_off
