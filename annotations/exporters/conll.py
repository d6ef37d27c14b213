"""CoNLL: one word a line with its tag in IOB2, to train and score taggers with.

    -DOCSTART- -X- O O
    The -X- _ O
    12,000 -X- _ B-traffic
    cars -X- _ I-traffic

The columns are those of CoNLL-2003, of which only the first and the last say something. A
blank line ends a sentence, a -DOCSTART- line begins an article. A tag's blanks are “_”.

Lost: orphans; claims that overlap one that begins before them; all tags of a claim but
the first; everything that was said of a claim.

Source: “Introduction to the CoNLL-2003 Shared Task”, Tjong Kim Sang and De Meulder.
"""

from typing import BinaryIO

from annotations.exporters.annotated_articles import shipped_articles
from annotations.exporters.contract import TaggedClaims
from annotations.exporters.losses import FIELDS, LossList, Report
from annotations.formats.iob import held, name_of, words_in


def write(tagged: TaggedClaims, file: BinaryIO) -> Report:
    """Write the articles that have a text."""
    losses = LossList()
    written = 0
    for _, text, placed in shipped_articles(tagged, losses):
        tagged_ones = [one for one in placed if one.claim.tags]
        kept = held((one.claim, one.span) for one in tagged_ones)
        ids = {claim.id for claim, _ in kept}
        for one in placed:
            if not one.claim.tags:
                losses.add("what is said of words without a tag", one.claim)
            elif one.claim.id not in ids:
                losses.add("claims that overlap others", one.claim)
            if len(one.claim.tags) > 1:
                losses.add("more than one tag", one.claim)
            losses.add_fields(one.claim, *FIELDS)
        lines = ["-DOCSTART- -X- O O"]
        waiting = iter(kept)
        claim, span = next(waiting, (None, None))
        for word in words_in(text, [place for _, place in kept]):
            while span is not None and word.span.start >= span.end:
                claim, span = next(waiting, (None, None))
            if word.begins:
                lines.append("")
            tag = "O"
            if claim is not None and span is not None and span.contains(word.span):
                begin = "B" if not text[span.start : word.span.start].strip() else "I"
                tag = f"{begin}-{name_of(claim.tags[0])}"
            lines.append(f"{word.text} -X- _ {tag}")
        file.write(("\n".join(lines) + "\n\n").encode(errors="replace"))
        written += len(kept)
    return losses.report(written)
