"""The command that writes texts again in UTF-8 which were saved in another way."""

import codecs
import shutil
import sys
from pathlib import Path

import click

from annotations.exporters.writing import replacing
from reader.cli.stderr import complain
from reader.errors import UnreadableArticleError
from reader.formats.decoding import decode
from reader.formats.encoded_twice import mended
from reader.library.files import article_file, shown


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--encoding", default="", help="What the files were saved in, such as cp1250.")
def mend(files: tuple[Path, ...], encoding: str) -> None:
    """Write texts again in UTF-8 that were encoded twice, or in another encoding.

    “weâ€™re” becomes “we’re”. Each file as it was is kept beside it, its name ending in
    .orig; claims find their words again. A file that needs no mending stays as it is.

    \b
    Examples:
      copydesk mend archive/*.txt
      copydesk mend --encoding cp1250 noviny.txt
    """
    try:
        codecs.lookup(encoding or "utf-8").incrementaldecoder  # noqa: B018 - binary ones have none
    except LookupError:
        raise click.BadParameter(
            f"“{encoding}” is no encoding. Name one such as cp1250, iso8859-2 or koi8-r.",
            param_hint="--encoding",
        ) from None
    done = True
    for file in files:
        try:
            _mend(file, encoding)
        except (UnreadableArticleError, UnicodeError) as error:
            said = f"{shown(file)} is not {encoding} text: {error}."
            complain(str(error) if isinstance(error, UnreadableArticleError) else said)
            done = False
        except OSError as error:
            complain(f"{shown(file)} cannot be mended: {error.strerror}.")
            done = False
    sys.exit(0 if done else 1)


def _mend(file: Path, encoding: str) -> None:
    """Mend one file.

    Raises:
        UnreadableArticleError: It is not text.
        UnicodeError: It is not text in this encoding.
        OSError: It cannot be written.
    """
    data = article_file(file, shown(file)).data()
    text = data.decode(encoding) if encoding else decode(data, shown(file)).text
    written = mended(text).encode()
    if written == data:
        complain(f"{shown(file)} needs no mending.")
        return
    kept = file.with_name(f"{file.name}.orig")
    if kept.exists():
        raise UnreadableArticleError(
            f"{shown(kept)} is there already: {shown(file)} was mended before. Move it away first."
        )
    shutil.copy2(file, kept)
    with replacing(file) as opened:
        opened.write(written)
    complain(f"{shown(file)} is mended; as it was it is kept as {shown(kept)}.")
