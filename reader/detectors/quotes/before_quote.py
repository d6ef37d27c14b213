"""Rules that look for the speaker before a quote: `Lavrov said that “…”`."""

from collections.abc import Sequence

from reader.detectors.quotes.after_quote import according
from reader.detectors.quotes.clauses import clause_subject
from reader.detectors.quotes.cues import CUE_NOUNS
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.phrases import is_name_word, owner_of
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.subjects import subject_after
from reader.detectors.quotes.verbs import cue_at, cue_range, is_passive
from reader.detectors.quotes.vocabulary import AUXILIARIES
from reader.detectors.quotes.words import Token

_REACH = 45
"""Words between a cue and its quote; chosen by trying on news articles."""


def speaker_before(scene: Scene, region: int) -> Finding | None:
    """A verb of saying with its subject: `Lavrov said that “…”`.

    The nearest wins, except where what it says is itself said by someone: in `critics say
    he wants to “dismantle” it` the words are the critics'.
    """
    return _nearest_cue(scene, region, says=True)


def attitude_before(scene: Scene, region: int) -> Finding | None:
    """A verb of another kind with its subject: `Lavrov dismissed the “unrealistic” plan`."""
    finding = _nearest_cue(scene, region, says=False)
    if finding and finding.rule == "speaker before":
        return finding._replace(rule="attitude before")
    return finding


def _nearest_cue(scene: Scene, region: int, *, says: bool) -> Finding | None:
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    for verb in range(at - 1, max(low, at - _REACH) - 1, -1):
        cue = cue_at(tokens, verb)
        if cue is None:
            continue
        if _belongs_to_quote_before(scene, region, verb):
            return None
        if cue.form == "ing" and _goes_on_after_tag(scene, region, verb):
            return None
        if says and not _says(tokens, verb, at):
            if not _is_told(tokens, low, verb):
                finding = _finding(scene, low, verb, at)
                if finding:
                    return None
            continue
        finding = _finding(scene, low, verb, at)
        if finding:
            return finding
    return None


def _goes_on_after_tag(scene: Scene, region: int, verb: int) -> bool:
    """Tell whether the quote only goes on: `“…,” he wrote in a note explaining it, “and …”`."""
    if not region or scene.tokens[scene.place(region) - 1].text != ",":
        return False
    before = scene.found[region - 1]
    return (
        before is not None
        and before.cue is not None
        and scene.place(region - 1) < before.cue[0] < verb
        and verb + 2 < scene.place(region)
        and scene.tokens[verb + 1].lower != "that"
    )


def _says(tokens: Sequence[Token], verb: int, quote: int) -> bool:
    """Tell whether the cue is one of saying: not `want`, not `proposed to`."""
    cue = cue_at(tokens, verb)
    if cue is None or "q" not in cue.takes:
        return False
    if "c" not in cue.takes:
        return tokens[verb + 1].text in (":", ",") and quote - verb == 2
    return verb + 1 == quote or tokens[verb + 1].lower != "to"


def _is_told(tokens: Sequence[Token], low: int, verb: int) -> bool:
    """Tell whether the clause of the verb hangs on an earlier cue without a break."""
    for at in range(verb - 1, max(low, verb - 25) - 1, -1):
        if not tokens[at].text[0].isalnum():
            return False
        cue = cue_at(tokens, at)
        if cue and "q" in cue.takes and "c" in cue.takes:
            return at == low or tokens[at - 1].lower != "to"
    return False


def _belongs_to_quote_before(scene: Scene, region: int, verb: int) -> bool:
    """Tell whether the cue follows the quote before and its subject: `“…,” said Lavrov, “…”`."""
    before = scene.found[region - 1] if region else None
    return (
        before is not None
        and before.rule == "said speaker"
        and before.cue is not None
        and before.cue[0] <= verb < before.cue[1]
    )


def _finding(scene: Scene, low: int, verb: int, quote: int) -> Finding | None:
    tokens = scene.tokens
    if is_passive(tokens, low, verb):
        if quote + 1 < len(tokens) and tokens[quote + 1].lower == "by":
            speaker = subject_after(tokens, quote + 1, len(tokens))
            return Finding(speaker, (verb, verb + 1), "said by speaker") if speaker else None
        for by in range(verb + 1, min(quote, verb + 6)):
            if tokens[by].lower == "by":
                speaker = subject_after(tokens, by, quote)
                return Finding(speaker, (verb, verb + 1), "said by speaker") if speaker else None
        return None
    speaker = subject_of(tokens, low, verb)
    if speaker is None:
        return None
    if cue_at(tokens, verb) and tokens[verb].lower.endswith("ing"):
        return Finding(speaker, (verb, verb + 1), "speaker saying")
    return Finding(speaker, cue_range(tokens, speaker[1], verb), "speaker before")


def according_to_before(scene: Scene, region: int) -> Finding | None:
    """`According to Lavrov, however, “…”`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    for cue in range(at - 1, max(low, at - _REACH) - 1, -1):
        if tokens[cue].lower == "according":
            return according(tokens, cue, at, "according to before")
    return None


def name_and_colon(scene: Scene, region: int) -> Finding | None:
    """A name and a colon: `Lavrov: “…”`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    if not 2 <= at - low <= 8 or tokens[at - 1].text != ":":
        return None
    if all(is_name_word(token) for token in tokens[low : at - 1]):
        return Finding((low, at - 1), None, "name and colon")
    return None


def clause_and_colon(scene: Scene, region: int) -> Finding | None:
    """A clause and a colon, without a cue: `Lavrov was blunt: “…”`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    if at - low < 3 or tokens[at - 1].text != ":":
        return None
    speaker = clause_subject(tokens, low, at - 1)
    return Finding(speaker, None, "clause and colon") if speaker else None


def noun_of_saying(scene: Scene, region: int) -> Finding | None:
    """A noun of saying with its owner: `Lavrov’s claim that “…”`, `in the words of Lavrov, “…”`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    for noun in range(at - 1, max(low, at - 12) - 1, -1):
        word = tokens[noun].lower
        if word not in CUE_NOUNS and not (word.endswith("s") and word[:-1] in CUE_NOUNS):
            continue
        if tokens[at - 1].lower != "that" and any(
            token.lower in AUXILIARIES for token in tokens[noun:at]
        ):
            continue
        owner = owner_of(tokens, low, noun)
        if owner:
            return Finding(owner, (noun, noun + 1), "noun of saying")
        if noun + 1 < at and tokens[noun + 1].lower in ("of", "by", "from"):
            source = subject_after(tokens, noun + 1, at)
            if source:
                return Finding(source, (noun, noun + 1), "noun of saying")
    return None


def owner_of_the_words(scene: Scene, region: int) -> Finding | None:
    """A possessive before a quoted phrase: `Lavrov’s “unrealistic” task`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].islower():
        return None
    owner = owner_of(tokens, low, at)
    return Finding(owner, None, "owner of the words") if owner else None
