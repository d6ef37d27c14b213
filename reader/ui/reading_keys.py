"""The keys of the text: how the caret moves and what it goes to, and what is done there.

Every move has a second key that selects on its way.
"""

from textual.binding import Binding, BindingType


def _moves(keys: str, selecting_keys: str, action: str, what: str, name: str) -> list[BindingType]:
    """Return the bindings of a move, and of the same move that selects."""
    return [
        Binding(keys, f"{action})", what, show=False, id=f"text.{name}"),
        Binding(
            selecting_keys,
            f"{action}, True)",
            f"Select: {what[0].lower()}{what[1:]}",
            show=False,
            id=f"text.select-{name}",
        ),
    ]


TEXT_KEYS: tuple[BindingType, ...] = (
    *_moves("down,j", "shift+down,J", "row(1", "Line down", "down"),
    *_moves("up,k", "shift+up,K", "row(-1", "Line up", "up"),
    *_moves("left,h", "shift+left,H", "step('character', -1", "Character left", "left"),
    *_moves("right,l", "shift+right,L", "step('character', 1", "Character right", "right"),
    *_moves("w,ctrl+right", "W,ctrl+shift+right", "step('word', 1", "Next word", "word"),
    *_moves("b,ctrl+left", "B,ctrl+shift+left", "step('word', -1", "Word back", "word-back"),
    *_moves(
        "right_parenthesis",
        "alt+right_parenthesis",
        "step('sentence', 1",
        "Next sentence",
        "sentence",
    ),
    *_moves(
        "left_parenthesis",
        "alt+left_parenthesis",
        "step('sentence', -1",
        "Sentence back",
        "sentence-back",
    ),
    *_moves(
        "right_curly_bracket,ctrl+down",
        "ctrl+shift+down",
        "step('paragraph', 1",
        "Next paragraph",
        "paragraph",
    ),
    *_moves(
        "left_curly_bracket,ctrl+up",
        "ctrl+shift+up",
        "step('paragraph', -1",
        "Paragraph back",
        "paragraph-back",
    ),
    *_moves("pagedown,space,ctrl+f", "shift+pagedown", "page(1", "Page down", "page-down"),
    *_moves("pageup,ctrl+b", "shift+pageup", "page(-1", "Page up", "page-up"),
    *_moves("0", "alt+0", "row_edge(0", "Start of line", "line-start"),
    *_moves("dollar_sign", "alt+dollar_sign", "row_edge(1", "End of line", "line-end"),
    *_moves("home,g", "ctrl+shift+home", "edge(0", "Start of article", "start"),
    *_moves("end,G", "ctrl+shift+end", "edge(1", "End of article", "end"),
    Binding("v", "select", "Begin or end a selection", show=False, id="text.select"),
    Binding("s", "select_sentence", "Select the sentence", show=False, id="text.sentence-at"),
    Binding("n", "mark(1)", "Next mark", show=False, id="text.next-mark"),
    Binding("p,N", "mark(-1)", "Previous mark", show=False, id="text.previous-mark"),
    Binding("right_square_bracket", "claim(1)", "Next claim", show=False, id="text.next-claim"),
    Binding(
        "left_square_bracket",
        "claim(-1)",
        "Previous claim",
        show=False,
        id="text.previous-claim",
    ),
    Binding("apostrophe", "quote(1)", "Next quote", show=False, id="text.next-quote"),
    Binding("quotation_mark", "quote(-1)", "Previous quote", show=False, id="text.previous-quote"),
    Binding("f", "figure(1)", "Next figure", show=False, id="text.next-figure"),
    Binding("F", "figure(-1)", "Previous figure", show=False, id="text.previous-figure"),
    Binding(
        "greater_than_sign",
        "suggestion(1)",
        "Next untagged suggestion",
        show=False,
        id="text.next-suggestion",
    ),
    Binding(
        "less_than_sign",
        "suggestion(-1)",
        "Previous untagged suggestion",
        show=False,
        id="text.previous-suggestion",
    ),
    Binding("escape", "let_go", "Let go of the selection", show=False, id="text.let-go"),
)
"""The bindings of an `ArticleView`, whose actions they name."""

READING_KEYS: tuple[BindingType, ...] = (
    Binding(
        "enter",
        "accept",
        "Accept",
        tooltip="Tag the suggestion as last time, go on",
        id="read.accept",
    ),
    Binding(
        "x", "dismiss", "Dismiss", tooltip="Never suggest this again, go on", id="read.dismiss"
    ),
    Binding(
        "r",
        "reported_speech",
        "Reported speech",
        tooltip="Show or hide what is said without quotation marks",
        show=False,
        id="read.reported-speech",
    ),
    Binding("t", "tag", "Tag", tooltip="Choose tags for the selection or the mark", id="read.tag"),
    *(
        Binding(
            str(digit),
            f"tag_key('{digit}')",
            f"Tag at once by the key {digit}",
            show=False,
            id=f"read.tag-{digit}",
        )
        for digit in range(1, 10)
    ),
    Binding(
        "e",
        "edit",
        "Correct and tag; edit a claim",
        tooltip="Speaker, value, verdict …, also of a mark not yet tagged",
        id="read.edit",
    ),
    Binding(
        "a",
        "attach",
        "Attach",
        show=False,
        tooltip="Let the claim stand on the selected words",
        id="read.attach",
    ),
    Binding("d,delete", "remove", "Remove claim", id="read.remove"),
    Binding("slash", "search", "Search", id="read.search"),
    Binding("percent_sign", "go_to_percent", "Go to per cent", show=False, id="read.percent"),
    Binding("y", "copy", "Copy with citation", show=False, id="read.copy"),
    Binding("o", "browser", "Open in the browser", show=False, id="read.browser"),
    Binding("P", "pager", "Open in $PAGER", show=False, id="read.pager"),
    Binding("E", "editor", "Open in $EDITOR", show=False, id="read.editor"),
    Binding("D", "done", "Done with the article", show=False, id="read.done"),
)
"""The bindings of a `ReadingPane`."""
