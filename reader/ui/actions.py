"""Every action of the screens with its keys, one line each: the one list of them.

To add a key: a line here, and a method `action_…` of the class that asks `bindings` for its
place. Bindings, the hints of the last row, the help, the palette, the check of config.toml
and the README's table of keys come from this list (`python -m reader.ui.actions README.md`).
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does at a place: the text, a list, a screen or a box.

    `name` begins with the place, and is what [keys] in config.toml names. `keys` are the
    usual ones, with commas between, as Textual or a keyboard names them. `does` is the
    method, and what it is given; `what` says it in the help and `short` in the last row,
    which shows it where there is room if it is `shown`. One with `priority` comes before
    a field that is typed into.
    """

    name: str
    keys: str
    does: str
    what: str
    short: str = ""
    shown: bool = False
    priority: bool = False

    @property
    def usual_keys(self) -> tuple[str, ...]:
        """The usual keys as Textual names them."""
        return tuple(key_named(key) for key in self.keys.split(","))

    @property
    def hint(self) -> str:
        """The one or two words of the last row."""
        return self.short or self.what.lower()


class Section(NamedTuple):
    """Actions under a heading of the help and the README."""

    heading: str
    actions: tuple[Action, ...]


class Move(NamedTuple):
    """A move of the caret; with its other keys it selects on its way."""

    name: str
    keys: str
    selecting_keys: str
    does: str
    what: str

    @property
    def moving(self) -> Action:
        """The move alone."""
        return Action(f"text.{self.name}", self.keys, self.does, self.what)

    @property
    def selecting(self) -> Action:
        """The move that selects."""
        does = f"{self.does[:-1]}, True)"
        what = f"Select: {self.what[0].lower()}{self.what[1:]}"
        return Action(f"text.select-{self.name}", self.selecting_keys, does, what)


_MOVES = (
    Move("down", "down,j", "shift+down,J", "row(1)", "Line down"),
    Move("up", "up,k", "shift+up,K", "row(-1)", "Line up"),
    Move("left", "left,h", "shift+left,H", "step('character', -1)", "Character left"),
    Move("right", "right,l", "shift+right,L", "step('character', 1)", "Character right"),
    Move("word", "w,ctrl+right", "W,ctrl+shift+right", "step('word', 1)", "Next word"),
    Move("word-back", "b,ctrl+left", "B,ctrl+shift+left", "step('word', -1)", "Word back"),
    Move("sentence", ")", "alt+right_parenthesis", "step('sentence', 1)", "Next sentence"),
    Move("sentence-back", "(", "alt+left_parenthesis", "step('sentence', -1)", "Sentence back"),
    Move("paragraph", "},ctrl+down", "ctrl+shift+down", "step('paragraph', 1)", "Next paragraph"),
    Move("paragraph-back", "{,ctrl+up", "ctrl+shift+up", "step('paragraph', -1)", "Paragraph back"),
    Move("page-down", "pagedown,space,ctrl+f", "shift+pagedown", "page(1)", "Page down"),
    Move("page-up", "pageup,ctrl+b", "shift+pageup", "page(-1)", "Page up"),
    Move("line-start", "0", "alt+0", "row_edge(0)", "Start of line"),
    Move("line-end", "$", "alt+dollar_sign", "row_edge(1)", "End of line"),
    Move("start", "home,g", "ctrl+shift+home", "edge(0)", "Start of article"),
    Move("end", "end,G", "ctrl+shift+end", "edge(1)", "End of article"),
)

_IN_THE_ARTICLE = (
    Action("read.accept", "enter", "accept", "Accept as last time", short="accept", shown=True),
    Action("read.dismiss", "x", "dismiss", "Dismiss for good, go on", short="dismiss", shown=True),
    Action("read.reported-speech", "r", "reported_speech", "Show or hide reported speech"),
    Action("read.tag", "t", "tag", "Tag the selection or the mark", short="tag", shown=True),
    *(
        Action(
            f"read.tag-{digit}",
            digit,
            f"tag_key('{digit}')",
            f"Tag by the key {digit}; else begin a count",
        )
        for digit in "123456789"
    ),
    Action("read.repeat", ".", "repeat", "Give the last tags again"),
    Action("read.verdict", "V", "verdict", "Verdict and evidence", short="verdict"),
    Action("read.everywhere", "*", "everywhere", "Tag all places of the same words"),
    Action("read.edit", "e", "edit", "Correct and tag; edit a claim", short="edit", shown=True),
    Action("read.attach", "a", "attach", "Let the claim stand on the selection"),
    Action("read.remove", "d,delete", "remove", "Remove claim", short="remove", shown=True),
    Action("read.search", "/", "search", "Search", shown=True),
    Action("read.percent", "%", "go_to_percent", "Go to per cent"),
    Action("read.copy", "y", "copy", "Copy with citation"),
    Action("read.browser", "o", "browser", "Open in the browser"),
    Action("read.pager", "P", "pager", "Open in $PAGER"),
    Action("read.editor", "E", "editor", "Open in $EDITOR"),
    Action("read.done", "D", "done", "Done with the article"),
    Action("text.sentence-at", "s", "select_sentence", "Select the sentence"),
    Action("text.next-mark", "n", "mark(1)", "Next mark", short="next"),
    Action("text.previous-mark", "p,N", "mark(-1)", "Previous mark", short="previous"),
    Action("text.next-claim", "]", "claim(1)", "Next claim"),
    Action("text.previous-claim", "[", "claim(-1)", "Previous claim"),
    Action("text.next-quote", "'", "quote(1)", "Next quote"),
    Action("text.previous-quote", '"', "quote(-1)", "Previous quote"),
    Action("text.next-figure", "f", "figure(1)", "Next figure"),
    Action("text.previous-figure", "F", "figure(-1)", "Previous figure"),
    Action(
        "text.next-suggestion",
        ">",
        "suggestion_or_article",
        "Next suggestion, in any article",
    ),
    Action("text.previous-suggestion", "<", "suggestion(-1)", "Previous untagged suggestion"),
)

_CLAIMS = (
    Action("claims.back", "q,backspace", "leave", "Back", shown=True),
    Action("claims.let-go", "escape", "let_go", "Let go of choice and filter"),
    Action("claims.filter", "/", "filter", "Filter", shown=True),
    Action("claims.group", "s", "group", "Group by", short="group", shown=True),
    Action("claims.fold", "b", "fold", "Groups alone, as a bar chart", short="chart", shown=True),
    Action("claims.table", "x", "table", "Tags by source", short="table", shown=True),
    Action("claims.choose", "v", "choose_claim", "Choose several", short="choose", shown=True),
    Action("claims.all", "*", "choose_all", "Choose all that are shown", short="all"),
    Action("claims.verdict", "V", "verdict", "Verdict and evidence", short="verdict", shown=True),
    Action("claims.tags", "t", "tags", "Tags", shown=True),
    Action("claims.edit", "e", "edit", "Edit", shown=True),
    Action("claims.attach", "a", "attach", "Attach an orphan"),
    Action("claims.remove", "d,delete", "remove", "Remove", shown=True),
    Action("claims.copy", "y", "copy", "Copy as a citation"),
    Action("claims.undo", "u", "undo", "Undo", shown=True),
    Action("claims.redo", "ctrl+r", "redo", "Redo"),
)

_TABLE = (
    Action("table.back", "q,backspace", "leave", "Back", shown=True),
    Action("table.across", "s", "across", "By source, article, annotator …", short="by …"),
    Action("table.right", "right,l", "columns(1)", "Further columns", short="columns"),
    Action("table.left", "left,h", "columns(-1)", "Columns before"),
    Action("table.write", "X", "write", "Write it as CSV", short="export"),
)

_PLACES = (
    Action("places.back", "q,backspace", "leave", "Back", shown=True),
    Action("places.let-go", "escape", "let_go", "Let go of the filter"),
    Action("places.tag", "enter", "screen.tag", "Tag all that have a tick", short="tag all"),
    Action("places.leave-out", "v", "leave_out", "Leave out, or take in", short="leave out"),
    Action("places.all", "a,*", "all", "In all articles, or in this one", short="all articles"),
    Action("places.other-tags", "t", "other_tags", "Choose the tags", short="tags"),
    Action("places.show", "o", "show", "Show it in its article", short="show"),
    Action("places.filter", "/", "filter", "Filter", shown=True),
)

_SUGGESTIONS = (
    Action("suggestions.back", "q,backspace", "leave", "Back", shown=True),
    Action("suggestions.let-go", "escape", "let_go", "Let go of choice, group and filter"),
    Action("suggestions.filter", "/", "filter", "Filter", shown=True),
    Action("suggestions.group", "s", "group", "Group by", short="group", shown=True),
    Action("suggestions.choose", "v", "choose_one", "Choose several", short="choose", shown=True),
    Action("suggestions.all", "*", "choose_all", "Choose all that are shown", short="all"),
    Action("suggestions.tag", "t", "tag", "Tag", shown=True),
    *(
        Action(f"suggestions.tag-{digit}", digit, f"tag_key('{digit}')", f"Tag by the key {digit}")
        for digit in "123456789"
    ),
    Action(
        "suggestions.dismiss",
        "x",
        "suggest_no_more",
        "Dismiss for good",
        short="dismiss",
        shown=True,
    ),
    Action("suggestions.undo", "u", "undo", "Undo", shown=True),
    Action("suggestions.redo", "ctrl+r", "redo", "Redo"),
)

_CODEBOOK = (
    Action("codebook.back", "q,backspace", "leave", "Back", shown=True),
    Action("codebook.let-go", "escape", "let_go", "Let go of the filter"),
    Action("codebook.add", "a", "add", "Add", shown=True),
    Action("codebook.edit", "e", "edit", "Edit"),
    Action("codebook.merge", "m", "merge", "Merge", shown=True),
    Action("codebook.remove", "d,delete", "remove", "Remove", shown=True),
    *(
        Action(
            f"codebook.key-{digit}",
            digit,
            f"give_key('{digit}')",
            f"Give the key {digit}, or take it back",
            short="… 9 key",
        )
        for digit in "123456789"
    ),
    Action("codebook.up", "K,shift+up", "move_tag(-1)", "Move up", short="up"),
    Action("codebook.down", "J,shift+down", "move_tag(1)", "Move down", short="down"),
    Action("codebook.memo", "n", "memo", "Memo on the tag", short="memo"),
    Action("codebook.filter", "/", "filter", "Filter", shown=True),
    Action("codebook.undo", "u", "undo", "Undo", shown=True),
    Action("codebook.redo", "ctrl+r", "redo", "Redo"),
)

_COMPARING = (
    Action("compare.back", "q,backspace", "leave", "Back", shown=True),
    Action("compare.let-go", "escape", "let_go", "Let go of the filter"),
    Action("compare.take-left", "left", "take(0)", "The left one holds", short="left", shown=True),
    Action("compare.take-right", "right", "take(1)", "The right one holds", "right", shown=True),
    *(
        Action(f"compare.take-{number}", str(number), f"take_one({number})", f"Side {number} holds")
        for number in range(1, 10)
    ),
    Action("compare.both", "=", "both", "Both hold, their tags united", short="both", shown=True),
    Action("compare.none", "0", "neither", "None of them holds", short="none", shown=True),
    Action("compare.words", "w", "part('words')", "The words of the other side instead"),
    Action("compare.tags", "t", "part('tags')", "The tags of the other side instead"),
    Action("compare.verdict", "v", "part('verdict')", "The verdict of the other side instead"),
    Action("compare.agreed", "A", "agreed", "Decide what all agree on", short="all agreed"),
    Action("compare.before", "h", "others(-1)", "The annotators before"),
    Action("compare.next", "l", "others(1)", "The next annotators"),
    Action("compare.blind", "b", "blind", "Hide who is who, or show it", short="blind"),
    Action("compare.all", "a", "all", "Show also what is the same or decided", short="all"),
    Action("compare.open", "enter", "open", "Show it in its article", short="open"),
    Action("compare.filter", "/", "filter", "Filter", shown=True),
    Action("compare.undo", "u", "undo", "Undo", shown=True),
    Action("compare.redo", "ctrl+r", "redo", "Redo"),
)

_AGREEMENT = (
    Action("agreement.back", "q,backspace", "leave", "Back", shown=True),
    Action("agreement.let-go", "escape", "let_go", "Let go of the filter"),
    Action("agreement.group", "s", "group", "By tag, pair, article", short="by …", shown=True),
    Action("agreement.more", "m", "more", "More: alpha_u", short="more", shown=True),
    Action("agreement.filter", "/", "filter", "Filter", shown=True),
)

_REVIEW = (
    Action("review.back", "q,backspace", "leave", "Back", shown=True),
    Action("review.let-go", "escape", "let_go", "Let go of the filter"),
    Action("review.compare", "enter", "compare", "Compare the annotators", "compare", shown=True),
    Action("review.assign", "a", "assign", "Assign to somebody", short="assign", shown=True),
    Action("review.done", "D", "mark('done')", "You have done it", short="done", shown=True),
    Action("review.checked", "c", "mark('checked')", "You checked it", "checked", shown=True),
    Action("review.memo", "m", "memo", "Memo on the article", short="memo"),
    Action("review.send-back", "r", "send_back", "Back, with a word", short="send back"),
    Action("review.filter", "/", "filter", "Filter", shown=True),
    Action("review.undo", "u", "undo", "Undo", shown=True),
    Action("review.redo", "ctrl+r", "redo", "Redo"),
)

_GROUPS = (
    Action("groups.back", "q,backspace", "leave", "Back", shown=True),
    Action("groups.let-go", "escape", "let_go", "Let go of the filter"),
    Action("groups.filter", "/", "filter", "Filter", shown=True),
    Action("groups.merge", "m", "merge", "Merge: this one, then that one", "merge", shown=True),
    Action("groups.tag", "a", "tag", "Tag all places of it", short="tag all", shown=True),
    Action("groups.undo", "u", "undo", "Undo", shown=True),
    Action("groups.redo", "ctrl+r", "redo", "Redo"),
    Action("group.tag", "a", "tag", "Tag all places, the others as evidence", short="tag all"),
    Action("group.undo", "u", "undo", "Undo"),
    Action("group.redo", "ctrl+r", "redo", "Redo"),
    Action("group.back", "q,backspace", "leave", "Back", shown=True),
    Action("group.against", "=", "against", "Lay the others against it", short="words", shown=True),
    Action("group.split", "x", "split", "Not the same: split it off", short="split", shown=True),
    Action("group.time", "t", "time", "A figure over time", short="over time", shown=True),
)

_LIST_AND_TEXT = (
    Action("desk.filter", "/", "filter", "Filter", shown=True),
    Action("desk.sort", "s", "sort", "Sort", shown=True),
    Action("desk.turn-order", "S", "turn_order", "Turn the order round"),
    Action("desk.let-go", "escape", "let_go", "Take the filter away"),
    Action("desk.back", "q,backspace", "back", "Back", shown=True),
    Action("desk.other-side", "tab,shift+tab", "other_side", "List or text"),
    Action("desk.undo", "u", "undo", "Undo", shown=True),
    Action("desk.redo", "ctrl+r", "redo", "Redo"),
    Action("desk.claims", "c", "claims", "Claims", shown=True),
    Action("desk.suggestions", "C", "suggestions", "All suggestions"),
    Action("desk.groups", "=", "groups", "What several articles say", short="compare"),
    Action("desk.memo", "m", "memo", "Memo on the article", short="memo"),
    Action("desk.problems", "!", "problems", "Problems", shown=True),
    Action("desk.command", ":", "command", "Type a command", short="command"),
    Action("desk.wider-text", "+", "measure(8)", "Wider text"),
    Action("desk.narrower-text", "-", "measure(-8)", "Narrower text"),
    Action("desk.wider-list", "|", "split", "Another share for the list"),
    Action("desk.inspector", "i", "inspector", "Show or hide the inspector"),
    Action("list.open", "enter,l,right", "choose", "Open", short="open"),
)

_EVERYWHERE = (
    Action("app.help", "?,f1", "keys", "Help", shown=True),
    Action("app.export", "X", "export", "Export", shown=True),
    Action("app.codebook", "T", "codebook", "Codebook", shown=True),
    Action("app.compare", "M", "compare", "What sides say differently"),
    Action("app.agreement", "A", "agreement", "Agreement of annotators"),
    Action("app.review", "R", "review", "Review queue"),
    Action("app.add-page", "W", "add_page", "Add a page from the web"),
    Action("app.update-feeds", "U", "update_feeds", "Fetch what is new in the feeds"),
    Action("app.call-off", "z", "call_off", "Stop the work that runs"),
    Action("app.look-again", "Z", "look_again", "Look at the files again"),
    Action("app.palette", "ctrl+p", "command_palette", "Commands"),
    Action("app.quit", "ctrl+q", "quit", "Quit", priority=True),
    Action("app.suspend", "ctrl+z", "suspend_process", "Suspend"),
)

_SELECTING = (
    Action("text.select", "v", "select", "Begin or end a selection", short="select"),
    Action("text.let-go", "escape", "let_go", "Let go of the selection"),
    *(move.selecting for move in _MOVES),
)

_MOVING = (
    Action("list.down", "down,j", "move(1)", "Down"),
    Action("list.up", "up,k", "move(-1)", "Up"),
    Action("list.page-down", "pagedown,space,ctrl+f", "page(1)", "Page down"),
    Action("list.page-up", "pageup,ctrl+b", "page(-1)", "Page up"),
    Action("list.first", "home,g", "first", "First"),
    Action("list.last", "end,G", "last", "Last"),
    *(move.moving for move in _MOVES),
)

_BOXES = (
    Action("ask.leave", "escape", "leave", "Leave"),
    Action("ask.complete", "tab", "complete", "Complete a command"),
    Action("ask.before", "up", "past(-1)", "The words before"),
    Action("ask.after", "down", "past(1)", "The words after"),
    Action("verdict.leave", "escape", "leave", "Leave the verdict as it was", short="leave"),
    Action("verdict.next", "down,ctrl+n", "choice(1)", "Next verdict"),
    Action("verdict.previous", "up,ctrl+p", "choice(-1)", "Previous verdict", priority=True),
    Action("help.back", "q,escape,?,backspace", "dismiss", "Back", shown=True),
    Action("help.filter", "/", "filter", "Filter", shown=True),
    Action("problems.back", "q,escape,backspace", "dismiss", "Back", shown=True),
    Action("asking.leave", "escape", "leave", "Cancel", shown=True),
    Action("asking.next", "right,down", "app.focus_next", "Next answer"),
    Action("asking.previous", "left,up", "app.focus_previous", "Previous answer"),
    Action("editing.leave", "escape", "leave", "Leave as it was", shown=True),
    Action("editing.save", "ctrl+s", "save", "Save"),
    Action("editing.next", "down", "app.focus_next", "Next field"),
    Action("editing.previous", "up", "app.focus_previous", "Previous field"),
    Action("editing.next-value", "ctrl+n", "choice(1)", "Next value"),
    Action("editing.previous-value", "ctrl+p", "choice(-1)", "Previous value", priority=True),
    Action("exporting.leave", "escape", "leave", "Call off or close", shown=True),
    Action("exporting.export", "ctrl+s", "export", "Export"),
    Action("exporting.replace", "ctrl+r", "replace", "Replace the file"),
    Action("memo.leave", "escape", "leave", "Leave as it was", shown=True),
    Action("memo.save", "ctrl+s", "save", "Save"),
    Action("tagging.leave", "escape", "leave", "Leave as it was", shown=True),
    Action("tagging.down", "down,ctrl+n", "move(1)", "Next tag"),
    Action("tagging.up", "up,ctrl+p", "move(-1)", "Previous tag", priority=True),
    Action("tagging.save", "ctrl+s", "save", "Save"),
    Action("exporting.from-formats", "enter", "screen.export", "Export"),
    Action("exporting.from-scopes", "enter", "screen.export", "Export"),
)

SECTIONS = (
    Section("In the article", _IN_THE_ARTICLE),
    Section("Claims", _CLAIMS),
    Section("Tags by source", _TABLE),
    Section("All places of the same words", _PLACES),
    Section("Suggestions of all articles", _SUGGESTIONS),
    Section("Codebook", _CODEBOOK),
    Section("Side by side", _COMPARING),
    Section("Agreement", _AGREEMENT),
    Section("Review", _REVIEW),
    Section("What several articles say", _GROUPS),
    Section("List and text", _LIST_AND_TEXT),
    Section("Everywhere", _EVERYWHERE),
    Section("Selecting", _SELECTING),
    Section("Moving", _MOVING),
    Section("Boxes", _BOXES),
)
"""In the order of the help."""

ACTIONS = {action.name: action for section in SECTIONS for action in section.actions}
"""Every action by its name."""


def bindings(*places: str) -> list[BindingType]:
    """Return the bindings of the actions at some places, or of actions by their names."""
    return [
        Binding(
            ",".join(action.usual_keys),
            action.does,
            action.what,
            show=action.shown,
            priority=action.priority,
            id=action.name,
        )
        for action in ACTIONS.values()
        if action.name in places or action.name.partition(".")[0] in places
    ]


def key_named(key: str) -> str:
    """Return the name that Textual has for a key."""
    key = key.strip()
    return _character_to_key(key) if len(key) == 1 else key


_BETWEEN = re.compile(r"(<!-- keys -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def reference() -> str:
    """Return every action as a Markdown table: its keys, what it does, its name."""
    rows = ["| keys | what | name in config.toml |", "|---|---|---|"]
    for section in SECTIONS:
        rows.append(f"| **{section.heading}** | | |")
        rows += map(_row, section.actions)
    return "\n".join(rows)


def _row(action: Action) -> str:
    keys = " ".join(f"`{_written(key)}`" for key in action.keys.split(","))
    return f"| {keys} | {action.what} | `{action.name}` |"


def _written(key: str) -> str:
    """Return a key as a keyboard has it."""
    *modifiers, last = key.split("+")
    shown = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}.get(last, last)
    if modifiers and len(shown) == 1:
        shown = shown.upper()
    if len(shown) > 1:
        shown = _CHARACTERS.get(shown) or shown[0].upper() + shown[1:]
    return "+".join([*(name.capitalize() for name in modifiers), shown])


_CHARACTERS = {_character_to_key(character): character for character in "()$0"}


def with_reference(readme: str) -> str:
    """Return the README with the table of keys as the list has it now."""
    return _BETWEEN.sub(lambda found: f"{found[1]}{reference()}\n{found[2]}", readme)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_reference(file.read_text(encoding="utf-8")), encoding="utf-8")
