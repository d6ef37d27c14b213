"""The box that asks what several claims are to say alike; where they differ it says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from annotations.claim import Claim, Evidence
from annotations.codebook import Codebook
from annotations.wording import many
from reader.ui.dialogs.fields import Field
from reader.ui.dialogs.form import FormDialog, about

_DIFFER = "several values"


class SeveralForm(FormDialog[Sequence[Claim]]):
    """A field for each thing; one that is left as it is changes nothing of any claim."""

    def __init__(
        self, claims: Sequence[Claim], codebook: Codebook, *, people: Sequence[str] = ()
    ) -> None:
        self._claims = tuple(claims)
        self._codebook = codebook
        known = dict.fromkeys([*people, *(claim.claimant for claim in claims)])
        values = tuple(value for scale in codebook.scales for value in scale.values)
        tags = tuple(tag.name for tag in codebook.tags)
        fields = (
            _alike("claimant", [claim.claimant for claim in claims], tuple(filter(None, known))),
            _alike("verdict", [_verdict(claim) for claim in claims], values),
            _alike("evidence url", [_evidence(claim) for claim in claims]),
            _alike("note", [claim.note for claim in claims], has_lines=True),
            _of_tags(claims, tags),
        )
        super().__init__(many(len(claims), "claim"), "", fields)

    def made(self, given: Mapping[str, str]) -> Sequence[Claim]:
        """Return the claims with what was typed, those alone that it changes.

        Raises:
            ValueError: A verdict is not understood, or a claim would have no tag.
        """
        changed = [self._changed(claim, given) for claim in self._claims]
        if any(not claim.says_something for claim in changed):
            raise ValueError("A claim would be left without a tag: name one.")
        return changed

    def _changed(self, claim: Claim, given: Mapping[str, str]) -> Claim:
        if "verdict" in given:
            words = given["verdict"]
            with about("verdict"):
                verdict = self._codebook.verdict(words) if words else None
            claim = replace(claim, verdict=verdict)
        if given.get("evidence url"):
            found = Evidence(
                url=given["evidence url"],
                looked_up=date.today(),
            )
            claim = replace(claim, evidence=(*claim.evidence, found))
        if "tags" in given:
            named = dict.fromkeys(filter(None, given["tags"].split("\n")))
            common = _common(self._claims)
            kept = [tag for tag in claim.tags if tag not in common or tag in named]
            claim = replace(claim, tags=tuple(dict.fromkeys([*kept, *named])))
        return replace(
            claim,
            claimant=given.get("claimant", claim.claimant),
            note=given.get("note", claim.note),
        )


def _alike(
    name: str, values: Sequence[str], choices: tuple[str, ...] = (), *, has_lines: bool = False
) -> Field:
    """Return a field with the value that all have, or one that says that they differ."""
    alike = set(values)
    value = next(iter(alike)) if len(alike) == 1 else ""
    hint = _DIFFER if len(alike) > 1 else ""
    return Field(name, value, choices, has_lines=has_lines, hint=hint)


def _of_tags(claims: Sequence[Claim], known: tuple[str, ...]) -> Field:
    common = _common(claims)
    some = dict.fromkeys(tag for claim in claims for tag in claim.tags if tag not in common)
    hint = f"{_DIFFER}: {', '.join(some)}" if some else ""
    choices = tuple(dict.fromkeys([*known, *common, *some]))
    return Field("tags", ", ".join(common), choices, many=True, hint=hint)


def _common(claims: Iterable[Claim]) -> list[str]:
    """Return the tags that all of them have."""
    first, *others = claims
    return [tag for tag in first.tags if all(tag in claim.tags for claim in others)]


def _verdict(claim: Claim) -> str:
    return claim.verdict.value if claim.verdict else ""


def _evidence(claim: Claim) -> str:
    return claim.evidence[0].url if claim.evidence else ""
