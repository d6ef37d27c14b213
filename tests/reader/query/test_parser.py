"""The language of queries: any string is one, and what is not understood is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import EVERYTHING, All, Dates, Either, Not, Number, State, Words, parse
from reader.query.fields import BY_NAME
from reader.query.parser import MOST_BRACKETS, MOST_TERMS
from reader.query.tree import leaves, name_of

PIECES = """
tag: quote: figure> " “ ” - ( ) -( OR > <= = : .. ~3 2024 -07 unread @money @loop * % ' ; --
""".split()
SAVED = {"money": "unit:EUR OR unit:USD", "loop": "tagged @loop", "wrong": "zz>3"}
TYPED = st.lists(st.sampled_from([*PIECES, " ", "\n"]) | st.text(max_size=5), max_size=14)


@given(TYPED.map("".join))
def test_any_string_is_a_query_of_known_names(written):
    parsed = parse(written, SAVED)
    for leaf in leaves(parsed.tree):
        assert isinstance(leaf, State) or name_of(leaf) in {"", *BY_NAME}
        assert not isinstance(leaf, Words) or leaf.words.strip()
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(written)


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("dam unread", All((Words("", "dam"), State("unread")))),
        ("-tagged", Not(State("tagged"))),
        ("a b OR c", All((Words("", "a"), Either((Words("", "b"), Words("", "c")))))),
        ("(a b) OR c", Either((All((Words("", "a"), Words("", "b"))), Words("", "c")))),
        ("a OR b OR c", Either((Words("", "a"), Words("", "b"), Words("", "c")))),
        ("-(a OR b)", Not(Either((Words("", "a"), Words("", "b"))))),
        ("(-a)", Not(Words("", "a"))),
        ("f(x) or", All((Words("", "f(x)"), Words("", "or")))),
        ("(f(x))", Words("", "f(x)")),
        ('(tag:"a b")', Words("tag", "a b", exact=True)),
        ("tag:to", Words("tag", "to")),
        ("“no people”", Words("text", "no people", exact=True)),
        ("„keine Leute“", Words("text", "keine Leute", exact=True)),
        ('"no peo', Words("text", "no peo", unfinished=True)),
        ('"dam flood"~5', Words("text", "dam flood", exact=True, near=5)),
        ("text:flood*", Words("text", "flood*")),
        ("figure>1000", Number("figure", low=1000, above=True)),
        ("figure>=1,000.5", Number("figure", low=1000.5)),
        ("figure<2.5bn", Number("figure", high=2_500_000_000, below=True)),
        ("figure:-5..1k", Number("figure", low=-5, high=1000)),
        ("words=20", Number("words", low=20, high=20)),
        ("words:12..", Number("words", low=12)),
        ("2024-07", Dates("published", "2024-07", "2024-07")),
        ("published:..2023", Dates("published", "", "2023")),
        ("date:2024-05..2024-07", Dates("date", "2024-05", "2024-07")),
        ("12:30 24.5", All((Words("", "12:30"), Words("", "24.5")))),
        ("http://example.org/a?b=c", Words("", "http://example.org/a?b=c")),
        ("OR", EVERYTHING),
        ("a (OR) ()", Words("", "a")),
    ],
)
def test_what_is_typed_becomes_a_tree(written, tree):
    assert parse(written).tree == tree


UNFINISHED = '- -- tag: -tag: tag:" tag:"" figure> figures>= words:x " .. date: @ ( -( “'.split()


@pytest.mark.parametrize("written", ["", " ", '" "', *UNFINISHED])
def test_a_term_that_is_not_finished_leaves_nothing_out(written):
    assert parse(written).tree == EVERYTHING


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("(unread tagged", "A bracket is not closed."),
        ("unread OR", "OR stands between two terms."),
        ("OR unread", "OR stands between two terms."),
        ("a AND b", "AND is no word here: all terms must hold, and OR stands between two."),
        ("NOT b", "NOT is no word here: all terms must hold, and -unread is its opposite."),
        ("figure:", "“figure” is compared with a number: figure>5, or figure:5..20."),
        ("form:directed", "“directed” is no form, only direct, partial, pull, block, indirect, "
         "scare, number, money, percent, measure, ordinal, age, date, time, duration, range."),
        ("speeker:x", "There is no “speeker” to ask for. Is “speaker” meant?"),
        ("date:yesterday",
         "“yesterday” is no date. Dates are written 2024, 2024-07 or 2024-07-28."),
        ("@mony", "There is no saved filter “@mony”. Is “@money” meant?"),
        ("@loop", "The saved filter “@loop” stands in itself."),
        ("@wrong", "In the saved filter “@wrong”: There is no “zz” to ask for, only "
         "words, quotes, figures, claims, figure, score."),
    ],
)  # fmt: skip
def test_a_term_that_is_not_understood_is_told(written, sentence):
    assert parse(written, SAVED).problem == sentence


def test_a_problem_says_where_it_stands():
    (problem,) = parse("unread figurs>5 tagged").problems
    assert "unread figurs>5 tagged"[problem.start : problem.end] == "figurs>5"


def test_a_saved_filter_stands_for_its_terms():
    either = Either((Words("unit", "EUR"), Words("unit", "USD")))
    assert parse("@money", SAVED).tree == either
    assert parse("-@money unread", SAVED).tree == All((Not(either), State("unread")))
    assert parse("title:@money", SAVED).tree == Words("title", "@money")


def test_saved_filters_in_saved_filters_come_to_an_end():
    many = {str(number): f"a @{number + 1} " * 50 for number in range(40)}
    parsed = parse("@0", many)
    assert len(list(leaves(parsed.tree))) <= MOST_TERMS
    assert parsed.problem == "The saved filter “@20” stands in itself."


def test_a_pasted_page_and_a_wall_of_brackets_are_queries_too():
    assert len(list(leaves(parse("word -tag:x 2024 " * 20_000).tree))) == MOST_TERMS
    assert parse("(" * 50_000 + "unread" + ")" * 50_000).tree == EVERYTHING
    within = "(" * MOST_BRACKETS + "unread" + ")" * MOST_BRACKETS
    assert parse(within).tree == State("unread")
