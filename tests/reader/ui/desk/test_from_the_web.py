"""In the app: a page by its address, and what is new in the feeds."""

import pytest

pytest.importorskip("httpx")
pytest.importorskip("feedparser")
pytest.importorskip("trafilatura")

from reader.library.fetching import Fetcher
from reader.library.subscriptions import Subscriptions
from reader.ui.dialogs.address import AddressForm

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>
<item><title>First</title><link>/one</link><guid>1</guid></item></channel></rss>"""


async def test_a_page_is_added_by_the_address_that_is_typed(opened, site, workspace):
    site.page("/ferry")
    workspace.web.allow_private = True
    async with opened() as app:
        await app.press("W")
        await app.until(lambda: isinstance(app.app.screen, AddressForm))
        await app.type(f"{site.base}/ferry")
        await app.press("enter")
        await app.until(lambda: "The ferry waits" in app.shown)


async def test_what_cannot_be_had_is_a_sentence(opened, site, workspace):
    async with opened() as app:
        await app.press("W")
        await app.until(lambda: isinstance(app.app.screen, AddressForm))
        await app.type("nowhere")
        await app.press("enter")
        assert "begins with https://" in app.shown
        for _ in "nowhere":
            await app.press("backspace")
        await app.type(f"{site.base}/ferry")
        await app.press("enter")
        await app.until(lambda: "own network" in app.said)
        assert site.asked == []


async def test_new_articles_of_the_feeds_come_into_the_list(opened, site, workspace, folder):
    site.page("/feed", FEED, Content_Type="text/xml")
    site.page("/one")
    workspace.web.allow_private = True
    Subscriptions(folder, Fetcher(allow_private=True)).add(f"{site.base}/feed")
    async with opened() as app:
        await app.press("U")
        await app.until(lambda: "The ferry waits" in app.shown)


async def test_without_a_feed_it_is_said_how_to_follow_one(opened):
    async with opened() as app:
        await app.press("U")
        await app.until(lambda: "copydesk feeds add URL" in app.said)
