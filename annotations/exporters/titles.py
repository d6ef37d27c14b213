"""Titles that stand in an article, apart from those that were made for a list.

An article without a title is shown under its first sentence, and was one day given that
name. It is no headline, and a format that asks for one does not get it.
"""

from annotations.claim import ArticleReference


def known_title(article: ArticleReference, text: str | None) -> str:
    """Return the title that the article came with, empty where it was made of its text."""
    title = article.title
    if not title or title == article.path or title.endswith("…"):
        return ""
    first = next((line.strip() for line in (text or "").split("\n") if line.strip()), "")
    begin = " ".join(first.split())
    is_begin = begin.startswith(title) and begin.rstrip(".") != title.rstrip(".")
    return "" if is_begin else title
