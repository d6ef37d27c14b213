"""The command that shows what annotators say of the same words, and decides it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.arguments import takes_paths
from reader.cli.completing import complete_annotators
from reader.cli.opening import open_workspace
from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.errors import ReaderError

if TYPE_CHECKING:
    from annotations.claim import Claim
    from annotations.together.adjudication import Comparison
    from reader.workspace.reviewing import Compared, Reviewing

_COLUMNS = ("article", "differs", "annotator", "words", "tags", "verdict", "id", "decided")


@click.command()
@takes_paths
@click.option(
    "--annotator",
    "annotators",
    multiple=True,
    help="Compare only these people.",
    shell_complete=complete_annotators,
)
@click.option("--all", "everything", is_flag=True, help="Also what does not differ, or is decided.")
@click.option("--blind", is_flag=True, help="Hide who is who.")
@click.option("--claim", "ids", multiple=True, help="Only the words that this claim is on.")
@click.option("--take", metavar="WHO", help="Decide for this annotator.")
@click.option(
    "--part",
    "parts",
    type=(click.Choice(["words", "tags", "verdict"]), str),
    multiple=True,
    metavar="PART WHO",
    help="With --take: its words, tags or verdict from this other annotator.",
)
@click.option("--both", is_flag=True, help="Decide that all hold, their tags united.")
@click.option("--none", "reject", is_flag=True, help="Decide that none holds.")
@click.option("--agreed", is_flag=True, help="Decide all that everyone agrees on.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def adjudicate(
    paths: tuple[Path, ...],
    store: Path | None,
    annotators: tuple[str, ...],
    everything: bool,
    blind: bool,
    ids: tuple[str, ...],
    take: str | None,
    parts: tuple[tuple[str, str], ...],
    both: bool,
    reject: bool,
    agreed: bool,
    as_json: bool,
) -> None:
    """Show what annotators say differently of the same words, and decide it.

    A decision is a claim of your own that names those it decides; theirs are never changed.
    What is listed is what --take, --both and --none decide; one undo takes it back.

    \b
    Examples:
      copydesk adjudicate ~/articles
      copydesk adjudicate --agreed ~/articles
      copydesk adjudicate --claim 01m8pt… --take ada ~/articles
    """
    if sum((take is not None, both, reject, agreed)) > 1:
        raise click.UsageError("Decide one way at a time.")
    if parts and take is None:
        raise click.UsageError("--part goes with --take.")
    writes = take is not None or both or reject or agreed
    with open_workspace(paths, store, writes=writes) as workspace:
        found = [
            one
            for one in workspace.reviewing.comparisons(annotators)
            if (not ids or set(ids) & set(one.comparison.ids))
            and (everything or agreed or _is_asked(one.comparison))
        ]
        said = _decided(
            workspace.reviewing, found, take, parts, both=both, reject=reject, agreed=agreed
        )
    if said:
        complain(said)
        return
    shown = [one.comparison for one in found]
    if as_json:
        print_json([_record(one, blind=blind) for one in shown])
    else:
        print_rows(_COLUMNS, [row for one in shown for row in _rows(one, blind=blind)])
    if not found:
        complain("Nothing differs that is not decided.")


def _is_asked(one: "Comparison") -> bool:
    return bool(one.differs) and one.is_open and len(one.annotators) > 1


def _decided(
    reviewing: "Reviewing",
    found: "Sequence[Compared]",
    take: str | None,
    parts: Sequence[tuple[str, str]],
    *,
    both: bool,
    reject: bool,
    agreed: bool,
) -> str:
    """Decide as was asked for and return the sentence; empty where nothing was."""
    still_open = [one for one in found if one.comparison.is_open]
    if take is not None:
        for who in (take, *(other for _, other in parts)):
            if not any(who in one.comparison.claims for one in still_open):
                raise ReaderError(f"{who} has no claim on anything that is to be decided.")
        return reviewing.take(still_open, take, dict(parts))
    if both:
        return reviewing.take_both(still_open)
    if reject:
        return reviewing.take_none(still_open)
    return reviewing.take_agreed(found) if agreed else ""


def _named(one: "Comparison", who: str, *, blind: bool) -> str:
    """Return the annotator's name, or a letter by the claims' ids, which no name shows in."""
    if not blind:
        return who
    return chr(ord("A") + one.drawn.index(who))


def _rows(one: "Comparison", *, blind: bool) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    decided = "none holds" if one.rejected else one.decided.id if one.decided else ""
    for who in sorted(one.annotators, key=lambda it: _named(one, it, blind=blind)):
        claim = one.claims.get(who)
        differs = ", ".join(one.differs) if not rows else ""
        rows.append(
            (
                one.article,
                differs,
                _named(one, who, blind=blind),
                claim.anchor.exact if claim else "–",
                ", ".join(claim.tags) if claim else "",
                claim.verdict.value if claim and claim.verdict else "",
                "" if claim is None else claim.id,
                decided,
            )
        )
    return rows


def _record(one: "Comparison", *, blind: bool) -> dict[str, object]:
    from annotations.records import to_record

    def told(claim: "Claim") -> dict[str, object]:
        record = dict(to_record(claim))
        return {name: it for name, it in record.items() if not blind or name != "annotator"}

    return {
        "article": one.article,
        "differs": one.differs,
        "claims": {_named(one, who, blind=blind): told(it) for who, it in one.claims.items()},
        "decided": None if one.decided is None else told(one.decided),
        "rejected": one.rejected,
    }
