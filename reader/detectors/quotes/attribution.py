"""Whose words a quoted region is: rules that look around it for a cue and its subject.

The rules are tried in the order of `RULES`; the first that finds a speaker wins. Each gets
the scene (the passage's words, and what earlier quotes in it were found to be) and the
index of a region, and returns a finding or None. Its name is printed with the mark.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.detectors.quotes.cues import CUE_NOUNS, CUES
from reader.detectors.quotes.mentions import (
    Mention,
    clause_subject,
    is_adverb,
    is_name_word,
    subject_after,
    subject_before,
)
from reader.detectors.quotes.quotation import Region
from reader.detectors.quotes.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    listed,
)
from reader.detectors.quotes.words import Token, Words


class Finding(NamedTuple):
    """A speaker and a cue, as ranges of word indices, and the rule that found them."""

    speaker: Mention
    cue: Mention | None
    rule: str


@dataclass(slots=True)
class Scene:
    """One passage as the rules see it: `found` holds a finding, or None, for each region."""

    text: str
    regions: tuple[Region, ...]
    words: Words
    found: list[Finding | None] = field(default_factory=list)

    def sentence_at(self, word: int) -> tuple[int, int]:
        """Return the sentence in which the word stands."""
        sentences = self.words.sentences
        low, high = 0, len(sentences)
        while high - low > 1:
            middle = (low + high) // 2
            if sentences[middle][0] <= word:
                low = middle
            else:
                high = middle
        return sentences[low]

    def last_mark(self, region: int) -> str:
        """Return the last character inside the quotation marks."""
        inner = self.regions[region].inner
        return self.text[inner.start : inner.end].rstrip()[-1:]

    def begins_sentence(self, region: int) -> bool:
        """Tell whether nothing but punctuation stands before the quote in its sentence."""
        at = self.words.quoted[region]
        low, _ = self.sentence_at(at)
        return all(
            not token.text[0].isalnum() and token.region < 0 for token in self.words.tokens[low:at]
        )


def attribute(scene: Scene) -> None:
    """Find the speaker of each region of the scene, left to right, then of those left over."""
    for region in range(len(scene.regions)):
        scene.found.append(None)
        for rule in RULES:
            finding = rule(scene, region)
            if finding:
                scene.found[region] = finding
                break
    _carry_back(scene)


def is_cue(token: Token, letters: str = "") -> bool:
    """Tell whether the word is a cue verb, one that takes any of `letters` if given."""
    cue = CUES.get(token.lower)
    if cue is None or token.region >= 0:
        return False
    if token.text[0].isupper():
        return False
    return not letters or any(letter in cue.takes for letter in letters)


def _tail_start(scene: Scene, region: int) -> int | None:
    """Return the first word after the quote where a tag may stand, else None."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region] + 1
    if at >= len(tokens):
        return None
    mark = scene.last_mark(region)
    following = tokens[at].text
    if following in (",", "-", "—", "–", "--"):
        return at + 1 if at + 1 < len(tokens) else None
    if mark in ",?!—–-…":
        return at
    if mark == ".":
        return at if following[0].islower() or (following[0] == "." and False) else None
    if following[0].isalnum() and scene.begins_sentence(region):
        return at
    return None


def _tag_end(scene: Scene, at: int) -> int:
    """Return where a tag that begins at `at` ends: the next quote, stop, or 30 words on."""
    tokens = scene.words.tokens
    end = at
    while end < len(tokens) and end - at < 32:
        if tokens[end].region >= 0 or tokens[end].text in ".;:!?":
            break
        end += 1
    return end


def said_speaker(scene: Scene, region: int) -> Finding | None:
    """The cue, then its subject, right after the quote: `“…,” said Lavrov`."""
    at = _tail_start(scene, region)
    if at is None:
        return None
    tokens = scene.words.tokens
    end = _tag_end(scene, at)
    while at < end and is_adverb(tokens[at].lower):
        at += 1
    if at >= end or not tokens[at].text[0].islower():
        return None
    cue = CUES.get(tokens[at].lower)
    past = cue.form in ("past", "s", "base") if cue else tokens[at].lower.endswith("ed")
    if not past:
        return None
    speaker = subject_after(tokens, at, end)
    if speaker is None:
        return None
    if cue is None and scene.last_mark(region) not in ",?!":
        return None
    return Finding(speaker, (at, at + 1), "said speaker")


def speaker_said(scene: Scene, region: int) -> Finding | None:
    """The subject, then its cue, right after the quote: `“…,” Lavrov told reporters`."""
    at = _tail_start(scene, region)
    if at is None:
        return None
    tokens = scene.words.tokens
    end = _tag_end(scene, at)
    for verb in range(at + 1, end):
        if not is_cue(tokens[verb]):
            continue
        speaker = subject_before(tokens, at, verb)
        if speaker is None or CUES[tokens[verb].lower].form == "ing":
            continue
        lead = tokens[at : speaker[0]]
        if speaker[0] - at > 1 and not any(token.text == "," for token in lead):
            break
        cue = cue_range(tokens, speaker[1], verb)
        return Finding(speaker, cue, "speaker said")
    return _unknown_verb(scene, region, at, end)


def _unknown_verb(scene: Scene, region: int, at: int, end: int) -> Finding | None:
    """Take `she coughed` after `“…,”` for a tag, though the verb is none of speaking."""
    tokens = scene.words.tokens
    if scene.last_mark(region) not in ",?!—-" or at + 1 >= end:
        return None
    name_end = at
    if tokens[at].lower in PRONOUNS:
        name_end = at + 1
    else:
        while name_end < end and (
            is_name_word(tokens[name_end]) or tokens[name_end].lower in DETERMINERS
        ):
            name_end += 1
    verb = name_end
    while verb < end and tokens[verb].lower in ADVERBS | AUXILIARIES:
        verb += 1
    if (
        verb >= end
        or name_end == at
        or not tokens[verb].lower.endswith("ed")
        or not tokens[verb].text[0].islower()
    ):
        return None
    if tokens[at].lower in DETERMINERS and name_end - at < 2:
        return None
    return Finding((at, name_end), (verb, verb + 1), "speaker did")


def according_after(scene: Scene, region: int) -> Finding | None:
    """`“…,” according to the minister`, where no other tag follows the quote."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region] + 1
    while at < len(tokens) and tokens[at].text in ",—–-":
        at += 1
    return according(tokens, at, _tag_end(scene, at), "according to after")


def according(tokens: list[Token], at: int, end: int, rule: str) -> Finding | None:
    """Return the source of `according to SOURCE` when the phrase begins at `at`."""
    if at + 2 < end and tokens[at].lower == "according" and tokens[at + 1].lower == "to":
        speaker = subject_after(tokens, at + 1, end) or _bare_plural(tokens, at + 2, end)
        if speaker:
            return Finding(speaker, (at, at + 2), rule)
    return None


def _bare_plural(tokens: list[Token], at: int, end: int) -> Mention | None:
    stop = at
    while stop < end and tokens[stop].text[0].isalnum() and tokens[stop].lower not in PREPOSITIONS:
        stop += 1
    return (at, stop) if stop > at else None


def after_dash(scene: Scene, region: int) -> Finding | None:
    """A name after a dash ends the paragraph: `“…” – Foreign Minister Sergey Lavrov`."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region] + 1
    while at < len(tokens) and tokens[at].text in (".", ","):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in ("-", "–", "—", "--", "~", "―"):
        return None
    end = len(tokens)
    if end - at > 22:
        return None
    at += 1
    if not (is_name_word(tokens[at]) or tokens[at].lower in DETERMINERS):
        return None
    stop = at
    while stop < end and tokens[stop].region < 0 and tokens[stop].text not in ",.(;:":
        if tokens[stop].lower in AUXILIARIES or tokens[stop].lower in PRONOUNS:
            return None
        stop += 1
    return Finding((at, stop), None, "pull quote") if stop > at else None


def speaker_before(scene: Scene, region: int) -> Finding | None:
    """A cue with its subject before the quote in its sentence: `Lavrov said that “…”`.

    The nearest cue wins, but one of saying goes before one of another kind that stands
    nearer: in `critics say he proposed to “dismantle” it` the words are the critics'.
    """
    tokens = scene.words.tokens
    at = scene.words.quoted[region]
    low, _ = scene.sentence_at(at)
    weak = None
    for verb in range(at - 1, max(low, at - 45) - 1, -1):
        token = tokens[verb]
        if not is_cue(token):
            continue
        if _belongs_to_quote_before(scene, region, verb):
            break
        finding = _cue_before(scene, low, verb, at)
        if finding is None:
            continue
        if "q" in CUES[token.lower].takes:
            return finding
        weak = weak or finding
    return weak


def _belongs_to_quote_before(scene: Scene, region: int, verb: int) -> bool:
    if not region:
        return False
    before = scene.found[region - 1]
    return (
        before is not None
        and before.cue is not None
        and before.cue[0] <= verb < before.cue[1]
        and (before.rule == "said speaker")
    )


def _cue_before(scene: Scene, low: int, verb: int, quote: int) -> Finding | None:
    tokens = scene.words.tokens
    cue = CUES[tokens[verb].lower]
    if cue.form == "ing":
        if verb > low and tokens[verb - 1].lower in AUXILIARIES:
            speaker = subject_before(tokens, low, verb)
        else:
            speaker = doer(scene, low, verb)
        return speaker and Finding(speaker, (verb, verb + 1), "speaker saying")
    passive = is_passive(tokens, low, verb)
    if passive:
        for by in range(verb + 1, min(quote, verb + 6)):
            if tokens[by].lower == "by":
                speaker = subject_after(tokens, by, quote)
                return speaker and Finding(speaker, (verb, verb + 1), "said by speaker")
        return None
    speaker = subject_before(tokens, low, verb)
    if (
        speaker is None
        and cue.form == "base"
        and verb > low
        and tokens[verb - 1].lower in ("to", "and")
    ):
        speaker = doer(scene, low, verb)
    if speaker is None and verb > low and tokens[verb - 1].lower in ("and", ",", "but"):
        speaker = doer(scene, low, verb)
    if speaker is None:
        return None
    return Finding(speaker, cue_range(tokens, speaker[1], verb), "speaker before")


def doer(scene: Scene, low: int, verb: int) -> Mention | None:
    """Return the subject of the sentence up to `verb`: of its first cue, else its head."""
    tokens = scene.words.tokens
    for earlier in range(low, verb):
        if is_cue(tokens[earlier]) and CUES[tokens[earlier].lower].form in ("past", "s", "base"):
            speaker = subject_before(tokens, low, earlier)
            if speaker:
                return speaker
    return clause_subject(tokens, low, verb)


def is_passive(tokens: list[Token], low: int, verb: int) -> bool:
    """Tell whether a form of *be* makes the verb passive: `was called`."""
    if CUES[tokens[verb].lower].form not in ("past", "participle"):
        return False
    at = verb - 1
    while at >= low and is_adverb(tokens[at].lower):
        at -= 1
    return at >= low and tokens[at].lower in BE


BE = listed("is was were are am be been being 's 're get got getting")


def cue_range(tokens: list[Token], start: int, verb: int) -> Mention:
    """Return the cue with the verbs it hangs on: `went on to say`, not `has also said`."""
    while start < verb and (
        tokens[start].lower in AUXILIARIES
        or is_adverb(tokens[start].lower)
        or not tokens[start].text[0].isalnum()
    ):
        start += 1
    if verb - start > 5:
        start = verb
    end = verb + 1
    if end < len(tokens) and tokens[verb].lower.startswith("point") and tokens[end].lower == "out":
        end += 1
    return (start, end)


def according_before(scene: Scene, region: int) -> Finding | None:
    """`According to Lavrov, however, “…”`."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region]
    low, _ = scene.sentence_at(at)
    for cue in range(at - 1, max(low, at - 45) - 1, -1):
        if tokens[cue].lower == "according":
            return according(tokens, cue, at, "according to before")
    return None


def name_colon(scene: Scene, region: int) -> Finding | None:
    """A name and a colon before the quote: `Lavrov: “…”`."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region]
    low, _ = scene.sentence_at(at)
    if at - low < 2 or at - low > 8 or tokens[at - 1].text != ":":
        return None
    if all(is_name_word(token) for token in tokens[low : at - 1]):
        return Finding((low, at - 1), None, "name and colon")
    return None


def noun_before(scene: Scene, region: int) -> Finding | None:
    """A noun of saying with its owner before the quote: `Trump’s claim that “…”`."""
    tokens = scene.words.tokens
    at = scene.words.quoted[region]
    low, _ = scene.sentence_at(at)
    for noun in range(at - 1, max(low, at - 12) - 1, -1):
        word = tokens[noun].lower
        if (word in CUE_NOUNS or (word.endswith("s") and word[:-1] in CUE_NOUNS)) and tokens[
            noun
        ].region < 0:
            owner = _owner(tokens, low, noun)
            if owner:
                return Finding(owner, (noun, noun + 1), "noun of saying")
    owner = _owner(tokens, low, at)
    if owner and at + 1 < len(tokens) and tokens[at + 1].text[0].islower():
        return Finding(owner, None, "owner of the words")
    return None


def _owner(tokens: list[Token], low: int, noun: int) -> Mention | None:
    """Return whose the noun is: `Trump’s` or `his` before it."""
    at = noun - 1
    while at >= max(low, noun - 5):
        token = tokens[at]
        if token.lower in POSSESSIVES:
            return (at, at + 1)
        if token.lower.endswith("'s") or token.lower.endswith("s'"):
            start = at
            while start > low and is_name_word(tokens[start - 1]) and tokens[start - 1].region < 0:
                start -= 1
            return (start, at + 1)
        if token.region >= 0 or not token.text[0].isalnum() or token.lower in PREPOSITIONS:
            return None
        at -= 1
    return None


def carried_on(scene: Scene, region: int) -> Finding | None:
    """The same speaker goes on after the tag: `“…,” he said. “…”`."""
    if not region:
        return None
    before = scene.found[region - 1]
    if before is None:
        return None
    last, at = scene.words.quoted[region - 1], scene.words.quoted[region]
    if at - last > 40:
        return None
    return Finding(before.speaker, before.cue, "carried on")


def sentence_before(scene: Scene, region: int) -> Finding | None:
    """The subject of the sentence before, when the quote is a sentence without a cue."""
    at = scene.words.quoted[region]
    low, _ = scene.sentence_at(at)
    if not low or not scene.begins_sentence(region):
        return None
    before, _ = scene.sentence_at(low - 1)
    tokens = scene.words.tokens
    for verb in range(low - 1, before - 1, -1):
        if is_cue(tokens[verb]):
            finding = _cue_before(scene, before, verb, low)
            if finding:
                return Finding(finding.speaker, finding.cue, "sentence before")
    speaker = clause_subject(tokens, before, low)
    return Finding(speaker, None, "sentence before") if speaker else None


Rule = Callable[[Scene, int], Finding | None]
RULES: tuple[Rule, ...] = (
    said_speaker,
    speaker_said,
    according_after,
    after_dash,
    speaker_before,
    according_before,
    name_colon,
    noun_before,
    carried_on,
    sentence_before,
)


def _carry_back(scene: Scene) -> None:
    """Give a quote without a speaker that of the next, when only a mark or two parts them."""
    for region in range(len(scene.regions) - 2, -1, -1):
        following = scene.found[region + 1]
        if (
            scene.found[region] is None
            and following
            and following.rule in ("said speaker", "speaker said")
        ):
            gap = scene.words.quoted[region + 1] - scene.words.quoted[region]
            if gap <= 2:
                scene.found[region] = Finding(following.speaker, following.cue, "same breath")
