"""The parts of a claim in words, for the reports that people read."""

from collections.abc import Mapping

from annotations.claim import Claim, Evidence, FigureDetails, JSONValue, QuoteDetails, Verdict
from annotations.records import written_time
from annotations.wording import RELATIONS


def verdict_words(verdict: Verdict | None) -> str:
    """Return “false (scale: truth)”; nothing where there is no verdict."""
    if verdict is None:
        return ""
    return f"{verdict.value} (scale: {verdict.scale})" if verdict.scale else verdict.value


def quote_words(quote: QuoteDetails | None) -> str:
    """Return “direct quote, speaker: he, cue: said”; nothing where there are no details."""
    if quote is None:
        return ""
    parts = (
        f"{quote.form} quote" if quote.form else "",
        f"speaker: {quote.speaker}" if quote.speaker else "",
        f"cue: {quote.cue}" if quote.cue else "",
    )
    return ", ".join(part for part in parts if part)


def figure_words(figure: FigureDetails | None) -> str:
    """Return “at least 39,324, unit: person, counts: people killed” and the like."""
    if figure is None:
        return ""
    amount = _amount(figure)
    parts = (
        f"{figure.approximator or _relation(figure)} {amount}".strip(),
        f"unit: {figure.unit}" if figure.unit else "",
        f"counts: {figure.counts}" if figure.counts else "",
        f"date: {figure.date}" if figure.date else "",
        f"form: {figure.form}" if figure.form else "",
    )
    return ", ".join(part for part in parts if part)


def evidence_words(evidence: Evidence) -> str:
    """Return “title, “words”, address, looked up 2026-11-23”, whatever is given."""
    parts = (
        evidence.title,
        f"“{evidence.quotation}”" if evidence.quotation else "",
        evidence.url,
        f"looked up {evidence.looked_up}" if evidence.looked_up else "",
    )
    return ", ".join(part for part in parts if part)


def tagging_words(claim: Claim) -> str:
    """Return when and by whom the claim was tagged, and when it was last changed."""
    words = written_time(claim.created)
    if claim.annotator:
        words += f" by {claim.annotator}"
    if claim.modified != claim.created:
        words += f", changed {written_time(claim.modified)}"
    return words


def named_points(claim: Claim) -> list[tuple[str, list[str]]]:
    """Return what was said of the claim, as names with one or more lines, for a report.

    What an editor looks for comes first. Points that say nothing are left out. The words,
    the place and the id are not in it.
    """
    points: list[tuple[str, list[str]]] = [
        ("Verdict", [verdict_words(claim.verdict)]),
        ("Statement", [claim.statement]),
        ("Claimant", [claim.claimant]),
        ("Evidence", [evidence_words(evidence) for evidence in claim.evidence]),
        ("Note", [claim.note]),
        ("Tags", [", ".join(claim.tags)]),
        ("Kind", [claim.kind]),
        ("Quote", [quote_words(claim.quote)]),
        ("Figure", [figure_words(claim.figure)]),
        ("Guessed", guess_words(claim.guess)),
        ("Tagged", [tagging_words(claim)]),
    ]
    return [(name, lines) for name, lines in points if any(lines)]


def guess_words(guess: Mapping[str, JSONValue]) -> list[str]:
    """Return “claimant: Lena Osk” for each field that a person put right."""
    return [f"{name}: {_said(value)}" for name, value in guess.items()]


def _said(value: JSONValue) -> str:
    if isinstance(value, int | float):
        return _number(value)
    return str(value) or "nothing"


def _relation(figure: FigureDetails) -> str:
    return "" if figure.relation == "=" else RELATIONS.get(figure.relation, "")


def _amount(figure: FigureDetails) -> str:
    if figure.value is not None:
        return _number(figure.value)
    return "–".join(_number(bound) for bound in (figure.low, figure.high) if bound is not None)


def _number(number: int | float) -> str:
    # A year is not grouped: from five digits on, as newspapers do.
    return f"{number:,}" if abs(number) >= 10_000 else str(number)
