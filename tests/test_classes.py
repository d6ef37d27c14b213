"""No class of ours is the lower floor of another: parts stand side by side."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent

_ASKING = frozenset(("isinstance", "issubclass", "cast", "query", "query_one", "query_exactly_one"))
"""Calls that take a class and make none of it."""


class Uses(ast.NodeVisitor):
    """The classes of one module, their bases, and what may make one of a class.

    Every name stands as (module, name), through the module's imports. A class is made where
    it is called, raised or handed on; not where it is a base, a type or asked for.
    """

    def __init__(self, module: str, tree: ast.Module) -> None:
        self._module = module
        self._names = dict(_imported(module, tree))
        self._inside: list[str] = []
        self.classes: set[tuple[str, str]] = set()
        self.bases: list[tuple[str, tuple[str, str]]] = []
        self.made: set[tuple[str, str]] = set()
        self.visit(tree)

    def _meant(self, name: str) -> tuple[str, str]:
        return self._names.get(name, (self._module, name))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.add((self._module, node.name))
        for base in node.bases:
            bare = base.value if isinstance(base, ast.Subscript) else base
            if isinstance(bare, ast.Name):
                self.bases.append((f"{self._module}.{node.name}", self._meant(bare.id)))
        self._inside.append(node.name)
        for part in (*node.decorator_list, *node.body):
            self.visit(part)
        self._inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in (*node.decorator_list, node.args, *node.body):
            self.visit(part)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 (so ast calls it)

    def visit_arg(self, node: ast.arg) -> None:
        """Pass over a type."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.value, ast.Name):
            self.visit(node.value)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        for part in node.body:
            self.visit(part)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name == "cls" and self._inside:
            self.made.add((self._module, self._inside[-1]))
        if name not in _ASKING:
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.made.add(self._meant(node.id))


def _imported(module: str, tree: ast.Module) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, (node.module, alias.name)


def _home(name: tuple[str, str], uses: Mapping[str, Uses]) -> tuple[str, str]:
    """Return where a class is written, when it was imported from a room's door."""
    while name[0] in uses and (further := uses[name[0]]._meant(name[1])) != name:
        name = further
    return name


def towers(modules: Mapping[str, str]) -> list[str]:
    """Return each class of some modules with one subclass that is never made itself."""
    uses = {module: Uses(module, ast.parse(source)) for module, source in modules.items()}
    floors: dict[tuple[str, str], list[str]] = defaultdict(list)
    for module in uses.values():
        for subclass, base in module.bases:
            floors[_home(base, uses)].append(subclass)
    ours = {name for module in uses.values() for name in module.classes}
    made = {_home(name, uses) for module in uses.values() for name in module.made}
    return [
        f"{module}.{name}, under {above[0]}"
        for (module, name), above in sorted(floors.items())
        if (module, name) in ours - made and len(above) == 1
    ]


def test_no_class_is_the_lower_floor_of_another() -> None:
    modules = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            file.read_text("utf-8")
        )
        for package in ("annotations", "reader")
        for file in sorted((ROOT / package).rglob("*.py"))
    }
    assert towers(modules) == [], "Make these parts that stand side by side, each with its name."


TOWER = """
class Lower:
    @property
    def itself(self) -> "Lower": ...
"""
UPPER = "from hall import Lower\nclass Upper(Lower): ...\nUpper()\n"


def test_a_base_with_one_child_that_is_never_made_is_a_tower() -> None:
    assert towers({"hall": TOWER, "house": UPPER}) == ["hall.Lower, under house.Upper"]


def test_a_base_that_is_only_asked_for_or_named_as_a_type_is_a_tower() -> None:
    asking = "from hall import Lower\ndef ask(one: Lower) -> bool:\n    isinstance(one, Lower)\n"
    assert towers({"hall": TOWER, "house": UPPER, "door": asking}) != []


def test_a_base_that_is_made_or_has_two_children_is_none() -> None:
    door = "from hall import Lower\n"
    other = "from door import Lower\n"
    assert towers({"hall": TOWER, "house": UPPER, "door": door, "lane": f"{other}Lower()"}) == []
    two = f"{other}class Third(Lower): ...\n"
    assert towers({"hall": TOWER, "house": UPPER, "door": door, "lane": two}) == []
