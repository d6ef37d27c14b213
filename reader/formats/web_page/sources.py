"""The outlet that a page belongs to."""

from reader.formats.web_page.facts import Facts, names_in
from reader.formats.web_page.titles import host_of


def source_of(facts: Facts, url: str) -> str:
    """Return the name of the outlet, that of its host where the page does not tell."""
    said = facts.first("og:site_name")
    for publisher in facts.said("publisher"):
        said = said or next(names_in(publisher), "")
    said = said or facts.first(
        "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"
    )
    for record in facts.others:
        if not said and record.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization"):
            said = next(names_in(record.get("name")), "")
    return said or host_of(url)
