"""HTML as a tree: decoded as browsers do it, parsed once, without what nobody sees.

Needs lxml, and is imported by the formats that do.
"""

import codecs
import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_IN_XML = re.compile(rb"""^\s*<\?xml[^>]{1,200}encoding\s*=\s*["']([\w.:-]{2,40})""")
_LOOKED_AT = 20_000
"""Bytes in which a page declares its encoding; HTML asks for the first 1024."""

_LATIN = frozenset(
    "ascii us-ascii iso-8859-1 iso8859-1 latin1 latin-1 utf-8 utf8 unicode-1-1-utf-8".split()
)
"""Declarations that mean Windows-1252 when the bytes are not UTF-8. Source: WHATWG Encoding."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
_ESCAPES = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]")

_LONG_TAG = re.compile(r"<[a-zA-Z][^\s<>]{0,60}\s[^<>]{10000,}")
_MOST_ATTRIBUTES = 2_000
"""Of one element; the parser compares each with all before it. Pages have some twenty."""

_FRAMES = re.compile(r"<frameset\b", re.IGNORECASE)
_WITHOUT_FRAMES = re.compile(r"<noframes[^<>]{0,200}>", re.IGNORECASE)
_END_WITHOUT_FRAMES = re.compile(r"</noframes|\Z", re.IGNORECASE)

_NEVER_SEEN = (
    "script", "style", "template", "iframe", "object", "embed", "applet", "canvas", "svg", "audio",
    "video", "select", "option", "datalist", "textarea", "input", "frameset", "map", "link", "meta",
)  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:max-height|max-width|font-size)\s*:\s*0(?:px|em|%)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}px)",
    re.IGNORECASE,
)
_LEAST_HIDDEN = 300
"""Characters that are taken for hidden on any page; chosen by trying."""

_VIEWPORT = frozenset({"html", "body", "main", "article"})
"""Elements that scripts show at once when a page is loaded; hidden or not, they are seen."""


def decoded(data: bytes, declared: str = "") -> str:
    """Return the characters of a page.

    What is UTF-8 is read as such, whatever it declares: most pages that declare something
    else are wrong. `declared` is what was said of the page elsewhere, in a header.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data[:400].count(0) > len(data[:400]) // 3:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    head = data[:_LOOKED_AT]
    found = _DECLARED.search(head) or _DECLARED_IN_XML.match(head)
    name = (declared or (found[1].decode() if found else "")).lower()
    if not name or name in _LATIN:
        text = data.decode(errors="replace")
        broken = text.count("\ufffd")
        beyond = len(text) - len(text.encode("ascii", errors="ignore"))
        # A few bytes that an editor pasted in do not make a page Windows-1252.
        return text if beyond - broken > 4 * broken else _western(data)
    try:
        return data.decode(name, errors="replace")
    except (LookupError, ValueError):
        return _western(data)


def _western(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def parsed(written: str) -> HtmlElement | None:
    """Return the tree of a page, None where there is nothing in it.

    Comments and processing instructions are no part of it.
    """
    written = _XML_DECLARATION.sub("", written, count=1)
    written = _REFERENCE.sub(_fit_reference, written)
    if "\x1b" in written or "\x9b" in written:
        written = _ESCAPES.sub("", written)
    written = _UNFIT.sub("", written.replace("\f", " "))
    written = _LONG_TAG.sub(_with_few_attributes, written)
    written = _without_frames(written)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(written.encode(errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


def _with_few_attributes(found: re.Match[str]) -> str:
    name, *attributes = found[0].split(None, _MOST_ATTRIBUTES)
    return found[0] if len(attributes) < _MOST_ATTRIBUTES else name


def _without_frames(written: str) -> str:
    """Return a page of frames as it is for those who see none; its frames are other files."""
    frames = _FRAMES.search(written)
    begin = _WITHOUT_FRAMES.search(written, frames.end()) if frames else None
    if frames is None or begin is None:
        return written
    end = _END_WITHOUT_FRAMES.search(written, begin.end())
    return written[: frames.start()] + written[begin.end() : end.start() if end else None]


def _fit_reference(found: re.Match[str]) -> str:
    """Return a reference to a control as a browser reads it: as Windows-1252, or not at all."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", errors="ignore")
    if number in (9, 10, 13):
        return " "
    if number == 27:
        return "\x1b"
    is_fit = 0x20 <= number < 0x7F or 0xA0 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return found.group() if is_fit and number not in (0xFFFE, 0xFFFF) else ""


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether a browser shows nothing of an element."""
    if element.tag in _VIEWPORT:
        return False
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
        or (element.get("aria-hidden") == "true" and element.tag in {"div", "section", "aside"})
    )


def without_unseen(root: HtmlElement) -> None:
    """Take out what a browser does not show: scripts, templates, hidden elements."""
    for element in list(root.iter(*_NEVER_SEEN)):
        remove(element)
    unseen = [
        element
        for element in root.xpath(".//*[@hidden or @style or @aria-hidden]")
        if is_hidden(element)
    ]
    if not unseen:
        return
    most = max(_LEAST_HIDDEN, len(root.text_content()) // 4)
    for element in unseen:
        # What holds much of a page is hidden until a script shows it.
        if len(element.text_content()) <= most:
            remove(element)


def remove(element: HtmlElement) -> None:
    """Take an element out of its tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def words_of(element: HtmlElement) -> str:
    """Return the words in an element on one line."""
    return " ".join("".join(element.itertext()).split())
