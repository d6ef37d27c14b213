"""The journalled database does what a stock TinyDB does, operation by operation."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb import operations as do
from tinydb.table import Document, Table

from annotations.journal.database import JournalStorage, open_database
from annotations.journal.table import HOOKS, QUERIES_TELL

FIELDS = st.sampled_from(["a", "b", "tags"])
VALUES = st.one_of(
    st.integers(-3, 3),
    st.sampled_from(["x", "y", "é", "“z”", "\ud800", 'quote"d', "\\"]),
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False),
    st.lists(st.sampled_from(["x", "y", "z"]), max_size=3),
    st.dictionaries(st.sampled_from(["p", "q"]), st.integers(0, 2), max_size=2),
)
DOCUMENTS = st.dictionaries(FIELDS, VALUES, max_size=3)
TABLES = st.sampled_from(["_default", "other"])
QUERIES = st.one_of(
    st.builds(lambda field, value: where(field) == value, FIELDS, VALUES),
    st.builds(lambda field, values: where(field).any(values), FIELDS, st.lists(VALUES, max_size=2)),
    st.builds(
        lambda left, right, value: (where(left) == value) & (where(right).exists()),
        FIELDS,
        FIELDS,
        VALUES,
    ),
    st.builds(lambda key, value: where("a")[key] == value, st.sampled_from(["p", "q"]), VALUES),
    st.builds(lambda field: ~where(field).exists(), FIELDS),
)


class SideBySide(RuleBasedStateMachine):
    """Does everything on a stock TinyDB and on ours, and compares what they answer."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.open()

    def open(self):
        self.stock = TinyDB(self.folder / "stock.json")
        self.ours = open_database(self.folder / "ours.json")

    def both(self, act):
        answers = []
        for database in (self.stock, self.ours):
            try:
                answers.append(act(database))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                answers.append((type(error), str(error)))
        assert answers[0] == answers[1]

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table, document):
        self.both(lambda database: database.table(table).insert(document))

    @rule(table=TABLES, document=DOCUMENTS, doc_id=st.integers(1, 8))
    def insert_with_an_id(self, table, document, doc_id):
        self.both(lambda database: database.table(table).insert(Document(document, doc_id)))

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_many(self, table, documents):
        self.both(lambda database: database.table(table).insert_multiple(documents))

    @rule(table=TABLES, document=DOCUMENTS, query=QUERIES)
    def upsert(self, table, document, query):
        self.both(lambda database: database.table(table).upsert(document, query))

    @rule(table=TABLES, document=DOCUMENTS, query=QUERIES)
    def update(self, table, document, query):
        self.both(lambda database: database.table(table).update(document, query))

    @rule(table=TABLES, ids=st.lists(st.integers(1, 8), max_size=3))
    def update_by_id(self, table, ids):
        self.both(lambda database: database.table(table).update({"b": "new"}, doc_ids=ids))

    @rule(table=TABLES, query=QUERIES, field=FIELDS)
    def update_with_an_operation(self, table, query, field):
        self.both(lambda database: database.table(table).update(do.set(field, "set"), query))
        self.both(lambda database: database.table(table).update(do.increment("n"), query))
        self.both(lambda database: database.table(table).update(do.delete(field), query))

    @rule(table=TABLES, query=QUERIES, other=QUERIES)
    def update_several(self, table, query, other):
        updates = [({"a": 1}, query), (do.set("b", 2), other)]
        self.both(lambda database: database.table(table).update_multiple(updates))

    @rule(table=TABLES, query=QUERIES)
    def remove(self, table, query):
        self.both(lambda database: database.table(table).remove(query))

    @rule(table=TABLES, ids=st.lists(st.integers(1, 8), max_size=3))
    def remove_by_id(self, table, ids):
        self.both(lambda database: database.table(table).remove(doc_ids=ids))

    @rule(table=TABLES)
    def truncate(self, table):
        self.both(lambda database: database.table(table).truncate())

    @rule(table=TABLES)
    def drop(self, table):
        self.both(lambda database: database.drop_table(table))

    @rule()
    def drop_all(self):
        self.both(lambda database: database.drop_tables())

    @rule(table=TABLES, query=QUERIES)
    def search(self, table, query):
        self.both(lambda database: database.table(table).search(query))
        self.both(lambda database: database.table(table).get(query))
        self.both(lambda database: database.table(table).count(query))
        self.both(lambda database: database.table(table).contains(query))

    @rule()
    def open_again(self):
        self.stock.close()
        self.ours.close()
        with TinyDB(self.folder / "ours.json", encoding="utf-8", access_mode="r") as at_rest:
            self.ours = at_rest
            self.stock = TinyDB(self.folder / "stock.json")
            self.same()
        self.open()

    @rule()
    def crash(self):
        """What is on disk now is all there is: the open files are left behind."""
        after = Path(tempfile.mkdtemp())
        shutil.copytree(self.folder, after, dirs_exist_ok=True)
        self.teardown()
        self.folder = after
        self.open()

    @invariant()
    def same(self):
        self.both(lambda database: database.tables())
        for name in self.stock.tables():
            self.both(
                lambda database, name=name: [
                    (document.doc_id, document) for document in database.table(name)
                ]
            )

    def teardown(self):
        self.stock.close()
        self.ours.close()
        shutil.rmtree(self.folder)


TestSideBySide = SideBySide.TestCase
TestSideBySide.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)


def test_tinydb_has_the_private_hooks_that_the_table_replaces():
    assert [name for name in HOOKS if not callable(getattr(Table, name, None))] == []
    assert QUERIES_TELL


def test_a_cached_search_is_forgotten_when_another_program_writes(tmp_path):
    with open_database(tmp_path / "c.json") as ours, open_database(tmp_path / "c.json") as theirs:
        ours.insert({"a": 1})
        assert len(ours.search(where("a") == 1)) == 1
        theirs.insert({"a": 1})
        assert len(ours.search(where("a") == 1)) == 2
        assert ours.insert({"a": 1}) == 3


def test_an_indent_is_kept_as_stock_tinydb_would_write_it(tmp_path):
    with TinyDB(tmp_path / "c.json", storage=JournalStorage, indent=2) as database:
        database.insert({"a": 1})
        assert (
            tmp_path / "c.json"
        ).read_text() == '{\n  "_default": {\n    "1": {\n      "a": 1\n    }\n  }\n}'
    with TinyDB(tmp_path / "c.json", storage=JournalStorage) as database:
        assert database.all() == [{"a": 1}]


def test_an_encoding_other_than_utf_8_is_refused(tmp_path):
    with pytest.raises(ValueError, match="UTF-8, not cp1252"):
        TinyDB(tmp_path / "c.json", storage=JournalStorage, encoding="cp1252")
