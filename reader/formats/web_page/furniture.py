"""Lines that stand among the paragraphs of an article but are none of its words.

Links to other articles, offers of newsletters, where the author is to be followed, tags.
A line is known by how it begins, by what it is made of, and by where it stands. The
patterns are ours: what stood there on 79 news pages of the development half, and the same in
the other languages.
"""

import re
from collections.abc import Sequence

from reader.formats.web_page.runs import Run
from reader.formats.web_page.titles import plain

_LONGEST_LINE = 180
"""Characters; a longer run is a paragraph, whatever it begins with."""

_LONGEST_OFFER = 320
_NEAR_THE_START = 20
"""Characters of a heading before an offer that it makes."""


def _any_of(*patterns: str, begins: bool) -> re.Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(rf"^\W*(?:{joined})" if begins else joined, re.IGNORECASE)


_LEADS_ELSEWHERE = _any_of(
    # English
    r"(?:read|see|watch|listen|hear|learn|find out|discover|explore) (?:more|also|next|further)",
    r"(?:read|watch|see|listen|hear) ?(?:this|it|here|now)? ?[:|>»]",
    r"(?:also|you (?:may|might)(?: also)? (?:like|want)|recommended|suggested)\b.{0,40}[:»>]?$",
    r"also ?:|also (?:read|see|watch|on|from)\b",
    r"related(?: (?:stor(?:y|ies)|articles?|posts?|coverage|content|topics?|links?|reading|news))?"
    r" ?(?:[:|–-]|$)",
    r"more(?: (?:on|from|about|stories|news|coverage|in|at|information on))?\b.{0,50}(?::|$)",
    r"(?:don.?t|do not) miss\b|in case you missed|must[ -]read",
    r"editor.?s (?:pick|note|choice)s? ?$",
    r"(?:click|tap|go|press) here\b|(?:for )?more (?:on|information)\b.{0,60}(?:here|:)",
    r"(?:photos?|pictures?|gallery|video|audio|slideshow|podcast|quiz|poll) ?[:|]",
    r"(?:read|view|see) (?:the )?(?:full|entire|original|complete|rest)\b|continue reading",
    r"explore further|read on|up next|from the archives?|(?:story|article) continues",
    r"next ?:|previous(?:ly)? ?:",
    # German
    r"(?:auch |mehr |weiter)?lesen(?: sie)? ?(?:auch|mehr|hier|dazu|weiter)? ?(?:[:|»>]|$)",
    r"(?:lesen|sehen|hören|schauen|erfahren) sie (?:auch|hier|dazu|mehr|jetzt|weiter)",
    r"(?:auch|mehr(?: dazu| zum thema)?|weiterlesen|zum (?:weiterlesen|thema)|lesetipps?|siehe auch"
    r"|passend dazu|das könnte (?:dich|sie)|ähnliche"
    r"|weitere (?:artikel|infos?|informationen|beiträge|themen|links))\b.{0,60}"
    r"(?::|$|interessieren)",
    r"hier (?:geht es|geht[’']s|finden sie|klicken)\b|>+ ?\w",
    r"(?:zur|zum) (?:galerie|bildergalerie|video|startseite|übersicht)",
    # French, Spanish, Portuguese, Italian, Dutch, Indonesian
    r"(?:lire|voir|à lire|à voir) (?:aussi|également|plus)",
    r"(?:leer|lea|ver|lee) (?:también|más|además)|te puede interesar|más sobre\b",
    r"leia (?:também|mais)|leggi anche|lees ook|baca juga",
    begins=True,
)
_OFFERS = _any_of(
    r"sign(?:ed)?[ -]?up (?:for|to) (?:our|the|get|receive)\b|thanks for signing up",
    r"(?:subscribe|subscription|subscribing)\b.{0,80}(?:newsletter|channel|e-?mail|inbox|today|now"
    r"|here|podcast|youtube|magazine|offer)|subscribe to\b",
    r"newsletter.{0,60}(?:inbox|subscri|sign|daily|weekly|abonn|anmeld)",
    r"(?:abonn|anmeld|registrier).{0,60}newsletter|newsletter (?:abonnieren|bestellen)",
    r"straight to your inbox|delivered .{0,20}\b(?:to|into|through)\b.{0,30}"
    r"(?:inbox|letterbox|door)",
    r"follow \S+(?: \S+){0,3} (?:on|at|via)\b.{0,60}"
    r"(?:facebook|twitter|instagram|youtube|linkedin|pinterest|tiktok|telegram|google)",
    r"(?:folg|besuch|like)\w* .{0,40}(?:facebook|twitter|instagram|youtube)",
    r"(?:like|join|find) (?:us|me|him|her)\b.{0,40}\bon\b.{0,30}(?:facebook|twitter|instagram)",
    r"all rights reserved|alle rechte vorbehalten",
    r"get (?:the|our) .{0,60}(?:app|newsletter|inbox|alerts)\b|download (?:the|our) .{0,40}\bapp\b",
    r"(?:have|got) (?:a|any) (?:tip|story|news tip|question|comment)s?\b.{0,20}\?",
    r"(?:tell|let) us (?:what|know) (?:you|your|what)\b|we want to hear (?:from|what)",
    r"what do you think ?\?|leave (?:a|your) comment|post a comment",
    r"join the (?:conversation|discussion)",
    r"(?:may|can) be reached (?:at|by|via)",
    r"(?:e-?mail|contact|reach|write to) (?:him|her|them|the (?:author|writer|reporter)|us|me)"
    r" (?:at|on|via|by|here)",
    r"^\W*(?:advertisement|anzeige|werbung|publicidad|publicité|sponsored(?: content)?)\W*$",
    r"please (?:whitelist|disable|enable|turn)|enable javascript",
    r"cookies?\b.{0,40}(?:accept|consent|zustimm|akzept)",
    r"affiliate.?(?:links?|partner)",
    r"(?:may|will|might) (?:earn|get|receive) (?:an? |some )?(?:small )?(?:commission|share)",
    begins=False,
)
_IN_OFFERS = (
    "sign", "subscri", "newsletter", "inbox", "deliver", "follow", "folg", "besuch", "like", "join",
    "find ", "rights reserved", "vorbehalten", "get ", "download", "have ", "got ", "let us",
    "tell us", "want to hear", "do you think", "comment", "reached", "mail", "contact", "reach",
    "write to", "advertisement", "anzeige", "werbung", "publicid", "publicité", "sponsored",
    "please ", "enable", "cookie", "affiliate", "commission", "share",
)  # fmt: skip
"""One of these is in every offer: to look for them first takes a tenth of the time."""

_ENDS = _any_of(
    r"(?:sources?|quellen?|fuentes?|originalpublikation|original (?:article|source)) ?:",
    r"(?:tags?|filed (?:under|in)|topics?|categor(?:y|ies)|kategorien?|themen|schlagw\w+|keywords?"
    r"|labels?|posted in|tagged|section)\b ?:?",
    r"copyright|©|\(c\)|all photos",
    r"(?:comments?|kommentare?|commentaires?|comentarios?|share(?: this)?|teilen|print|drucken"
    r"|reply|antworten) ?(?:\(?\d*\)?)?\W*$",
    r"(?:foto|photo|image|bild|titelbild|picture|illustration|video|credit|photograph)s?"
    r"(?: (?:by|credit|von|courtesy))? ?[:©]",
    r"(?:about the author|über den autor|zur person|autor(?:in)?|author) ?:? ?$",
    r"(?:last )?(?:updated|modified|published|veröffentlicht|aktualisiert|stand) ?(?:on|am|:)?"
    r" .{0,40}\d",
    r"(?:reporting|writing|editing|additional reporting|our standards)\b.{0,20}(?:by|:)",
    r"(?:telefon|tel|phone|fax|e-?mail|contact|kontakt|web(?:site)?) ?[.:]",
    r"to read the full|view (?:comments|discussion)|loading\b|\d+ comments?\b|share on\b",
    r"back to (?:top|overview)|zurück\b|nach oben",
    begins=True,
)
_PERSONAL = _any_of(
    r"(?:[\w.’'-]+ ){1,4}(?:is|was|has been|are|writes|covers|lives|ist|schreibt|arbeitet)\b"
    r".{0,160}"
    r"(?:writer|reporter|editor|author|journalist|correspondent|columnist|contributor|professor"
    r"|fellow|producer|curator|director|founder|blogger|freelance|covers|lives in|based in"
    r"|redakteur|autor|korrespondent)",
    begins=True,
)
_DIVIDER = re.compile(r"[\s*•·~_=#–—-]{3,}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def without_furniture(runs: Sequence[Run], names: frozenset[str]) -> list[Run]:
    """Return the runs without the lines that are none of the article's words.

    `names` are those of the authors, as titles are compared.
    """
    kept = [run for run in runs if not is_furniture(run)]
    while kept and _is_ending(kept[-1], names):
        kept.pop()
    # Where most would go, the page is of another kind, and our patterns do not fit it.
    return kept if 2 * _length(kept) >= _length(runs) else list(runs)


def _length(runs: Sequence[Run]) -> int:
    return sum(len(run.words) for run in runs)


def is_furniture(run: Run) -> bool:
    """Tell whether a run leads elsewhere or offers something, wherever it stands."""
    words = run.words
    if len(words) <= _LONGEST_LINE and _LEADS_ELSEWHERE.match(words):
        return True
    if is_offer(run):
        return True
    return not any(map(str.isalnum, words)) and not _DIVIDER.fullmatch(words)


def is_offer(run: Run) -> bool:
    """Tell whether a run offers something, or says that an advertisement stands there."""
    if len(run.words) > _LONGEST_OFFER:
        return False
    folded = run.words.lower()
    if not any(part in folded for part in _IN_OFFERS):
        return False
    offer = _OFFERS.search(run.words)
    if offer is None:
        return False
    # A heading may be about an offer; one that makes it begins with it.
    return run.block.tag not in _HEADINGS or offer.start() < _NEAR_THE_START


def _is_ending(run: Run, names: frozenset[str]) -> bool:
    """Tell whether a run that stands last is not how the article ends."""
    words = run.words
    if run.block.tag in _HEADINGS:
        return True
    if len(words) <= _LONGEST_OFFER and _ENDS.match(words):
        return True
    if len(words) <= 2 * _LONGEST_OFFER and any(plain(words).startswith(name) for name in names):
        return _PERSONAL.match(words) is not None
    return len(words) <= _LONGEST_LINE and run.is_link
