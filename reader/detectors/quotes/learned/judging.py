"""What the judge sees of words that someone may have said, as numbers like those of `features`."""

from collections.abc import Sequence
from zlib import crc32

from reader.detectors.quotes.cues import ACTS, CUES, PLANS
from reader.detectors.quotes.learned.features import SPREAD, VERB_KINDS, SentenceFeatures
from reader.detectors.quotes.learned.lexicon import NOUNS
from reader.detectors.quotes.learned.proposals import Asked, Proposal
from reader.detectors.quotes.verbs import is_passive
from reader.detectors.quotes.words import Token

JUDGE_BITS = 16
JUDGE_SIZE = 1 << JUDGE_BITS
_MASK = JUDGE_SIZE - 1
_J = tuple(crc32(f"judged {number}".encode()) & _MASK for number in range(96))
_EDGE = SPREAD[90]
_SAID, _NOUN, _OTHER, _ACT, _PLAN = SPREAD[60:65]
_LENGTHS = (2, 3, 4, 6, 9, 14, 22)
_GAPS = (0, 1, 2, 4, 8, 15)
_AWAY = (-1, 0, 1, 2, 4, 8)


def _step(number: int, bounds: Sequence[int]) -> int:
    """Return a number that stands for the stretch between bounds that `number` is in."""
    place = 0
    for bound in bounds:
        if number <= bound:
            break
        place += 1
    return SPREAD[place]


def kind_of_cue(word: str) -> int:
    """Return a number for what the cue is: a word of saying, a noun, an act, a plan, a state."""
    cue = CUES.get(word)
    if cue is None:
        return _NOUN if word in NOUNS else _OTHER
    return _PLAN if cue.verb in PLANS else _ACT if cue.verb in ACTS else _SAID


class Views:
    """What is seen of the ranges proposed for one cue of a sentence."""

    def __init__(self, tokens: Sequence[Token], sentence: SentenceFeatures, asked: Asked) -> None:
        """Read what all ranges of the cue share."""
        self._tokens, self._sentence, self._asked = tokens, sentence, asked
        cue, low = asked.cue, asked.low
        told = CUES.get(tokens[cue].lower)
        self._verb = verb = crc32((told.verb if told else tokens[cue].lower).encode()) & _MASK
        self._kind = kind = kind_of_cue(tokens[cue].lower)
        self._takes = takes = crc32(f"{told.takes}/{told.form}".encode()) & _MASK if told else kind
        self._rule = rule = crc32(asked.rule.encode()) & _MASK
        after, before = self._word(cue + 1), self._word(cue - 1)
        k1, k2 = self._kinds(cue - 1), self._kinds(cue - 2)
        denied = any(
            token.lower == "not" or token.lower.endswith("n't")
            for token in tokens[max(low, cue - 3) : cue]
        )
        best = SPREAD[max(0, min(25, asked.best // 250 + 1))]
        passive = SPREAD[is_passive(tokens, low, cue)]
        self.shared = (
            _J[0] & _MASK,
            (verb + _J[1]) & _MASK,
            (takes + _J[2]) & _MASK,
            (after + _J[3]) & _MASK,
            (verb * 3 + after + _J[4]) & _MASK,
            (kind * 3 + after + _J[5]) & _MASK,
            (before + _J[6]) & _MASK,
            (verb * 3 + before + _J[7]) & _MASK,
            (best + _J[8]) & _MASK,
            (passive * 3 + kind + _J[9]) & _MASK,
            (SPREAD[denied] * 3 + kind + _J[10]) & _MASK,
            (k1 * 5 + k2 * 3 + kind + _J[11]) & _MASK,
            (k1 * 3 + takes + _J[12]) & _MASK,
            (rule + _J[13]) & _MASK,
            (rule * 3 + best + _J[14]) & _MASK,
            (self._word(cue) + _J[50]) & _MASK,
            (verb * 5 + after * 3 + self._kinds(cue + 2) + _J[51]) & _MASK,
            (verb * 5 + before * 3 + k2 + _J[52]) & _MASK,
            (before * 5 + self._word(cue - 2) * 3 + kind + _J[53]) & _MASK,
            (SPREAD[asked.inside] * 3 + rule + _J[55]) & _MASK,
        )
        self._inside = SPREAD[asked.inside]

    def _word(self, at: int) -> int:
        at -= self._sentence.low
        return self._sentence.words[at] if 0 <= at < len(self._sentence.words) else _EDGE

    def _kinds(self, at: int) -> int:
        at -= self._sentence.low
        return self._sentence.kinds[at] if 0 <= at < len(self._sentence.kinds) else _EDGE

    def _edge(self, at: int, label: int) -> int:
        at -= self._asked.first
        emissions = self._asked.emissions
        if not 0 <= at < len(emissions):
            return _EDGE
        return SPREAD[12 + max(-8, min(8, emissions[at][label] // 120))]

    def _mean(self, words: tuple[int, int], label: int) -> int:
        first = self._asked.first
        few = self._asked.emissions[max(0, words[0] - first) : max(0, words[1] - first)]
        mean = sum(one[label] for one in few) // max(1, len(few))
        return SPREAD[12 + max(-8, min(8, mean // 60))]

    def of(self, one: Proposal) -> tuple[int, ...]:
        """Return the numbers of what is seen of one range."""
        asked, cue = self._asked, self._asked.cue
        first, end = one.words
        verb, kind, takes = self._verb, self._kind, self._takes
        way = SPREAD[one.kind + 10 * (one.told is not None)]
        behind = first > cue
        side = SPREAD[behind]
        score = max(-12, min(24, one.score // 250)) + 12
        score, half, third = SPREAD[score], SPREAD[score // 2], SPREAD[score // 3]
        lag = SPREAD[min(12, one.behind // 150)]
        length = _step(end - first, _LENGTHS)
        classes = self._sentence.classes[first - asked.low : end - asked.low]
        verbs = SPREAD[min(3, sum(number in VERB_KINDS for number in classes))]
        gap = _step(first - cue - 1 if behind else cue - end, _GAPS)
        opening, k1, k2, k3 = (
            self._word(first),
            self._kinds(first),
            self._kinds(first + 1),
            self._kinds(first + 2),
        )
        last, next1, next2 = self._kinds(end - 1), self._kinds(end), self._kinds(end + 1)
        head = self._word(one.source[1] - 1)
        source = self._kinds(one.source[0]) * 3 + self._kinds(one.source[1] - 1)
        away = _step(cue - one.source[1] if one.source[1] <= cue else -9, _AWAY)
        closes = SPREAD[end >= asked.end]
        subject = SPREAD[one.by_subject]
        into, opens = self._edge(first - 1, 2), self._edge(first, 2)
        ends, out = self._edge(end - 1, 2), self._edge(end, 2)
        mean, heard = self._mean(one.words, 2), self._mean(one.source, 1)
        led = self._word(one.source[0] - 1)
        between = _EDGE
        if one.source[1] <= cue <= one.source[1] + 4:
            for at in range(one.source[1], cue):
                between = (between * 3 + self._word(at)) & _MASK
        quoted = SPREAD[(20 in classes[:1]) + 2 * (20 in classes[-1:]) + 4 * (20 in classes)]
        return (
            (into * 3 + opens + _J[60]) & _MASK,
            (ends * 3 + out + _J[61]) & _MASK,
            (mean * 3 + side + _J[62]) & _MASK,
            (heard * 3 + subject + _J[64]) & _MASK,
            (heard * 3 + mean + _J[65]) & _MASK,
            (led * 3 + subject + _J[67]) & _MASK,
            (led * 5 + self._rule * 3 + kind + _J[68]) & _MASK,
            (between + _J[69]) & _MASK,
            (between * 3 + verb + _J[70]) & _MASK,
            (quoted * 3 + way + _J[71]) & _MASK,
            (self._word(end) * 5 + next2 * 3 + lag + _J[72]) & _MASK,
            (self._word(end) * 5 + self._word(end + 1) * 3 + _J[73]) & _MASK,
            (head * 3 + kind + _J[75]) & _MASK,
            (self._inside * 5 + self._rule * 3 + mean + _J[76]) & _MASK,
            (opening * 5 + self._word(first + 1) * 3 + side + _J[77]) & _MASK,
            (self._kinds(one.source[0] - 1) * 5 + k1 * 3 + kind + _J[78]) & _MASK,
            (score + _J[15]) & _MASK,
            (half * 3 + way + _J[16]) & _MASK,
            (half * 3 + kind + _J[17]) & _MASK,
            (third * 3 + verb + _J[18]) & _MASK,
            (lag * 3 + way + _J[19]) & _MASK,
            (way * 3 + verb + _J[21]) & _MASK,
            (way * 3 + opening + _J[22]) & _MASK,
            (k1 * 3 + takes + _J[24]) & _MASK,
            (verb * 3 + opening + _J[25]) & _MASK,
            (length * 3 + way + _J[27]) & _MASK,
            (length * 5 + verbs * 3 + kind + _J[28]) & _MASK,
            (gap * 5 + side * 3 + way + _J[29]) & _MASK,
            (self._word(first - 1) * 3 + side + _J[30]) & _MASK,
            (self._word(end) + _J[31]) & _MASK,
            (next1 * 5 + next2 * 3 + way + _J[32]) & _MASK,
            (last * 5 + next1 * 3 + closes + _J[33]) & _MASK,
            (source * 3 + kind + _J[35]) & _MASK,
            (source * 3 + verb + _J[36]) & _MASK,
            (away * 3 + way + _J[37]) & _MASK,
            (head + _J[38]) & _MASK,
            (k1 * 5 + k2 * 3 + k3 + _J[39]) & _MASK,
            (k1 * 5 + k2 * 3 + kind + _J[40]) & _MASK,
            (verbs * 3 + verb + _J[41]) & _MASK,
            (subject * 5 + self._rule * 3 + _J[42]) & _MASK,
            (closes * 5 + way * 3 + subject + _J[43]) & _MASK,
            (self._rule * 5 + way * 3 + lag + _J[45]) & _MASK,
            (verb * 5 + k1 * 3 + k2 + _J[46]) & _MASK,
        )
