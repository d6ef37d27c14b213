"""Which articles of an archive may say the same, asked of DuckDB over all fingerprints.

The keys are those of `reader.comparison`: words that name an event, values beside rare words, words
of quotes, runs of five words. A key that many have leads nowhere, so what comes of this grows with
the number of articles. Whoever judges a pair looks closely; here it is enough to miss none.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.parts import tables_in
from reader.comparison import events, running_text
from reader.comparison.common_words import COMMON_WORDS
from reader.comparison.keys import KEYS_SHARED, MOST, SAMPLED, TERSE, KeyKind
from reader.comparison.rarity import Rarity
from reader.comparison.word_numbers import number_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TOGETHER = 50
"""Parts whose keys are taken at once: some million words."""

_MARGIN = 0.001
"""How much less than close a pair may be here; whoever judges it adds up again, exactly."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that may say the same, or one whose own quotes may.

    `is_beside` tells that they share a rare value, `may_share` that they may share running text;
    `quotes` are pairs of their quotes by number. With `is_near` they may be of one event.
    """

    one: int
    other: int
    is_near: bool
    is_beside: bool
    may_share: bool
    quotes: tuple[tuple[int, int], ...]


class Candidates:
    """The pairs of an archive; `database` keeps what is counted on the way."""

    def __init__(self, archive: Path, database: "DuckDBPyConnection") -> None:
        self._database = database
        self._files = [str(file) for file in tables_in(archive, "fingerprints")]
        self._articles = [str(file) for file in tables_in(archive, "articles")]
        self._ask = database.execute

    def rarity(self) -> Rarity:
        """Count the words and the values of all articles."""
        self._database.read_parquet(self._files).create_view("prints", replace=True)
        self._database.read_parquet(self._articles).create_view("texts", replace=True)
        ((articles,),) = self._ask("SELECT count(*) FROM prints").fetchall()
        words = self._ask(
            "SELECT word, count(*) FROM (SELECT unnest(words) AS word FROM prints) "
            "GROUP BY word HAVING count(*) > 1"
        ).fetchall()
        values = self._ask(
            "SELECT low, high, kin, count(DISTINCT number) FROM (SELECT number, "
            "unnest(figure_lows) AS low, unnest(figure_highs) AS high, "
            "unnest(figure_kins) AS kin FROM prints) GROUP BY low, high, kin "
            "HAVING count(DISTINCT number) > 1"
        ).fetchall()
        rarity = Rarity(
            articles, dict(words), {(low, high, kin): count for low, high, kin, count in values}
        )
        self._weigh(rarity)
        return rarity

    def _weigh(self, rarity: Rarity) -> None:
        """Write down what each word weighs, so that it weighs the same as elsewhere."""
        import pyarrow

        common = {
            number_of(word)
            for line in COMMON_WORDS.strip().split("\n")
            for word in line.split()[1:]
        }
        known = sorted(rarity.words.keys() | common)
        weights = pyarrow.table(
            {
                "word": pyarrow.array(known, pyarrow.uint32()),
                "weight": [rarity.weights[word] for word in known],
                "event": [word not in rarity.everywhere for word in known],
                "rare": [rarity.is_rare(word) for word in known],
            }
        )
        counts = range(256)
        logs = pyarrow.table(
            {
                "count": pyarrow.array(counts, pyarrow.uint8()),
                "log": [1 + math.log(count or 1) for count in counts],
            }
        )
        for name, table in (("weights", weights), ("logs", logs)):
            self._database.register("made_here", table)
            self._ask(f"CREATE OR REPLACE TABLE {name} AS FROM made_here")
            self._database.unregister("made_here")
        self._default = rarity.weights[0]  # no word has that number: as one nobody knows

    def standing(self) -> set[int]:
        """Return the runs of words that outlets print under many of their articles."""
        self._ask(
            "CREATE OR REPLACE TABLE runs AS SELECT p.number, t.source, unnest(p.runs) AS run "
            "FROM prints p JOIN (SELECT number, source FROM texts) t ON t.number = p.number"
        )
        rows = self._ask(
            "SELECT DISTINCT run FROM (SELECT run FROM runs WHERE source <> '' "
            "GROUP BY run, source HAVING count(*) >= ?)",
            (running_text.STANDING,),
        ).fetchall()
        self._ask("CREATE OR REPLACE TABLE standing (run UINTEGER)")
        if rows:
            import pyarrow

            table = pyarrow.table(
                {"run": pyarrow.array([run for (run,) in rows], pyarrow.uint32())}
            )
            self._database.register("made_here", table)
            self._ask("INSERT INTO standing FROM made_here")
            self._database.unregister("made_here")
        return {run for (run,) in rows}

    def common_words(self) -> set[int]:
        """Return the words that name events of too many articles, once keys were taken."""
        rows = self._ask(
            "SELECT word FROM events GROUP BY word HAVING count(*) > ?", (MOST[KeyKind.EVENT],)
        ).fetchall()
        return {word for (word,) in rows}

    def take_keys(self) -> Iterator[float]:
        """Take the keys of all articles, and yield how much of them is done."""
        self._ask("CREATE OR REPLACE TABLE events (number BIGINT, word UINTEGER, weight DOUBLE)")
        self._ask("CREATE OR REPLACE TABLE beside (number BIGINT, key UHUGEINT)")
        self._ask("CREATE OR REPLACE TABLE quoted (number BIGINT, quote INT, key UBIGINT)")
        self._ask("CREATE OR REPLACE TABLE terse (number BIGINT, quote INT)")
        self._ask("CREATE OR REPLACE TABLE sounds (number BIGINT, quote INT, sound UHUGEINT)")
        for begin in range(0, len(self._files), _TOGETHER):
            some = self._files[begin : begin + _TOGETHER]
            self._database.read_parquet(some).create_view("these", replace=True)
            self._ask(
                "INSERT INTO events WITH named AS (SELECT number, word, log * coalesce(weight, ?) "
                "AS weight FROM (SELECT number, unnest(words) AS word, unnest(counts) AS count "
                "FROM these WHERE len(figure_lows) > 0) LEFT JOIN weights USING (word) "
                "JOIN logs USING (count) WHERE coalesce(event, TRUE)), "
                "best AS (SELECT * FROM named QUALIFY row_number() OVER "
                "(PARTITION BY number ORDER BY weight DESC, word DESC) <= ?) "
                "SELECT number, word, weight / sqrt(sum(weight * weight) OVER "
                "(PARTITION BY number)) FROM best",
                (self._default, events.WORDS),
            )
            self._ask(
                "INSERT INTO beside WITH figures AS (SELECT number, sentence_words, sentence_ends, "
                "unnest(figure_sentences) AS place, unnest(figure_lows) AS low, "
                "unnest(figure_highs) AS high FROM these), "
                "words AS (SELECT number, low, high, unnest(sentence_words["
                "if(place = 0, 0, sentence_ends[place]) + 1 : sentence_ends[place + 1]]) AS word "
                "FROM figures) "
                "SELECT DISTINCT number, md5_number(concat_ws(' ', low, high, word)) FROM words "
                "LEFT JOIN weights USING (word) WHERE word % 2 = 1 AND coalesce(rare, TRUE)"
            )
            self._ask(
                "CREATE OR REPLACE TEMP TABLE quotes_here AS SELECT number, quote, "
                "list_filter(words, lambda word: word % 2 = 1) AS content, len(words) AS length, "
                "md5_number(words::VARCHAR) AS sound "
                "FROM (SELECT number, quote, quote_words["
                "if(quote = 0, 0, quote_ends[quote]) + 1 : quote_ends[quote + 1]] AS words FROM "
                "(SELECT number, quote_words, quote_ends, unnest(range(len(quote_ends))) AS quote "
                "FROM these))"
            )
            self._ask(
                "INSERT INTO quoted SELECT DISTINCT number, quote, key FROM (SELECT number, quote, "
                "unnest(content)::UBIGINT AS key FROM quotes_here UNION ALL SELECT number, quote, "
                "unnest(list_transform(range(1, len(content)), lambda n: "
                "(content[n]::UBIGINT << 32) | content[n + 1]::UBIGINT)) FROM quotes_here)"
            )
            self._ask("INSERT INTO sounds SELECT number, quote, sound FROM quotes_here")
            self._ask(
                "INSERT INTO terse SELECT number, quote FROM quotes_here "
                "WHERE length < ? AND len(content) < ?",
                (TERSE, KEYS_SHARED),
            )
            yield min(1.0, (begin + _TOGETHER) / len(self._files))

    def pair(self) -> int:
        """Find the pairs, and return how many there are."""
        day = "(SELECT number, published FROM texts)"
        self._ask(
            "CREATE OR REPLACE TABLE near AS WITH kept AS (SELECT e.*, published FROM events e "
            f"JOIN {day} USING (number) WHERE word IN (SELECT word FROM events GROUP BY word "
            "HAVING count(*) BETWEEN 2 AND ?)) "
            "SELECT a.number AS one, b.number AS other FROM kept a JOIN kept b "
            "ON a.word = b.word AND a.number < b.number "
            "AND coalesce(abs(a.published - b.published), 0) <= ? "
            "GROUP BY ALL HAVING sum(a.weight * b.weight) >= ?",
            (MOST[KeyKind.EVENT], events.DAYS, events.CLOSE - _MARGIN),
        )
        self._ask(
            "CREATE OR REPLACE TABLE valued AS WITH kept AS (SELECT * FROM beside WHERE key IN "
            "(SELECT key FROM beside GROUP BY key HAVING count(*) BETWEEN 2 AND ?)) "
            "SELECT DISTINCT a.number AS one, b.number AS other FROM kept a JOIN kept b "
            "ON a.key = b.key AND a.number < b.number",
            (MOST[KeyKind.VALUE],),
        )
        self._ask(
            "CREATE OR REPLACE TABLE said AS WITH kept AS (SELECT * FROM quoted WHERE key IN "
            "(SELECT key FROM quoted GROUP BY key HAVING count(*) BETWEEN 2 AND ?)) "
            "SELECT a.number AS one, b.number AS other, a.quote AS one_quote, "
            "b.quote AS other_quote FROM kept a JOIN kept b ON a.key = b.key "
            "AND (a.number < b.number OR (a.number = b.number AND a.quote < b.quote)) "
            "LEFT JOIN terse s ON s.number = a.number AND s.quote = a.quote "
            "LEFT JOIN terse t ON t.number = b.number AND t.quote = b.quote GROUP BY ALL "
            "HAVING count(*) >= ? OR bool_or(s.number IS NOT NULL OR t.number IS NOT NULL)",
            (MOST[KeyKind.QUOTE], KEYS_SHARED),
        )
        self._ask(
            "INSERT INTO said WITH kept AS (SELECT * FROM sounds WHERE sound IN "
            "(SELECT sound FROM sounds GROUP BY sound HAVING count(*) BETWEEN 2 AND ?)) "
            "SELECT a.number, b.number, a.quote, b.quote FROM kept a JOIN kept b "
            "ON a.sound = b.sound "
            "AND (a.number < b.number OR (a.number = b.number AND a.quote < b.quote))",
            (MOST[KeyKind.QUOTE],),
        )
        self._ask(
            "CREATE OR REPLACE TABLE shared AS WITH kept AS (SELECT number, run FROM runs WHERE "
            "run IN (SELECT run FROM runs GROUP BY run HAVING count(*) BETWEEN 2 AND ?) "
            "AND run NOT IN (FROM standing)), "
            "both_have AS (SELECT a.number AS one, b.number AS other, count(*) AS sampled "
            "FROM kept a JOIN kept b ON a.run = b.run AND a.number < b.number GROUP BY ALL) "
            "SELECT one, other FROM both_have JOIN prints p ON p.number = one "
            "JOIN prints q ON q.number = other WHERE "
            "3 * sampled * ? >= ? * greatest(?, least(p.run_count, q.run_count))",
            (MOST[KeyKind.RUN], SAMPLED + 1, running_text.DERIVED, running_text.LEAST),
        )
        self._ask(
            "CREATE OR REPLACE TABLE pairs AS SELECT one, other, bool_or(kind = 0) AS near, "
            "bool_or(kind = 1) AS beside, bool_or(kind = 3) AS share, "
            "list((one_quote, other_quote) ORDER BY one_quote, other_quote) "
            "FILTER (kind = 2) AS quotes FROM ("
            "SELECT one, other, 0 AS kind, 0 AS one_quote, 0 AS other_quote FROM near UNION ALL "
            "SELECT one, other, 1, 0, 0 FROM valued UNION ALL "
            "SELECT DISTINCT one, other, 2, one_quote, other_quote FROM said UNION ALL "
            "SELECT one, other, 3, 0, 0 FROM shared) GROUP BY one, other"
        )
        ((number,),) = self._ask("SELECT count(*) FROM pairs").fetchall()
        assert isinstance(number, int)
        return number

    def numbers(self) -> Sequence[int]:
        """Return the numbers of the articles that are in a pair, in order."""
        rows = self._ask(
            "SELECT one FROM pairs UNION SELECT other FROM pairs ORDER BY 1"
        ).fetchall()
        return [number for (number,) in rows]

    def parts(self) -> Sequence[tuple[str, int]]:
        """Return the parts that have articles, each with the number of its last, in order."""
        last = self._ask(
            "SELECT filename, max(number) FROM read_parquet(?, filename=true) GROUP BY filename "
            "ORDER BY 2",
            (self._articles,),
        ).fetchall()
        return [(Path(file).parent.name, number) for file, number in last]

    def pairs(self, together: int) -> Iterator[list[Pair]]:
        """Yield the pairs in their order, some at a time."""
        going = self._database.cursor()  # as others are asked meanwhile
        found = going.execute(
            "SELECT one, other, near, beside, share, quotes FROM pairs ORDER BY 1, 2"
        )
        while some := found.fetchmany(together):
            yield [
                Pair(one, other, near, beside, share, tuple(map(tuple, quotes or ())))
                for one, other, near, beside, share, quotes in some
            ]
