"""What a merge did that is no conflict, but must be told."""

from dataclasses import dataclass

from annotations.claim import JSONValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to be told; `claims` are the ids of the claims that it is about.

    `kind` is one of

        same words      two people tagged the same words: both claims stay. `tags` tells
                        whether they carry the same ones
        renamed         one side renamed `tag`, and these claims of the other got its new
                        name `to`
        tag still used  one side removed `tag`, and the other used it anew: it stays
        twice           these claims stood twice in one file; the two states were merged
    """

    kind: str
    claims: tuple[str, ...] = ()
    tag: str = ""
    to: str = ""
    tags: str = ""

    def record(self) -> dict[str, JSONValue]:
        """Return it as JSON values; what does not apply is left out."""
        told: dict[str, JSONValue] = {"kind": self.kind}
        if self.tag:
            told["tag"] = self.tag
        if self.to:
            told["to"] = self.to
        told["claims"] = list(self.claims)
        if self.tags:
            told["tags"] = self.tags
        return told

    def sentence(self) -> str:
        """Return it as a sentence."""
        claims = f"{len(self.claims):,} claim{'s' * (len(self.claims) != 1)}"
        if self.kind == "same words":
            with_tags = "the same tags" if self.tags == "same" else "other tags"
            return f"The same words were tagged twice, with {with_tags}: {self._named()}."
        if self.kind == "renamed":
            return f"The tag “{self.tag}” is called “{self.to}” now, also on {claims}."
        if self.kind == "tag still used":
            used = f"{claims} use it" if len(self.claims) != 1 else "1 claim uses it"
            used = used if self.claims else "another tag is below it"
            return f"The tag “{self.tag}” was removed on one side and stays, as {used}."
        return f"In one file stood twice, and is one now: {self._named()}."

    def _named(self) -> str:
        shown = ", ".join(self.claims[:5])
        more = len(self.claims) - 5
        return f"{shown} and {more} more" if more > 0 else shown
