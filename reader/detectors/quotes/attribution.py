"""Whose words a quoted region is.

The rules are tried in the order of `RULES`; the first that finds a speaker wins. Each gets
the scene and the index of a region, and returns a finding or None. The name in the finding
is printed with the mark.
"""

from collections.abc import Callable

from reader.detectors.quotes.after_quote import (
    according_to_after,
    noun_after,
    pull_quote,
    said_speaker,
    speaker_did,
    speaker_said,
    tag_at_the_end,
)
from reader.detectors.quotes.before_quote import (
    according_to_before,
    attitude_before,
    clause_and_colon,
    name_and_colon,
    noun_of_saying,
    owner_of_the_words,
    speaker_before,
)
from reader.detectors.quotes.clauses import clause_subject
from reader.detectors.quotes.cues import CUE_NOUNS
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.forms import is_name, is_singled_out, is_title
from reader.detectors.quotes.phrases import is_name_word
from reader.detectors.quotes.scene import Finding, Scene
from reader.detectors.quotes.subjects import subject_after
from reader.detectors.quotes.verbs import cue_at, cue_range, is_passive
from reader.detectors.quotes.vocabulary import PRONOUNS, listed

_NOISES = listed("chant chants cry cries shout shouts cheer cheers call calls")
_A_SENTENCE = 4
"""Words in the shortest sentence in which someone acts."""
_LABEL = 12
"""Words of a label that ends with a colon."""
_FARTHEST = 40
"""Words after which a quote is no longer taken for the going on of the one before."""


def attribute(scene: Scene) -> None:
    """Find the speaker of each region of the scene, left to right, then of those left over."""
    for region in range(len(scene.regions)):
        scene.found.append(None)
        if is_title(scene, region) or is_singled_out(scene, region) or is_name(scene, region):
            continue
        for rule in RULES:
            finding = rule(scene, region)
            if finding:
                scene.found[region] = finding
                break
    _carry_back(scene)


def carried_on(scene: Scene, region: int) -> Finding | None:
    """The same speaker goes on after the tag: `“…,” he said. “…”`."""
    before = scene.found[region - 1] if region else None
    if before is None or scene.place(region) - scene.place(region - 1) > _FARTHEST:
        return None
    if _another_acts(scene, region, before):
        return None
    return Finding(before.speaker, before.cue, "carried on")


def _another_acts(scene: Scene, region: int, before: Finding) -> bool:
    """Tell whether someone else does something in a sentence between two quotes."""
    tokens = scene.tokens
    at, last = scene.place(region), scene.place(region - 1)
    low, _ = scene.sentence_at(at)
    if low != at or not low:
        return False
    start, end = scene.sentence_at(low - 1)
    if start <= last or before.speaker[0] >= start or end - start < _A_SENTENCE:
        return False
    actor = clause_subject(tokens, start, end)
    if actor is None or not is_name_word(tokens[actor[0]]) or tokens[actor[0]].lower in PRONOUNS:
        return False
    names = {token.lower for token in tokens[slice(*before.speaker)]}
    return actor[1] < end and not names & {token.lower for token in tokens[slice(*actor)]}


def sentence_before(scene: Scene, region: int) -> Finding | None:
    """The subject of the sentence before, when the quote is a sentence without a cue."""
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    if not low or not scene.begins_sentence(region):
        return None
    before, _ = scene.sentence_at(low - 1)
    finding = last_cue(scene, before, low)
    if finding:
        return Finding(finding.speaker, finding.cue, "sentence before")
    speaker = clause_subject(scene.tokens, before, low)
    return Finding(speaker, None, "sentence before") if speaker else None


def last_cue(scene: Scene, low: int, high: int) -> Finding | None:
    """Return the last cue between `low` and `high` that has a subject: `Stated Stone:` too."""
    tokens = scene.tokens
    for verb in range(high - 1, low - 1, -1):
        if cue_at(tokens, verb) and not is_passive(tokens, low, verb):
            speaker = subject_of(tokens, low, verb)
            if speaker:
                return Finding(speaker, cue_range(tokens, speaker[1], verb), "last cue")
    return _inverted(scene, low, high)


def _inverted(scene: Scene, low: int, high: int) -> Finding | None:
    """Return the speaker of `Added Stone:`, a sentence that begins with the verb."""
    tokens = scene.tokens
    word = tokens[low]._replace(text=tokens[low].lower)
    cue = cue_at([word], 0)
    if cue is None or cue.form not in ("past", "s"):
        return None
    speaker = subject_after(tokens, low, high)
    return Finding(speaker, (low, low + 1), "last cue") if speaker else None


def has_unknown_speaker(scene: Scene, region: int) -> bool:
    """Tell whether the words are someone's though nobody is named: `is described as “…”`."""
    tokens = scene.tokens
    at = scene.place(region)
    low, _ = scene.sentence_at(at)
    for verb in range(at - 1, max(low, at - 7) - 1, -1):
        if cue_at(tokens, verb) and is_passive(tokens, low, verb):
            return True
        if tokens[verb].lower in _NOISES and tokens[verb + 1].lower in ("of", ":", "to"):
            return True
    return tokens[at - 1].lower == "as" and at > 1 and tokens[at - 2].lower == "known"


def announcement(scene: Scene) -> Finding | None:
    """Return who a colon at the end of the passage announces: `He went on to say:`."""
    tokens = scene.tokens
    if not tokens or tokens[-1].text != ":":
        return None
    return _label(scene) or last_sentence(scene)


def _label(scene: Scene) -> Finding | None:
    """Return who a label names: `Letter by Ada Brandt:`, `And from Brandt:`, `Brandt’s letter:`."""
    tokens = scene.tokens
    low, high = scene.sentences[-1]
    end = high - 1
    for at in range(max(low, end - _LABEL), end):
        word = tokens[at].lower
        if word in ("by", "from", "of"):
            named = at - 1 <= low or any(tokens[i].lower in CUE_NOUNS for i in range(low, at))
            speaker = subject_after(tokens, at, end)
            if named and speaker and speaker[1] == end:
                return Finding(speaker, None, "label")
        owned = word.endswith(("'s", "s'")) and tokens[end - 1].lower in CUE_NOUNS
        if owned and all(one.region < 0 and one.text[0].isalnum() for one in tokens[low:end]):
            return Finding((low, at + 1), None, "label")
    return None


def last_sentence(scene: Scene) -> Finding | None:
    """Return who says something in the passage's last sentence, else its subject."""
    if not scene.sentences:
        return None
    low, high = scene.sentences[-1]
    finding = last_cue(scene, low, high)
    if finding:
        return finding
    speaker = clause_subject(scene.tokens, low, high)
    return Finding(speaker, None, "last sentence") if speaker else None


Rule = Callable[[Scene, int], Finding | None]
RULES: tuple[Rule, ...] = (
    said_speaker,
    speaker_said,
    noun_after,
    speaker_did,
    according_to_after,
    pull_quote,
    speaker_before,
    tag_at_the_end,
    according_to_before,
    attitude_before,
    name_and_colon,
    clause_and_colon,
    noun_of_saying,
    owner_of_the_words,
    carried_on,
    sentence_before,
)


def _carry_back(scene: Scene) -> None:
    """Give a quote without a speaker that of the next, when only a mark or two parts them."""
    for region in range(len(scene.regions) - 2, -1, -1):
        following = scene.found[region + 1]
        if scene.found[region] is None and following is not None:
            here, there = scene.place(region), scene.place(region + 1)
            near = there - here <= 2
            if not near:
                near = scene.sentence_at(here) == scene.sentence_at(there)
                near = near and not is_title(scene, region) and not is_name(scene, region)
            if near and following.rule in ("said speaker", "speaker said"):
                scene.found[region] = Finding(following.speaker, following.cue, "same breath")
