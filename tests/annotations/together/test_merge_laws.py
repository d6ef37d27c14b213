"""What holds of every merge: nothing is lost, order and repetition change nothing."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from annotations.claim import JSONValue
from annotations.journal.json_text import Tables, document_in, dumps
from annotations.together.conflicts import documents_of
from annotations.together.merge import Merge, merge

Record = dict[str, JSONValue]

NAMES = ("toll", "money", "promise", "opinion")
TIMES = tuple(f"2026-11-2{day}T09:00:00Z" for day in range(1, 6))
WORDS = st.sampled_from(("", "north", "south", "harbour"))
TAGS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
EVIDENCE = st.lists(
    st.builds(lambda url, title: {"url": url, "title": title}, WORDS, WORDS), max_size=2
)
FIELDS: dict[str, st.SearchStrategy[JSONValue]] = {
    "tags": TAGS.map(list),
    "note": WORDS,
    "statement": WORDS,
    "evidence": EVIDENCE.map(list),
    "verdict": st.sampled_from(({"value": "true"}, {"value": "false"}, None)),
    "anchor": st.sampled_from(
        ({"exact": "a", "start": 0, "end": 1}, {"exact": "b", "start": 4, "end": 5})
    ),
    "figure": st.fixed_dictionaries(
        {}, optional={"value": st.integers(0, 2), "unit": WORDS, "counts": WORDS}
    ),
    "article": st.fixed_dictionaries({"path": st.sampled_from(("a.txt", "b.txt"))}),
    "x_desk": st.sampled_from((1, True, "1", None, {"tags": ["toll"]}, {"id": "c1"})),
    "modified": st.sampled_from(TIMES),
}
CLAIM = st.fixed_dictionaries(
    {name: FIELDS[name] for name in ("tags", "anchor", "article", "modified")},
    optional={name: FIELDS[name] for name in ("note", "evidence", "verdict", "figure", "x_desk")},
)
TAG = st.fixed_dictionaries(
    {"description": WORDS, "key": st.just(""), "colour": WORDS, "parent": st.just("")}
)
NOT_COMPARED = ("id", "annotator", "created", "modified")


def plain(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None and value != ""}


def library(
    claims: dict[str, Record], tags: dict[str, Record], others: dict[str, Record]
) -> Tables:
    who = {"annotator": "ada", "created": TIMES[0]}
    return {
        "about": {"1": dumps({"format": "copydesk claims", "version": 1})},
        "claims": {
            str(1000 + number): dumps({"id": name, **who, **plain(record)})
            for number, (name, record) in enumerate(claims.items())
        },
        "tags": {
            str(number): dumps({"name": name, **record})
            for number, (name, record) in enumerate(tags.items(), 1)
        },
        "newsroom": {number: dumps(record) for number, record in others.items()},
    }


@st.composite
def libraries(draw: st.DrawFn) -> tuple[Tables, Tables, Tables]:
    """Draw a library, and what two sides made of it."""
    ids = [f"c{number}" for number in range(1, 5)]
    claims = {name: draw(CLAIM) for name in draw(st.lists(st.sampled_from(ids), unique=True))}
    tags = {name: draw(TAG) for name in draw(st.lists(st.sampled_from(NAMES), unique=True))}
    desks = {number: {"desk": draw(WORDS)} for number in draw(st.sets(st.sampled_from("123")))}
    sides = [(claims, tags, desks)]
    for side in ("m", "t"):
        own = {name: dict(record) for name, record in claims.items()}
        for name in draw(st.lists(st.sampled_from(ids), max_size=4)):
            if name in own and draw(st.booleans()) and draw(st.booleans()):
                del own[name]
            elif name in own:
                field = draw(st.sampled_from(sorted(FIELDS)))
                own[name][field] = draw(FIELDS[field])
                own[name]["modified"] = draw(FIELDS["modified"])
            else:
                own[name if draw(st.booleans()) else f"{side}{name}"] = draw(CLAIM)
        book = {name: dict(record) for name, record in tags.items()}
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=3)):
            if name in book and draw(st.booleans()):
                del book[name]
                for other, record in book.items():
                    book[other] = record | ({"parent": ""} if record["parent"] == name else {})
            else:
                book[name] = {**draw(TAG), **draw(placing(name, book))}
        others = {number: dict(record) for number, record in desks.items()}
        for number in draw(st.lists(st.sampled_from("123"), max_size=2)):
            if number in others and draw(st.booleans()):
                del others[number]
            else:
                others[number] = {"desk": draw(WORDS), f"of_{side}": draw(WORDS)}
        sides.append((own, book, others))
    base, mine, theirs = (library(*side) for side in sides)
    return base, mine, theirs


def placing(name: str, book: dict[str, Record]) -> st.SearchStrategy[dict[str, JSONValue]]:
    """Give a tag a key and a parent that its own codebook allows."""
    taken = {record["key"] for other, record in book.items() if other != name}
    tops = [other for other, record in book.items() if other != name and not record["parent"]]
    above = any(record["parent"] == name for record in book.values())
    return st.fixed_dictionaries(
        {
            "key": st.sampled_from([key for key in ("", "1", "2") if not key or key not in taken]),
            "parent": st.sampled_from(["", *(() if above else tops)]),
        }
    )


def records(tables: Tables, table: str, name: str) -> dict[str, Record]:
    documents = tables.get(table, {})
    assert isinstance(documents, dict)
    found = [document_in(raw) for raw in documents.values()]
    assert len({str(record[name]) for record in found}) == len(found), "one name, one document"
    return {str(record[name]): record for record in found}


def elements(value: JSONValue) -> JSONValue:
    return sorted(dumps(it).decode() for it in value) if isinstance(value, list) else value


def comparable(merged: Merge) -> object:
    """Return what must be the same whoever merges: all but what conflicts are about."""
    apart = {(one.about, one.name, one.field.split(".")[0]) for one in merged.conflicts}
    claims = {
        name: {
            field: elements(value)
            for field, value in record.items()
            if ("claim", name, field) not in apart
        }
        for name, record in records(merged.tables, "claims", "id").items()
    }
    placed = {one.field for one in merged.conflicts if one.about == "tag"} & {"key", "parent"}
    tags = {
        name: {
            field: value
            for field, value in record.items()
            if ("tag", name, field) not in apart and field not in placed
        }
        for name, record in records(merged.tables, "tags", "name").items()
    }
    open_now = {one.key for one in merged.conflicts if one.field not in ("key", "parent")}
    desks = merged.tables["newsroom"]
    assert isinstance(desks, dict)
    contents = sorted(set(desks.values())) if not any(it[0] == "table" for it in apart) else []
    return claims, tags, open_now, contents


@given(libraries())
def test_two_same_sides_are_what_comes_out(three: tuple[Tables, Tables, Tables]) -> None:
    base, mine, _ = three
    assert merge(base, mine, mine) == Merge(mine)
    assert merge(None, mine, mine) == Merge(mine)


@given(libraries())
def test_a_side_that_did_nothing_changes_nothing(three: tuple[Tables, Tables, Tables]) -> None:
    base, mine, theirs = three
    assert merge(base, mine, base).tables == mine
    assert not merge(base, mine, base).conflicts
    taken = merge(base, base, theirs)
    assert comparable(taken) == comparable(Merge(theirs))
    assert not taken.conflicts


@given(libraries())
def test_to_merge_again_changes_nothing(three: tuple[Tables, Tables, Tables]) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    assert merge(base, merged.tables, theirs).tables == merged.tables
    assert merge(base, merged.tables, merged.tables) == Merge(merged.tables, merged.conflicts)
    apart = merge(None, mine, theirs)
    assert merge(None, apart.tables, theirs).tables == apart.tables


@given(libraries())
def test_the_other_way_round_the_same_comes_out(three: tuple[Tables, Tables, Tables]) -> None:
    base, mine, theirs = three
    assert comparable(merge(base, mine, theirs)) == comparable(merge(base, theirs, mine))
    assert comparable(merge(None, mine, theirs)) == comparable(merge(None, theirs, mine))


def parted(field: str, value: JSONValue) -> list[JSONValue]:
    """Return what a value says, a fact each."""
    if isinstance(value, dict) and field in ("article", "figure"):
        return [f"{inner}={dumps(it).decode()}" for inner, it in value.items() if it != ""]
    return value if isinstance(value, list) else [value]


def facts(base: Tables, side: Tables) -> Iterable[tuple[str, str, str, str]]:
    """Yield what a side says that the base did not: table, name, field, value."""
    for table, key in (("claims", "id"), ("tags", "name")):
        before = records(base, table, key)
        for name, record in records(side, table, key).items():
            for field, value in record.items():
                was = before.get(name, {}).get(field)
                if field in NOT_COMPARED or value == was:
                    continue
                parts, former = parted(field, value), parted(field, was)
                parts = [part for part in parts if part not in former]
                for part in parts:
                    if part not in (None, ""):
                        yield table, name, field, dumps(part).decode()


def said(merged: Merge) -> set[tuple[str, str, str, str]]:
    """Return what the result and its conflicts say, in the form of `facts`."""
    found = set(facts({}, merged.tables))
    for one in merged.conflicts:
        key = "id" if one.about == "claim" else "name"
        for value in (one.mine, one.theirs):
            record = {one.field.split(".")[0]: value} if one.field else value
            if "." in one.field:
                record = {one.field.split(".")[0]: {one.field.split(".")[1]: value}}
            if one.about in ("claim", "tag") and isinstance(record, dict):
                one_side = {f"{one.about}s": {"1": dumps({**record, key: one.name})}}
                found |= set(facts({}, one_side))
    return found


@given(libraries(), st.booleans())
def test_no_fact_of_any_side_is_lost(three: tuple[Tables, Tables, Tables], with_base: bool) -> None:
    base, mine, theirs = three
    merged = merge(base if with_base else None, mine, theirs)
    kept = said(merged)
    renamed = {one.tag for one in merged.told if one.kind == "renamed"}
    for side, other in ((mine, theirs), (theirs, mine)):
        gone = records(base, "claims", "id").keys() - records(other, "claims", "id").keys()
        for fact in facts(base, side):
            table, name, field, value = fact
            if field == "tags" and any(value == dumps(tag).decode() for tag in renamed):
                continue
            if table == "claims" and field == "article" and with_base and name in gone:
                continue  # only moved by the program, and removed there
            assert fact in kept
        documents = [*documents_of(merged.tables, "newsroom").values()]
        told = [dumps(value) for one in merged.conflicts for value in (one.mine, one.theirs)]
        before = documents_of(base, "newsroom")
        for number, raw in documents_of(side, "newsroom").items():
            was = document_in(before.get(number, b"{}"))
            for field, value in document_in(raw).items():
                pair = dumps({field: value})[1:-1]
                is_kept = any(pair in it or dumps(value) == it for it in (*documents, *told))
                assert is_kept or value in ("", was.get(field))
