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

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

import spacy
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as TokenSpan

from annotations.exporters.annotated_articles import ClaimInText, shipped_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import LossList, Report
from annotations.records import article_record, to_record
from annotations.span import Span

SPANS_KEY = "sc"


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the DocBin, its user data with it."""
    language = spacy.blank("xx")
    docs = DocBin(store_user_data=True)
    losses = LossList()
    written = 0
    for article, text, claims in shipped_articles(tagged, losses):
        tokens = list(_tokens(language.make_doc(text), [placed.span for placed in claims]))
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


def _spans(doc: Doc, claims: Iterable[ClaimInText]) -> Iterator[TokenSpan]:
    for placed in claims:
        for tag in placed.claim.tags:
            span = doc.char_span(
                placed.span.start, placed.span.end, label=tag, span_id=placed.claim.id
            )
            assert span is not None, "tokens are cut at every claim's ends"
            yield span


def _tokens(doc: Doc, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the words and whether a space follows each, cut at the ends of the spans.

    A space that a span ends with is a word of its own.
    """
    ends = {span.end for span in spans}
    cuts = ends | {span.start for span in spans}
    for token in doc:
        start, text = token.idx, token.text_with_ws
        inner = sorted(cut - start for cut in cuts if start < cut < start + len(text))
        if token.whitespace_ and start + len(text) in ends:
            inner.append(len(token.text))
        edges = sorted({0, *inner, len(text)})
        for begin, end in pairwise(edges):
            piece = text[begin:end]
            spaced = len(piece) > 1 and bool(token.whitespace_) and end == len(text)
            yield (piece[:-1] if spaced else piece), spaced
