"""Makes frozen records of many fields quickly: a heap of lists holds a hundred thousand of them.

A frozen dataclass fills its fields through `object.__setattr__`, one call each. Here a twin of the class that is not frozen is filled, and
becomes the frozen class at the end: the record that comes out is the same in every respect.
"""

from __future__ import annotations

import copyreg
import gc
from contextlib import contextmanager
from dataclasses import MISSING, field, fields, make_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


def maker(cls: type[T]) -> Callable[..., T]:
    """What makes records of a frozen dataclass with slots, as its own constructor does.

    Raises:
        TypeError: The class keeps its fields otherwise, or checks them after filling.
    """
    if hasattr(cls, "__post_init__") or "__slots__" not in vars(cls):
        raise TypeError(cls)
    told = [(f.name, Any, _default(f)) for f in fields(cls)]  # type: ignore[arg-type] # T is not bound: what is no dataclass raises TypeError
    twin: Any = make_dataclass(f"_{cls.__name__}", told, slots=True, eq=False, repr=False)

    def make(*args: Any, **values: Any) -> T:
        made = twin(*args, **values)
        made.__class__ = cls
        return made  # type: ignore[no-any-return] # its class was just set

    return make


def _default(one: Any) -> Any:
    if one.default_factory is not MISSING:
        return field(default_factory=one.default_factory)
    return field() if one.default is MISSING else field(default=one.default)


def send_quickly(cls: type[T], rebuild: Callable[..., T]) -> None:
    """Lets records of the class travel between processes as the plain row of their fields.

    Args:
        cls: A frozen dataclass.
        rebuild: Makes a record of the row; a function of a module, or a class: the other process looks it up by its name.
    """
    row = attrgetter(*(f.name for f in fields(cls)))  # type: ignore[arg-type] # as above

    def reduced(record: T) -> tuple[Callable[..., T], tuple[Any, ...]]:
        return rebuild, row(record)

    copyreg.pickle(cls, reduced)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keeps the collector of cycles from looking again and again at the many records that are being made; they hold no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
