"""Fetching pages and feeds from a real server on this machine, honest and hostile."""

import gzip
import json
import socket
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("httpx")
pytest.importorskip("feedparser")
pytest.importorskip("trafilatura")

from reader.errors import FetchError, KeptFileError
from reader.library.adding import add
from reader.library.fetching import Fetcher
from reader.library.scan import iter_scan, listing, parse_file
from reader.library.subscriptions import FILE_NAME, Subscriptions

PAGE = (Path(__file__).parents[2] / "cases" / "pages" / "ferry.html").read_text(encoding="utf-8")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Post &amp; Ferry</title>
<item><title>Third</title><link>{base}/three</link><guid>3</guid></item>
<item><title>Second</title><link>/two</link><guid>2</guid></item>
<item><title>First</title><link>{base}/one</link><guid>1</guid></item></channel></rss>"""


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allow_private=True)


def test_a_page_is_kept_as_it_came_with_its_address_and_is_an_article(site, fetcher, tmp_path):
    site.page("/2031/ferry", PAGE.replace("€", "&euro;"))
    added = add(f"{site.base}/2031/ferry", tmp_path, fetcher)
    assert added.file.read_text(encoding="utf-8").endswith(PAGE.replace("€", "&euro;"))
    article = parse_file(added.file, added.file.name)
    assert article.title == "The ferry waits"
    assert article.url == f"{site.base}/2031/ferry"
    assert [each.title for each in listing(iter_scan([tmp_path])).articles] == ["The ferry waits"]


def test_an_address_that_is_kept_is_not_fetched_again(site, fetcher, tmp_path):
    site.page("/ferry")
    first = add(f"{site.base}/ferry", tmp_path, fetcher)
    again = add(f"{site.base}/ferry", tmp_path, fetcher)
    assert (first.is_new, again.is_new, again.file) == (True, False, first.file)
    assert len(site.asked) == 1


def test_what_only_the_header_says_of_the_encoding_is_kept_too(site, fetcher, tmp_path):
    site.page("/ferry", PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")
    assert "paid €3" in add(f"{site.base}/ferry", tmp_path, fetcher).article.text


def test_a_page_in_utf_16_stays_one(site, fetcher, tmp_path):
    site.page("/ferry", PAGE.encode("utf-16"), Content_Type="text/html")
    added = add(f"{site.base}/ferry", tmp_path, fetcher)
    assert parse_file(added.file, added.file.name).url == f"{site.base}/ferry"
    assert "paid €3" in added.article.text


def test_redirects_are_followed_to_the_page(site, fetcher, tmp_path):
    site.page("/old", b"", 301, Location="/new")
    site.page("/new")
    assert add(f"{site.base}/old", tmp_path, fetcher).article.url == f"{site.base}/new"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x", "//user:pw@127.0.0.1/x"]
)
def test_a_redirect_out_of_the_web_is_not_followed(site, fetcher, tmp_path, target):
    site.page("/old", b"", 302, Location=target)
    with pytest.raises(FetchError):
        add(f"{site.base}/old", tmp_path, fetcher)
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_leads_to_itself_ends_with_a_sentence(site, fetcher, tmp_path):
    site.page("/loop", b"", 302, Location="/loop")
    with pytest.raises(FetchError, match="leads on and on"):
        add(f"{site.base}/loop", tmp_path, fetcher)


@pytest.mark.parametrize(
    "headers", [{}, {"Content_Encoding": "gzip"}], ids=["plain", "packed small"]
)
def test_more_than_can_be_kept_ends_with_a_sentence(site, fetcher, tmp_path, headers):
    data = b"<p>" + b"a" * 21_000_000
    site.page("/big", gzip.compress(data) if headers else data, **headers)
    with pytest.raises(FetchError, match="more than 20 megabytes"):
        add(f"{site.base}/big", tmp_path, fetcher)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_takes_too_long_ends_with_a_sentence(site, tmp_path):
    site.page("/slow")
    with pytest.raises(FetchError, match="takes too long"):
        add(f"{site.base}/slow", tmp_path, Fetcher(allow_private=True, seconds=-1))


@pytest.mark.parametrize(
    "begins",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: a",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The ferry",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n",
    ],
)
def test_an_answer_that_comes_byte_by_byte_is_given_up(tmp_path, begins):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            opened, _ = server.accept()
            with opened, suppress(OSError):
                opened.sendall(begins)
                while True:  # until the other side has gone
                    opened.sendall(b"a")
                    opened.settimeout(0.05)
                    with suppress(TimeoutError):
                        if opened.recv(10_000) == b"":
                            return

        thread = Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError, match="takes too long"):
            add(
                f"http://127.0.0.1:{server.getsockname()[1]}/",
                tmp_path,
                Fetcher(allow_private=True, seconds=0.5),
            )
        thread.join()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"status": 404}, "answered “404 Not Found”"),
        ({"body": b"\x89PNG", "Content_Type": "image/png"}, "is no article: it is “image/png”"),
        ({"body": b"\x89PNG\r\n\x1a\n" + bytes(200)}, "It is no text"),
        ({"body": "<feed/>", "Content_Type": "application/atom+xml"}, "copydesk feeds add"),
        ({"body": "<html><body></body></html>"}, "nothing was kept"),
        ({"body": b"broken", "Content_Encoding": "gzip"}, "cannot be fetched"),
    ],
)
def test_what_is_no_article_is_a_sentence_and_nothing_is_kept(
    site, fetcher, tmp_path, answer, sentence
):
    site.page("/x", **answer)
    with pytest.raises(FetchError, match=sentence):
        add(f"{site.base}/x", tmp_path, fetcher)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "nonsense", "http://",
        "http://[::1", "http://user:secret@example.org/", "https://" + "a" * 5_000, "http://\x00/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_not_asked(tmp_path, address, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    with pytest.raises(FetchError):
        add(address, tmp_path, Fetcher())


@pytest.mark.parametrize(
    "place",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_a_host_in_this_machines_own_network_is_not_asked(tmp_path, place, monkeypatch):
    def looked_up(*_: object, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", (place, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(FetchError, match="own network"):
        add("http://news.example/", tmp_path, Fetcher())


def test_a_header_line_in_an_address_asks_for_nothing_else(site, fetcher, tmp_path):
    site.page("/x")
    with pytest.raises(FetchError):
        add(f"{site.base}/x\r\nHost: other", tmp_path, fetcher)


def _nobody(*_: object, **__: object) -> None:
    raise AssertionError("somebody was asked")


# Feeds


@pytest.fixture
def followed(site, fetcher, tmp_path) -> Subscriptions:
    site.page("/feed", FEED.format(base=site.base), Content_Type="text/xml", ETag='"v1"')
    for name in ("one", "two", "three"):
        site.page(f"/{name}", PAGE.replace("The ferry waits", f"Story {name}"))
    held = Subscriptions(tmp_path, fetcher, pause=0)
    held.add(f"{site.base}/feed")
    return held


def titles(folder: Path) -> list[str]:
    return sorted(each.title for each in listing(iter_scan([folder])).articles)


def test_new_articles_of_a_feed_come_into_the_library_once_each(followed, site, tmp_path):
    assert [each.title for each in followed.feeds()] == ["Post & Ferry"]
    steps = list(followed.update())
    assert [step.added.article.title for step in steps if step.added] == [
        "Story one", "Story two", "Story three",
    ]  # fmt: skip
    assert titles(tmp_path) == ["Story one", "Story three", "Story two"]
    site.asked.clear()
    assert list(followed.update()) == []
    assert [path for path, _ in site.asked] == ["/feed"]


def test_a_feed_that_did_not_change_is_not_sent_again(followed, site):
    list(followed.update())
    site.page("/feed", b"", 304)
    site.asked.clear()
    assert list(followed.update()) == []
    (asked,) = site.asked
    assert asked[1]["if-none-match"] == '"v1"'


def test_an_article_that_cannot_be_had_now_is_asked_for_again(followed, site, tmp_path):
    site.page("/two", b"", 503)
    assert [step.problem for step in followed.update() if step.problem]
    site.page("/two", PAGE.replace("The ferry waits", "Story two"))
    assert [step.added.article.title for step in followed.update()] == ["Story two"]


def test_an_article_that_is_gone_is_told_of_once(followed, site):
    del site.answers["/two"]
    assert len([step for step in followed.update() if step.problem]) == 1
    assert list(followed.update()) == []


NOTES = """<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title>
<item><title>Tide</title><description>&lt;p&gt;The tide table was wrong by an hour.&lt;/p&gt;
</description><pubDate>Mon, 03 May 2032 08:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">ü/../2</guid><description>No boat on Sunday.</description></item>
<item><guid isPermaLink="false">3</guid></item></channel></rss>"""


def test_entries_that_lead_to_no_page_are_kept_as_they_stand_in_the_feed(site, fetcher, tmp_path):
    site.page("/notes", NOTES, Content_Type="text/xml")
    held = Subscriptions(tmp_path, fetcher, pause=0)
    held.add(f"{site.base}/notes")
    steps = list(held.update(rest=lambda _: None))
    assert [step.added.article.text for step in steps if step.added] == [
        "No boat on Sunday.",
        "Tide\n\nThe tide table was wrong by an hour.",
    ]
    assert [step.problem for step in steps if step.problem]
    assert list(held.update(rest=lambda _: None)) == []
    found = listing(iter_scan([tmp_path]))
    assert {(each.title, each.source, str(each.published)) for each in found.articles} == {
        ("No boat on Sunday", "Notes", "None"),
        ("Tide", "Notes", "2032-05-03"),
    }
    assert {each.parent for each in tmp_path.rglob("*.json")} == {tmp_path}


def test_an_entry_that_leads_out_of_the_web_is_kept_as_it_stands_in_the_feed(
    site, fetcher, tmp_path
):
    entry = "<item><link>file:///etc/passwd</link><description>No boat.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Notes</title>{entry}</channel></rss>"
    site.page("/notes", feed, Content_Type="text/xml")
    held = Subscriptions(tmp_path, fetcher, pause=0)
    held.add(f"{site.base}/notes")
    (step,) = held.update(rest=lambda _: None)
    assert step.added
    assert step.added.article.text == "No boat."


def test_entries_of_a_json_feed_that_lead_to_no_page_are_kept(site, fetcher, tmp_path):
    feed = {"title": "Notes", "items": [{"id": "1", "content_text": "The tide turned."}]}
    site.page("/notes.json", json.dumps(feed), Content_Type="application/feed+json")
    held = Subscriptions(tmp_path, fetcher, pause=0)
    held.add(f"{site.base}/notes.json")
    (step,) = held.update(rest=lambda _: None)
    assert step.added.article.text == "The tide turned."


def test_a_feed_that_fails_does_not_stop_the_others(followed, site, tmp_path):
    site.page("/other", FEED.format(base=site.base), Content_Type="text/xml")
    followed.add(f"{site.base}/other")
    site.page("/feed", b"", 500)
    steps = list(followed.update())
    assert [step.problem for step in steps if step.problem] == [
        f"{site.base}/feed answered “500 Internal Server Error”."
    ]
    assert len(titles(tmp_path)) == 3


def test_the_same_host_is_asked_at_a_polite_pace(site, fetcher, tmp_path):
    site.page("/feed", FEED.format(base=site.base), Content_Type="text/xml")
    held = Subscriptions(tmp_path, fetcher, pause=3600)
    held.add(f"{site.base}/feed")
    waited: list[float] = []
    list(held.update(rest=waited.append))
    assert len(waited) == 3
    assert min(waited) > 3000


def test_feeds_go_out_as_opml_and_come_in_again(followed, fetcher, tmp_path):
    other = Subscriptions(tmp_path / "other", fetcher)
    new = other.add_all(followed.opml().encode())
    assert [each.url for each in new] == [each.url for each in followed.feeds()]
    assert other.add_all(followed.opml().encode()) == []


def test_a_feed_that_is_removed_is_not_asked_and_its_articles_stay(followed, site, tmp_path):
    list(followed.update())
    followed.remove(f"{site.base}/feed")
    site.asked.clear()
    assert list(followed.update()) == []
    assert site.asked == []
    assert len(titles(tmp_path)) == 3


@pytest.mark.parametrize("body", ["", "<html>no feed</html>", "[" * 100_000, "\x00\xff", "{}"])
def test_what_is_no_feed_is_not_followed(site, fetcher, tmp_path, body):
    site.page("/feed", body)
    with pytest.raises(FetchError):
        Subscriptions(tmp_path, fetcher).add(f"{site.base}/feed")
    assert Subscriptions(tmp_path, fetcher).feeds() == []


def test_a_broken_file_of_feeds_is_a_sentence_and_is_not_written_over(fetcher, tmp_path):
    (tmp_path / FILE_NAME).write_text("{broken", encoding="utf-8")
    held = Subscriptions(tmp_path, fetcher)
    with pytest.raises(KeptFileError, match="cannot be read"):
        list(held.update())
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == "{broken"
