"""Where the content of reported speech begins after its cue, and where it ends."""

from collections.abc import Sequence

from reader.detectors.quotes.clauses import is_verb, leads
from reader.detectors.quotes.cues import ACTS, CUES, PLANS, SOURCES, THINGS, VENUES, Cue
from reader.detectors.quotes.doers import subject_of
from reader.detectors.quotes.phrases import is_adverb, is_name_word
from reader.detectors.quotes.scene import Scene
from reader.detectors.quotes.subjects import before_verb_group, phrase_end
from reader.detectors.quotes.verbs import cue_at
from reader.detectors.quotes.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PASTS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    listed,
)
from reader.detectors.quotes.words import Token

_QUESTIONS = listed("how why whether if what who when where which")
OBJECTS = listed("him her them us me you it himself herself themselves reporters")
_NOT_BARE = OBJECTS | DETERMINERS
_TIMES = TIMES | MONTHS
_BEFORE_TIMES = PREPOSITIONS | TIMES
_POINTING = PRONOUNS | {"there", "this", "that", "these", "those"}
_BEFORE_CLAUSE = listed("in under with for despite after before if")
"""Prepositions with which a clause may begin: `said in Ohio jobs were lost`."""
_BEFORE_TOPIC = listed("to for about at on of against")
"""Prepositions between a cue and its topic: `railed against the plan`."""
_ABOUT = frozenset(("about", "of", "against", "for", "at", "with"))
"""Prepositions between a verb of speaking and its topic: `talked about the plan`."""
_BEFORE_NOUNS = listed("charge remember write read repeat post relate observe reflect maintain")
"""Verbs that mostly have a noun behind them, so that a clause must show its verb at once."""
_BOUNDS = ("least", "most")
_UNNAMED = listed("named identified quoted photographed recorded seen")
"""What people ask not to be, which is nothing they say of the matter."""
_MODALS = listed("will would can could may might shall should must 'll 'd won't")
_NO_VERBS = (
    PREPOSITIONS
    | DETERMINERS
    | POSSESSIVES
    | PRONOUNS
    | CONJUNCTIONS
    | TIMES
    | listed("and or but nor so who whom whose which where when that not such both all most some")
)
"""Words that do not go on with a sentence behind the comma that ends a relative clause."""
_PARTS_OF_DAY = listed("week month year night morning afternoon evening weekend")


def is_about_naming(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the words are no more than `not to be named` or the like."""
    words = [token.lower for token in tokens[start : start + 4]]
    return "be" in words[:-1] and words[words.index("be") + 1] in _UNNAMED


class Sentence:
    """One sentence without the punctuation at its end: `low` and `end` are word indices."""

    def __init__(self, scene: Scene, low: int, high: int) -> None:
        """Take the sentence from `low` to `high`."""
        self.scene = scene
        self.tokens = scene.tokens
        self.low = low
        self.end = high
        self.announces = high > low and self.tokens[high - 1].text == ":"
        while self.end > low and self.tokens[self.end - 1].text[0] in ".!?…;:,":
            self.end -= 1

    def content_after(self, verb: int, cue: Cue) -> tuple[int, str] | None:
        """Return where what is told begins after the verb, and by which rule."""
        tokens, end = self.tokens, self.end
        at = verb + 1
        while at < end and is_adverb(tokens[at].lower) and tokens[at].lower not in ("all", "both"):
            at += 1
        if at >= end:
            return None
        that = None
        if "c" in cue.takes or ("o" in cue.takes and tokens[at].lower == "that"):
            that = self._that_after(at)
        if that is not None:
            return that, "told that"
        word = tokens[at].lower
        if "r" in cue.takes:
            found = self._after_addressee(at, cue)
            if found:
                return found
        if word in _QUESTIONS and ("w" in cue.takes or "c" in cue.takes):
            return at, "told question"
        if word == "to" and "t" in cue.takes and cue.verb not in PLANS:
            return at, "told to"
        if "s" in cue.takes and self._is_source(verb) and self._shows_doing(at):
            return at, "told clause"
        if "c" in cue.takes and "r" not in cue.takes:
            start = self._after_time(at)
            noun = cue.verb in _BEFORE_NOUNS
            sure = noun or ("s" in cue.takes and not self._is_source(verb))
            if start < end and (self._has_verb(start) if sure else self.is_clause(start)):
                return start, "told clause"
        if (
            "p" in cue.takes
            and word in _ABOUT
            and verb + 1 == at
            and not self._is_at_place(at, cue)
        ):
            return at, "told topic"
        if not self.is_topic_told(verb, cue):
            return None
        if "s" in cue.takes and self._has_as(at):
            return at, "told topic"
        if "o" in cue.takes and (word not in PREPOSITIONS or word in _BEFORE_TOPIC):
            return (
                (at, "told topic")
                if tokens[at].text[0].isalnum() or tokens[at].region >= 0
                else None
            )
        return None

    def _shows_doing(self, at: int) -> bool:
        """Tell whether someone does something there: `him falling behind`."""
        stop = at + 1 if self.tokens[at].lower in OBJECTS else phrase_end(self.tokens, at, self.end)
        doing = self.tokens[stop] if stop < self.end else None
        return doing is not None and doing.lower.endswith("ing") and doing.text[0].islower()

    def _that_after(self, at: int) -> int | None:
        """Return the `that` with which the content begins, over a time, place or listener."""
        tokens = self.tokens
        for that in range(at, min(self.end - 1, at + 16)):
            token = tokens[that]
            if token.lower == "that" and tokens[that + 1].lower != "of":
                if that > at and tokens[that + 1].lower in AUXILIARIES:
                    return None
                return that if that == at or self._may_stand_before_that(at, that) else None
            if (
                token.region >= 0
                or token.text[0] in ".;:—–"
                or (that - at < 2 and token.text == ",")
            ):
                return None
        return None

    def _may_stand_before_that(self, at: int, that: int) -> bool:
        first = self.tokens[at]
        if first.lower in PREPOSITIONS or first.lower in TIMES or first.lower in OBJECTS:
            return first.lower != "it"
        if first.lower in PEOPLE or first.lower in DETERMINERS or is_name_word(first):
            return not any(
                self.tokens[i].lower in AUXILIARIES or cue_at(self.tokens, i)
                for i in range(at, that)
            )
        return False

    def _after_addressee(self, at: int, cue: Cue) -> tuple[int, str] | None:
        """Find the content after the one spoken to: `told reporters it rained`."""
        tokens, end = self.tokens, self.end
        first = tokens[at]
        if first.lower in OBJECTS:
            after = at + 1
        elif is_name_word(first) or first.lower in DETERMINERS or first.lower.endswith("s"):
            after = self._after_time(self._addressees_end(at))
        else:
            return None
        if after >= end:
            return None
        bare = first.text[0].islower() and first.lower not in _NOT_BARE
        if bare and tokens[after].lower in AUXILIARIES and "c" in cue.takes:
            return at, "told clause"
        if tokens[after].lower == "to" and "t" in cue.takes:
            return at, "told to"
        if tokens[after].lower in _QUESTIONS:
            return after, "told question"
        if "c" in cue.takes and self.is_clause(after):
            return after, "told clause"
        return None

    def _addressees_end(self, at: int) -> int:
        """Return where the ones spoken to end: `Lee`, `the panel`, `Lee, Roe and Okoro`."""
        tokens, end = self.tokens, self.end
        stop = phrase_end(tokens, at, min(end, at + 8))
        while stop + 1 < end and tokens[stop].text in (",", "and") and is_name_word(tokens[at]):
            if not is_name_word(tokens[stop + 1]):
                break
            stop = phrase_end(tokens, stop + 1, min(end, stop + 8))
        return stop

    def _after_time(self, at: int) -> int:
        """Return the first word after a phrase of time: `on Monday`, `last week`."""
        tokens, end = self.tokens, self.end
        while at < end:
            word = tokens[at].lower
            dated = at + 1 < end and tokens[at + 1].lower in _TIMES
            if word in ("in", "at", "during", "on") and self._venue_end(at):
                at = self._venue_end(at)
            elif word in ("on", "in", "during", "at") and dated:
                at += 2
                while at < end and tokens[at].text[0].isdigit():
                    at += 1
            elif (word in TIMES and word not in ("now", "then", "once")) or word in _PARTS_OF_DAY:
                at += 1
            else:
                break
        return at

    def _venue_end(self, at: int) -> int:
        """Return where `in an interview with the paper` ends, 0 when nothing like it is there."""
        tokens = self.tokens
        stop = min(self.end, at + 5)
        noun = next((i for i in range(at + 1, stop) if tokens[i].lower in VENUES), None)
        if noun is None:
            return 0
        if noun + 2 < self.end and tokens[noun + 1].lower in ("with", "to", "on", "from"):
            return phrase_end(tokens, noun + 2, self.end)
        return noun + 1

    def is_clause(self, at: int) -> bool:
        """Tell whether the words from `at` hold a verb, as a clause does."""
        tokens = self.tokens
        if tokens[at].lower == "at" and at + 2 < self.end and tokens[at + 1].lower in _BOUNDS:
            at += 2
        first = tokens[at]
        if not (first.text[0].isalnum() or first.region >= 0 or first.text[0] in "$€£@#"):
            return False
        if first.lower in PREPOSITIONS and first.lower not in _BEFORE_CLAUSE:
            return False
        if first.lower in PRONOUNS:
            return True
        leads = first.lower in PREPOSITIONS
        for index in range(at, min(self.end, at + 30)):
            word = tokens[index].lower
            if word in AUXILIARIES:
                return True
            if index > at and (
                word in PRONOUNS
                or (word in CUES and not leads)
                or word.endswith(("ed", "n't", "'s", "'re", "'ll", "'ve"))
                or (word.endswith("s") and len(word) > 3 and not leads)
            ):
                return True
        return False

    def _has_verb(self, at: int) -> bool:
        """Tell whether a subject and, right behind it, a verb stand at `at`."""
        tokens = self.tokens
        if tokens[at].lower in _POINTING:
            return is_verb(tokens, at + 1) or (
                at + 1 < self.end and tokens[at + 1].lower.endswith("s")
            )
        if tokens[at].region >= 0 or not tokens[at].text[0].isalnum():
            return False
        stop = phrase_end(tokens, at, self.end)
        for index in range(at + 1, min(stop + 1, self.end)):
            word = tokens[index].lower
            if word in AUXILIARIES or (word in CUES and cue_at(tokens, index)):
                return True
            before = tokens[index - 1].lower
            if word.endswith("ed") and before not in DETERMINERS and not is_adverb(before):
                return True
        return False

    def _is_source(self, verb: int) -> bool:
        """Tell whether a poll, report or the like does what the verb says: `The poll found`."""
        at = before_verb_group(self.tokens, self.low, verb)
        return any(
            self.tokens[i].lower.removesuffix("s") in SOURCES
            for i in range(max(self.low, at - 6), at + 1)
        )

    def _has_as(self, at: int) -> bool:
        """Tell whether what is seen is seen as something: `see the plan as a trap`."""
        for index in range(at + 1, min(self.end, at + 14)):
            token = self.tokens[index]
            if token.region >= 0 or not token.text[0].isalnum():
                return False
            if token.lower == "as":
                return True
        return False

    def _is_at_place(self, at: int, cue: Cue) -> bool:
        """Tell whether a place, an hour or a listener follows: `spoke at the mall`."""
        return cue.verb in ("speak", "talk") and self.tokens[at].lower in ("at", "for", "with")

    def only_leads(self, end: int) -> bool:
        """Tell whether what stands before `end` only leads to the clause: `In a statement,`."""
        words = self.tokens[self.low : end]
        if words[0].lower not in _BEFORE_TIMES:
            return leads(self.tokens, self.low, self.low)
        return not any(
            token.lower in AUXILIARIES
            or token.lower in PRONOUNS
            or token.lower in PASTS
            or token.lower.endswith("ed")
            for token in words
        )

    def is_topic_told(self, verb: int, cue: Cue) -> bool:
        """Tell whether a noun behind the verb is what is talked of: not `will back the plan`."""
        if cue.verb in ACTS:
            return False
        at = before_verb_group(self.tokens, self.low, verb)
        if any(self.tokens[i].lower in _MODALS for i in range(at + 1, verb)):
            return False
        return at < self.low or self.tokens[at].lower not in THINGS

    def is_wanted(self, verb: int) -> bool:
        """Tell whether the verb is itself what is told: `speak` in `refused to speak`."""
        if verb - 2 < self.low or self.tokens[verb - 1].lower != "to":
            return False
        cue = cue_at(self.tokens, verb - 2)
        return cue is not None and "t" in cue.takes

    def is_denied(self, verb: int) -> bool:
        """Tell whether the verb has a *not*: `did not respond`."""
        return any(
            self.tokens[at].lower == "not" or self.tokens[at].lower.endswith("n't")
            for at in range(max(self.low, verb - 3), verb)
        )

    def is_about_naming(self, start: int) -> bool:
        """Tell whether someone only asks not to be named: `asked not to be quoted`."""
        return is_about_naming(self.tokens, start)

    def is_manner(self, start: int) -> bool:
        """Tell whether how something is said leads to a quote: `said in a low voice, “…”`."""
        if self.tokens[start].lower not in PREPOSITIONS:
            return False
        for at in range(start + 1, min(self.end - 1, start + 12)):
            if self.tokens[at].text == ",":
                return self.tokens[at + 1].region >= 0
        return False

    def content_end(self, start: int, *, within: bool = False) -> int:
        """Return where content that begins at `start` ends: at a later tag, or the sentence.

        Within a relative clause it ends where the sentence goes on: `who said so, left`.
        """
        tokens, end = self.tokens, self.end
        if within:
            for at in range(start + 1, end - 1):
                if tokens[at].text == "," and (
                    is_verb(tokens, at + 1) or self._may_be_verb(start, at + 1)
                ):
                    return at
        for at in range(start + 2, end - 1):
            if tokens[at].text != ",":
                continue
            if tokens[at + 1].lower in ("according", "saying", "adding"):
                return at
            if self.is_closing_tag(at):
                return at
        return end

    def _may_be_verb(self, start: int, at: int) -> bool:
        """Tell whether the sentence goes on with its verb: `…, who said so, lives in Rome`."""
        word = self.tokens[at]
        set_off = any(
            self.tokens[i].text == "," and self.tokens[i + 1].lower in ("who", "which", "whose")
            for i in range(max(self.low, start - 12), start)
        )
        return (
            set_off
            and not self._is_of_list(at)
            and word.text[0].islower()
            and word.lower not in _NO_VERBS
            and not is_adverb(word.lower)
            and not word.lower.endswith("ing")
        )

    def _is_of_list(self, at: int) -> bool:
        """Tell whether a list goes on at `at`: `cheap, quick and fair,`, also `cheap, quick,`."""
        comma = next((i for i in range(at, self.end) if self.tokens[i].text == ","), None)
        if comma is None:
            return False
        return comma - at < 2 or any(
            token.lower in ("and", "or") for token in self.tokens[at:comma]
        )

    def is_closing_tag(self, comma: int) -> bool:
        """Tell whether `, Press TV reported` ends the sentence from `comma` on."""
        cue = cue_at(self.tokens, self.end - 1)
        if cue is None or self.end - comma > 8 or "c" not in cue.takes:
            return False
        speaker = subject_of(self.tokens, comma + 1, self.end - 1)
        return speaker is not None and speaker[0] == comma + 1
