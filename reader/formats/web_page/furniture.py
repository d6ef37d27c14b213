"""Lines that stand among the paragraphs of an article but are none of its words.

Links to other articles, offers of newsletters, who the author is to be followed as, tags.
A line is known by how it begins, by what it is made of, and by where it stands.
"""

import re
from collections.abc import Sequence

from reader.formats.web_page.runs import Run
from reader.formats.web_page.titles import plain

_LONGEST_LINE = 180
"""Characters; a longer run is a paragraph, whatever it begins with."""

_LONGEST_OFFER = 320

_LEADS_ELSEWHERE = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|hear|learn|find out|discover|explore)\s+(?:more|also|next|further)"
    r"|(?:read|watch|see|listen|hear)\s*(?:this|it|here|now)?\s*[:|>»]"
    r"|(?:also|you (?:may|might)(?: also)? (?:like|want)|recommended|suggested)\b.{0,40}[:»>]?$"
    r"|also\s*:|also (?:read|see|watch|on|from)\b"
    r"|related(?: (?:stor(?:y|ies)|articles?|posts?|coverage|content|topics?|links?|reading|video|news))?\s*(?:[:|–-]|$)"
    r"|more(?: (?:on|from|about|stories|news|coverage|in|at|information on))?\b.{0,50}(?::|$)"
    r"|(?:don.?t|do not) miss\b|in case you missed|must[ -]read|editor.?s (?:pick|note|choice)s?\s*$"
    r"|(?:click|tap|go|press) here\b|(?:for )?more (?:on|information)\b.{0,60}(?:here|:)"
    r"|(?:photos?|pictures?|gallery|video|audio|slideshow|podcast|quiz|poll)\s*[:|]"
    r"|(?:read|view|see) (?:the )?(?:full|entire|original|complete|rest)\b|continue reading|explore further|read on"
    r"|next\s*:|previous(?:ly)?\s*:|up next|from the archives?|story continues|article continues"
    r"|(?:auch |mehr |weiter)?lesen(?: sie)?\s*(?:auch|mehr|hier|dazu|weiter)?\s*(?:[:|»>]|$)"
    r"|(?:lesen|sehen|hören|schauen|erfahren) sie (?:auch|hier|dazu|mehr|jetzt|weiter)"
    r"|(?:auch|mehr|mehr dazu|weiterlesen|zum weiterlesen|zum thema|mehr zum thema|lesetipps?|siehe auch|passend dazu"
    r"|das könnte (?:dich|sie)|weitere (?:artikel|infos?|informationen|beiträge|themen|links)|ähnliche)\b.{0,60}(?::|$|interessieren)"
    r"|hier (?:geht es|geht’s|geht's|finden sie|klicken)\b|>+\s*\w|(?:zur|zum) (?:galerie|bildergalerie|video|startseite|übersicht)"
    r"|(?:lire|voir|à lire|à voir) (?:aussi|également|plus)|(?:leer|lea|ver|lee) (?:también|más|además)|te puede interesar|más sobre\b"
    r"|leia (?:também|mais)|leggi anche|lees ook|baca juga)",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"sign(?:ed)?[ -]?up (?:for|to) (?:our|the|get|receive)\b|(?:subscribe|subscription|subscribing)\b.{0,80}(?:newsletter|channel|e-?mail|inbox"
    r"|today|now|here|podcast|youtube|magazine|offer)|subscribe to\b|newsletter.{0,60}(?:inbox|subscri|sign|daily|weekly|abonn|anmeld)"
    r"|(?:abonn|anmeld|registrier).{0,60}newsletter|newsletter (?:abonnieren|bestellen)|straight to your inbox|delivered (?:straight |directly |right )?(?:to|into)\b.{0,30}(?:inbox|letterbox|door)"
    r"|follow (?:us|me|him|her|them|@|the \w+|\w+ \w+|\w+)\b.{0,60}\b(?:on|at|via)\b.{0,60}(?:facebook|twitter|instagram|youtube|linkedin|pinterest|tiktok|telegram|google)"
    r"|(?:folg|besuch|like)\w* .{0,40}(?:facebook|twitter|instagram|youtube)|(?:like|join|find) (?:us|me|him|her)\b.{0,40}\bon\b.{0,30}(?:facebook|twitter|instagram)"
    r"|all rights reserved|alle rechte vorbehalten|thanks for signing up|get (?:the|our) .{0,60}(?:app|newsletter|inbox|alerts)\b|download (?:the|our) .{0,40}\bapp\b"
    r"|(?:have|got) (?:a|any) (?:tip|story|news tip|question|comment)s?\b.{0,20}\?|(?:tell|let) us (?:what|know) (?:you|your|what)\b"
    r"|we want to hear (?:from|what)|what do you think\s*\?|leave (?:a|your) comment|join the (?:conversation|discussion)|post a comment"
    r"|may be reached at|can be reached (?:at|by)|(?:e-?mail|contact|reach|write to) (?:him|her|them|the (?:author|writer|reporter)|us|me) (?:at|on|via|by|here)"
    r"|(?:advertisement|anzeige|werbung|publicidad|publicité|sponsored(?: content)?)\s*$|please (?:whitelist|disable|enable|turn)|enable javascript|cookies?\b.{0,40}(?:accept|consent|zustimm|akzept)"
    r"|affiliate (?:links?|partner)|(?:may|will|might) (?:earn|get|receive) (?:a|an|some) (?:small )?(?:commission|share)|provision",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^\W*(?:(?:source|quelle|fuente|sources|quellen|originalpublikation|original (?:article|source))\s*:"
    r"|(?:tags?|filed (?:under|in)|topics?|categories|category|kategorien?|themen|schlagw\w+|keywords?|labels?|posted in|tagged|section)\b\s*:?"
    r"|(?:copyright|©|\(c\)|&copy;)|(?:comments?|kommentare?|commentaires?|comentarios?|share(?: this)?|teilen|print|drucken|reply|antworten)\s*(?:\(?\d*\)?)?\W*$"
    r"|(?:foto|photo|image|bild|titelbild|picture|illustration|video|credit|photograph)s?(?: (?:by|credit|von|courtesy))?\s*[:©]"
    r"|(?:about the author|über den autor|zur person|autor(?:in)?|author)\s*:?\s*$|(?:last )?(?:updated|modified|published|veröffentlicht|aktualisiert|stand)\s*(?:on|am|:)?\s.{0,40}\d"
    r"|(?:this (?:article|story|post|piece) (?:was|is|has been|originally|first) .{0,30}(?:published|appeared|produced|posted)|(?:originally|first) published)"
    r"|(?:reporting|writing|editing|additional reporting|our standards)\b.{0,20}(?:by|:)|(?:telefon|tel|phone|fax|e-?mail|contact|kontakt|web(?:site)?)\s*[.:]"
    r"|to read the full|view (?:comments|discussion)|loading\b|\d+ comments?\b|share on\b|back to (?:top|overview)|zurück\b|nach oben)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"^\W*(?:[\w.’'-]+ ){1,4}(?:is|was|has been|are|writes|covers|lives|ist|schreibt|arbeitet|studierte)\b.{0,160}"
    r"(?:writer|reporter|editor|author|journalist|correspondent|columnist|contributor|professor|fellow|producer|curator|"
    r"redakteur|autor|korrespondent|journalistin|director|founder|blogger|freelance|covers|lives in|based in)",
    re.IGNORECASE,
)


def without_furniture(runs: Sequence[Run], names: frozenset[str]) -> list[Run]:
    """Return the runs without the lines that are none of the article's words.

    `names` are those of the authors, in lower case.
    """
    kept = [run for run in runs if not is_furniture(run)]
    while kept and _is_ending(kept[-1], names):
        kept.pop()
    return kept


def is_furniture(run: Run) -> bool:
    """Tell whether a run leads elsewhere or offers something, wherever it stands."""
    words = run.words
    if len(words) <= _LONGEST_LINE and _LEADS_ELSEWHERE.match(words):
        return True
    if len(words) <= _LONGEST_OFFER and _OFFERS.search(words):
        return True
    return not any(map(str.isalnum, words))


def _is_ending(run: Run, names: frozenset[str]) -> bool:
    """Tell whether a run that stands last is not how the article ends."""
    words = run.words
    if run.block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return True
    if len(words) <= _LONGEST_OFFER and _ENDS.match(words):
        return True
    if len(words) <= 2 * _LONGEST_OFFER and any(plain(words).startswith(name) for name in names):
        return _PERSONAL.match(words) is not None
    return len(words) <= _LONGEST_LINE and run.is_link
