"""The tags of a library: what is said of them, and how they change on every claim at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotations.claim import JSONValue, now
from annotations.codebook import (
    DEFAULT_SCALE,
    Codebook,
    Tag,
    changed_over,
    check,
    renamed_tags,
    without_tag,
)
from annotations.errors import InvalidCodebookError
from annotations.journal.json_text import document_in, dumps
from annotations.journal.lines import Step
from annotations.records import (
    from_record,
    scale_from,
    scale_record,
    tag_from,
    tag_record,
    upgraded,
    written_time,
)
from annotations.store.claim_file import CLAIMS, ClaimFile
from annotations.store.finding import TAG
from annotations.store.shared_tables import TAGS
from annotations.wording import many

SCALES = "scales"


class Tags:
    """The codebook of a file, and the tags on its claims."""

    def __init__(self, file: ClaimFile) -> None:
        self._file = file

    def codebook(self) -> Codebook:
        """Return the tags, then those in use that it has not, and the verdict scales."""
        with self._file.lock:
            tags = [tag_from(document_in(raw)) for raw in self._file.documents(TAGS).values()]
            scales = [scale_from(document_in(raw)) for raw in self._file.documents(SCALES).values()]
            known = {tag.name for tag in tags}
            used = {str(name): keys for name, keys in self._file.by(TAG)}
        first = sorted(
            (name for name in used if name not in known), key=lambda n: next(iter(used[n]))
        )
        return Codebook(
            tags=(*tags, *(Tag(name=name) for name in first)),
            scales=tuple(scales) or (DEFAULT_SCALE,),
        )

    def save_codebook(self, codebook: Codebook, *, what: str = "changed the codebook") -> None:
        """Keep these tags and scales instead of the present ones; claims stay as they are.

        Raises:
            InvalidCodebookError: It does not hold together.
            StoreError: It could not be written; the store is as before.
        """
        check(codebook)
        with self._file.changing():
            tags = [dict(tag_record(tag)) for tag in codebook.tags]
            scales = [dict(scale_record(scale)) for scale in codebook.scales]
            self._file.commit([*self.listed(TAGS, tags), *self.listed(SCALES, scales)], what)

    def rename_tag(self, name: str, new: str) -> str:
        """Rename a tag in the codebook and on every claim; return a sentence about it.

        Raises:
            InvalidCodebookError: There is no such tag, or the new name is taken.
            StoreError: It could not be written; the store is as before.
        """
        tag = self.codebook().tag(name) or Tag(name=name)
        return self.change_tag(name, replace(tag, name=new), was=tag)

    def change_tag(self, name: str, tag: Tag, *, was: Tag | None = None) -> str:
        """Put a tag with all that is said of it in the place of another; return a sentence.

        With `was`, the tag as it was read, only what differs from it is changed. Where the
        name is another one, the claims with the former get it, in the same change.

        Raises:
            InvalidCodebookError: There is no such tag, the new name is taken, or the codebook
                would not hold together.
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            present = self.codebook().tag(name)
            if was is not None and present is not None:
                tag = changed_over(present, tag, was)
            if tag.name == name:
                return self._retag([], name, f"changed the tag “{name}”", said=tag)
            if self.codebook().tag(tag.name):
                raise InvalidCodebookError(
                    f"There is a tag “{tag.name}” already. Merge “{name}” into it instead."
                )
            what = f"renamed the tag “{name}” to “{tag.name}”"
            return self._retag([name], tag.name, what, said=tag)

    def remove_tag(self, name: str, *, with_claims: bool = False) -> str:
        """Take a tag from the codebook and from every claim; return a sentence about it.

        Claims that have no other tag stay without one where a person said anything else of
        them. Those that would say nothing are removed as well, only if asked for `with_claims`.

        Raises:
            InvalidCodebookError: There is no such tag, or claims would say nothing.
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            known = self.codebook()
            gone = known.tag(name)
            if gone is None:
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
            steps = self.listed(TAGS, [tag_record(tag) for tag in without_tag(known.tags, gone)])
            carrying, time = list(self._carrying([name])), written_time(now())
            bare = untagged = 0
            for key, raw, record in carrying:
                tags: list[JSONValue] = [tag for tag in _tags_in(record) if tag != name]
                changed = record | {"tags": tags, "modified": time}
                says_something = bool(tags) or from_record(changed).says_something
                untagged += says_something and not tags
                bare += not says_something
                steps.append(Step(CLAIMS, key, raw, dumps(changed) if says_something else None))
            what = f"removed the tag “{name}”"
            if carrying:
                what += f" from {many(len(carrying), 'claim')}"
            if bare and not with_claims:
                raise InvalidCodebookError(
                    f"{many(bare, 'claim')} with the tag “{name}” would be left without one. "
                    "Merge it into another tag, or remove the claims with it."
                )
            if untagged:
                what += f"; {untagged} without a tag now, kept for what else is said"
            if bare:
                what += f"; {bare} that said nothing else went with it"
            return self._commit_said(steps, what)

    def merge_tags(self, names: Sequence[str], into: str) -> str:
        """Put one tag in the place of several, everywhere; return a sentence about it.

        Raises:
            InvalidCodebookError: One of them is no tag.
            StoreError: It could not be written; the store is as before.
        """
        with self._file.changing():
            old = [name for name in names if name != into]
            quoted = ", ".join(f"“{name}”" for name in old)
            return self._retag(old, into, f"merged the tags {quoted} into “{into}”")

    # Inside

    def _retag(self, names: Sequence[str], into: str, what: str, *, said: Tag | None = None) -> str:
        """Put `into` in the place of `names` everywhere; `said` is all that it is to say."""
        known = self.codebook()
        for name in names or [into]:
            if known.tag(name) is None:
                raise InvalidCodebookError(f"There is no tag named “{name}”.")
        if not into.strip():
            raise InvalidCodebookError("A tag needs a name.")
        tags = renamed_tags(known.tags, names, into)
        if said is not None:
            tags = tuple(said if tag.name == into else tag for tag in tags)
        check(replace(known, tags=tags))
        steps = self.listed(TAGS, [tag_record(tag) for tag in tags])
        carrying, time = list(self._carrying(names)), written_time(now())
        for key, raw, record in carrying:
            changed = record | {"tags": _renamed(_tags_in(record), names, into), "modified": time}
            steps.append(Step(CLAIMS, key, raw, dumps(changed)))
        return self._commit_said(
            steps, f"{what} on {many(len(carrying), 'claim')}" if names else what
        )

    def _carrying(self, names: Sequence[str]) -> Iterator[tuple[str, bytes, dict[str, JSONValue]]]:
        """Yield the key, the bytes and the record of each claim with one of these tags.

        The records themselves are changed: claims would have to be made and unmade.
        """
        documents = self._file.documents(CLAIMS)
        version = self._file.version()
        for key in {key for name in names for key in self._file.having(TAG, name)}:
            record = upgraded(document_in(documents[key]), version)
            if isinstance(record["tags"], list):
                yield key, documents[key], record

    def _commit_said(self, steps: Iterable[Step], what: str) -> str:
        self._file.commit(steps, what)
        return f"{what[0].upper()}{what[1:]}."

    def listed(self, table: str, records: Sequence[dict[str, JSONValue]]) -> list[Step]:
        """Return the steps that make `records` the documents of a table, in their order.

        Fields that others wrote stay with the document of the same name.
        """
        former = {
            str(document.get("name")): document
            for document in map(document_in, self._file.documents(table).values())
        }
        wanted = {
            str(number): dumps({**former.get(str(record["name"]), {}), **record})
            for number, record in enumerate(records, 1)
        }
        present = self._file.documents(table)
        gone = [Step(table, key, raw, None) for key, raw in present.items() if key not in wanted]
        return [*gone, *(Step(table, key, None, raw) for key, raw in wanted.items())]


def _tags_in(record: Mapping[str, JSONValue]) -> list[str]:
    tags = record["tags"]
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _renamed(tags: Iterable[str], names: Collection[str], into: str) -> list[JSONValue]:
    return list(dict.fromkeys(into if tag in names else tag for tag in tags))
