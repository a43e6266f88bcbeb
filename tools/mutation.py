"""Small changes of a module's source, one at a time, put into the functions that live in this process; no file is written.

Changed are comparisons, and/or, arithmetic, constants, conditions, returns, arguments and statements of functions, default values of
arguments and constants of modules. Left alone are annotations, decorators, docstrings, fields of classes and the words of refusals (`raise`).
"""

from __future__ import annotations

import ast
import functools
import gc
import sys
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Change:
    """One change: `parent.field` (or its element at `index`) becomes `new`. `place`: "code", "default" or "module"."""

    parent: ast.AST
    field: str
    index: int | None
    new: Any
    line: int
    last: int
    text: str
    place: str
    owner: ast.AST | None

    def __enter__(self) -> None:
        self._swap(self.new)

    def __exit__(self, *_told: object) -> None:
        self._swap(self._old)

    def _swap(self, value: Any) -> None:
        held = getattr(self.parent, self.field)
        object.__setattr__(self, "_old", held if self.index is None else held[self.index])
        if self.index is None:
            setattr(self.parent, self.field, value)
        else:
            held[self.index] = value


class Changes:
    """Every change of a source text, in the order of its lines."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.found: list[Change] = []
        for node in self.tree.body:
            self._top(node)
        self.found.sort(key=lambda change: change.line)

    def _top(self, node: ast.stmt) -> None:
        if isinstance(node, Function):
            self._function(node)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, Function | ast.ClassDef):
                    self._top(inner)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            self._within(node, "value", None, node.value, ("module", node))

    def _function(self, node: Function) -> None:
        for name in ("defaults", "kw_defaults"):
            for index, default in enumerate(getattr(node.args, name)):
                if default is not None:
                    self._within(node.args, name, index, default, ("default", node))
        for index, inner in enumerate(node.body):
            if not (isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant)):
                self._within(node, "body", index, inner, ("code", node))

    def _within(self, parent: ast.AST, field: str, index: int | None, node: ast.AST, place: tuple[str, ast.AST]) -> None:
        for new, text in _others(node):
            fresh = ast.fix_missing_locations(ast.copy_location(new, node))
            line, last = node.lineno, node.end_lineno or node.lineno  # type: ignore[attr-defined]  # statements and expressions have them
            self.found.append(Change(parent, field, index, fresh, line, last, text, *place))
        if isinstance(node, Function | ast.Lambda) and place[0] == "code":
            body = node.body if isinstance(node.body, list) else [node.body]
            for at, inner in enumerate(body):
                self._within(node, "body", at if isinstance(node.body, list) else None, inner, place)
            return
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "format_spec"}:
                continue
            for at, inner in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(inner, ast.comprehension | ast.keyword | ast.match_case | ast.ExceptHandler):
                    self._clause(inner, place)
                elif isinstance(inner, ast.expr | ast.stmt) and not _words(node, inner):
                    self._within(node, name, at, inner, place)

    def _clause(self, node: ast.AST, place: tuple[str, ast.AST]) -> None:
        for name, value in ast.iter_fields(node):
            for at, inner in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(inner, ast.expr | ast.stmt) and name not in {"target", "type"}:
                    condition = name == "ifs"
                    self._within(node, name, at, inner, place)
                    if condition:
                        new = ast.copy_location(ast.UnaryOp(ast.Not(), inner), inner)
                        text = f"{ast.unparse(inner)} → not"
                        last = inner.end_lineno or inner.lineno
                        self.found.append(Change(node, name, at, new, inner.lineno, last, text, *place))


def _words(node: ast.AST, inner: ast.AST) -> bool:
    """Whether it is the sentence of a refusal, or a docstring within."""
    return isinstance(node, ast.Raise) or (isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant))


def _others(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """What may stand in the place of a node, and how that is told."""
    said = ast.unparse(node) if isinstance(node, ast.expr | ast.stmt) else ""
    for new in (*_of_operators(node), *_of_constants(node), *_of_calls(node), *_of_statements(node)):
        yield new, f"{_short(said)} → {_short(ast.unparse(ast.fix_missing_locations(ast.copy_location(new, node))))}"


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 90 else f"{one[:87]}…"


def _of_operators(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            yield ast.Compare(node.left, [*node.ops[:i], SWAPS[type(op)](), *node.ops[i + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(SWAPS[type(node.op)](), node.values)
        for i in range(len(node.values)):
            left = [*node.values[:i], *node.values[i + 1 :]]
            yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
    elif isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in SWAPS:
        yield ast.AugAssign(node.target, SWAPS[type(node.op)](), node.value)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _of_constants(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Constant):
        return
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int() | float():
            yield ast.Constant(node.value + 1)
        case str():
            yield ast.Constant(node.value + "?")
        case _:
            return


def _of_calls(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    if len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            yield ast.Call(node.func, node.args, [*node.keywords[:i], *node.keywords[i + 1 :]])


def _of_statements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class Alive:
    """The functions of a module that live in this process."""

    def __init__(self, path: str, name: str) -> None:
        self.path, self.module = path, sys.modules[name]
        found = [thing for thing in gc.get_objects() if isinstance(thing, FunctionType) and thing.__code__.co_filename == path]
        self.functions = [(function, _key(function.__code__)) for function in found]

    def put(self, tree: ast.Module, change: Change) -> bool:
        """Puts a changed tree to work; False where nothing that lives is changed by it."""
        if change.place == "module":
            done = self._rebind(change)
        elif change.place == "default":
            done = self._default(change)
        else:
            done = self._code(tree)
        for cached in [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper)]:  # noqa: SLF001 - no other name for it
            cached.cache_clear()
        return done

    def _code(self, tree: ast.Module) -> bool:
        new = {_key(code): code for code in _codes(compile(tree, self.path, "exec", dont_inherit=True))}
        done = False
        for function, key in self.functions:
            code = new.get(key)
            if code is not None and code != function.__code__ and len(code.co_freevars) == len(function.__code__.co_freevars):
                function.__code__ = code
                done = True
        return done

    def _default(self, change: Change) -> bool:
        owner = change.owner
        assert isinstance(owner, Function)
        space = vars(self.module)
        first = min(owner.lineno, *(d.lineno for d in owner.decorator_list)) if owner.decorator_list else owner.lineno
        for function, key in self.functions:
            if key[1] == first and function.__name__ == owner.name:
                function.__defaults__ = tuple(_value(d, space) for d in owner.args.defaults) or None
                both = zip(owner.args.kwonlyargs, owner.args.kw_defaults, strict=True)
                function.__kwdefaults__ = {a.arg: _value(d, space) for a, d in both if d is not None} or None
                return True
        return False

    def _rebind(self, change: Change) -> bool:
        owner = change.owner
        assert isinstance(owner, ast.Assign | ast.AnnAssign)
        target = owner.target if isinstance(owner, ast.AnnAssign) else owner.targets[0]
        if not isinstance(target, ast.Name) or owner.value is None or target.id not in vars(self.module):
            return False
        old = vars(self.module)[target.id]
        new = _value(owner.value, vars(self.module))
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(target.id) is old:
                setattr(module, target.id, new)
        return True


def _value(node: ast.expr, space: dict[str, Any]) -> Any:
    expression = ast.fix_missing_locations(ast.Expression(node))
    return eval(compile(expression, "<changed>", "eval"), space)  # noqa: S307 - the module's own source


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
