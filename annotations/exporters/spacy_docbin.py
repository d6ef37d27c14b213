"""spaCy: a `DocBin` with one `Doc` an article, to train a span categorizer on.

| claim           | Doc                                                               |
|-----------------|-------------------------------------------------------------------|
| article         | the text; the record in `user_data["article"]`                    |
| words, place    | a `Span` in `doc.spans["sc"]`, the key spaCy's spancat uses;      |
|                 | `label_` a tag, once for each tag; overlaps are kept              |
| id              | `span.id_`                                                        |
| all fields      | `user_data["claims"]`, the records                                |

Tokens are those of spaCy's multi-language rules, cut where a claim begins or ends inside
one, so that every span has its exact characters. Lost: orphans, and claims of an article
that is gone.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import spacy
from spacy.tokens import Doc, DocBin, Span

from annotations.exporters.annotated_articles import PlacedClaim, shipped_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.records import article_record, to_record

SPANS_KEY = "sc"


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the DocBin, its user data with it."""
    language = spacy.blank("xx")
    docs = DocBin(store_user_data=True)
    losses = LossList()
    written = 0
    for article, text, claims in shipped_articles(tagged, losses):
        cuts = {place for one in claims for place in (one.span.start, one.span.end)}
        tokens = list(
            _cut(((token.idx, token.text_with_ws) for token in language.make_doc(text)), cuts)
        )
        doc = Doc(
            language.vocab,
            words=[word for word, _ in tokens],
            spaces=[spaced for _, spaced in tokens],
        )
        doc.spans[SPANS_KEY] = list(_spans(doc, claims))
        doc.user_data["article"] = article_record(article)
        doc.user_data["claims"] = [to_record(placed.claim) for placed in claims]
        docs.add(doc)
        written += len(claims)
    file.write(docs.to_bytes())
    return losses.report(written)


def _spans(doc: Doc, claims: Iterable[PlacedClaim]) -> Iterator[Span]:
    for placed in claims:
        for tag in placed.claim.tags:
            span = doc.char_span(
                placed.span.start, placed.span.end, label=tag, span_id=placed.claim.id
            )
            assert span is not None, "tokens are cut at every claim's ends"
            yield span


def _cut(tokens: Iterable[tuple[int, str]], cuts: set[int]) -> Iterator[tuple[str, bool]]:
    """Yield words and whether a space follows, cut at the offsets in `cuts`."""
    for start, text in tokens:
        inner = sorted(cut - start for cut in cuts if start < cut < start + len(text))
        for begin, end in zip([0, *inner], [*inner, len(text)], strict=True):
            piece = text[begin:end]
            spaced = len(piece) > 1 and piece.endswith(" ") and end == len(text)
            yield (piece[:-1] if spaced else piece), spaced
