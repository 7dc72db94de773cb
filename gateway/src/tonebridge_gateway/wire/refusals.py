"""msgspec's refusals in our words."""

import re
from collections.abc import Callable
from typing import Any

import msgspec.inspect as shapes

from tonebridge.domain.errors import InvalidField


class NotOfThisShape(InvalidField):
    """It cannot be read as what the path takes; the OpenAPI document says what that is.

    What can be read and is refused all the same is an `InvalidField` proper.
    """


_AT = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?", re.DOTALL)
_NAMED = re.compile(r"(unknown|missing required) field `(.*)`", re.DOTALL)
_LENGTH = re.compile(r"Expected `(\w+)` of length (<=|>=) (\d+)")
_BOUND = re.compile(r"Expected `(?:int|float)` (<=|>=|<|>) (-?[\d.]+)")
_TYPE = re.compile(r"Expected `([^`]*)`")
_DAY = re.compile(r"\bdate\b")
_NAMES = {
    "str": "a string",
    "int": "an integer",
    "float": "a number",
    "bool": "true or false",
    "array": "an array",
    "object": "an object",
    "null": "null",
    "datetime": "a time such as 2026-01-31T09:00:00Z",
    "date": "a day such as 2026-01-31",
}
_LONGEST_NAME = 64


def explain(message: str, shape: Any) -> NotOfThisShape:  # noqa: ANN401 - any struct
    """Turn `… - at `$.options.mode`` into the field and what would be right there."""
    matched = _AT.fullmatch(message)
    what, path = (message, "") if matched is None else (matched["what"], matched["path"] or "")
    field = _as_written(path)
    if named := _NAMED.search(what):
        field = f"{field}.{_short(named[2])}" if field else _short(named[2])
        if named[1] == "unknown":
            return NotOfThisShape(field, "remove this field: there is none of that name")
        return NotOfThisShape(field, "give this field: it is required")
    return NotOfThisShape(field or "body", _remedy(what, field, shape))


def _remedy(what: str, field: str, shape: Any) -> str:  # noqa: ANN401 - any struct
    if length := _LENGTH.search(what):
        count = int(length[3])
        thing = "character" if length[1] == "str" else "item"
        most = "at most" if length[2] == "<=" else "at least"
        return f"give {most} {count:,} {thing}{'' if count == 1 else 's'}"
    if bound := _BOUND.search(what):
        words = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}
        return f"give a number of {words[bound[1]]} {bound[2]}"
    if "enum value" in what and (allowed := _allowed_at(field, shape)):
        return f"give one of {', '.join(map(str, allowed))}"
    if "RFC3339" in what or "ISO8601" in what or "timezone" in what:
        return f"give {_NAMES['date' if _DAY.search(what) else 'datetime']}"
    if wanted := _TYPE.search(what):
        allowed = tuple(filter(None, (_NAMES.get(one) for one in wanted[1].split(" | "))))
        if allowed:
            return f"give {' or '.join(allowed)}"
    return "give a value of the right type"


def _as_written(path: str) -> str:
    """`$.items[3].text` as `items[3].text`; msgspec writes `[...]` where it lost count."""
    return path.removeprefix("$").removeprefix(".")


def _short(name: str) -> str:
    """Cut an invented name; what is left travels as JSON text, which no browser runs."""
    return name[:_LONGEST_NAME]


def _allowed_at(field: str, shape: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any struct
    """Find the values that a field of a struct may take."""
    node = shapes.type_info(shape)
    for step in re.findall(r"\[[^\]]*\]|[^.\[\]]+", field):
        for peel in _PEELERS:
            node = peel(node, step)
    return _values(node)


def _peel_union(node: shapes.Type, _: str) -> shapes.Type:
    if isinstance(node, shapes.UnionType):
        inner = [one for one in node.types if isinstance(one, (shapes.StructType, *_ARRAYS))]
        return inner[0] if inner else node
    return node


def _peel(node: shapes.Type, step: str) -> shapes.Type:
    if isinstance(node, shapes.Metadata):
        node = node.type
    if step.startswith("["):
        return getattr(node, "item_type", node)
    if isinstance(node, shapes.StructType):
        for field in node.fields:
            if field.encode_name == step:
                return field.type
    return node


_ARRAYS = (shapes.VarTupleType, shapes.ListType)
_PEELERS: tuple[Callable[[shapes.Type, str], shapes.Type], ...] = (_peel_union, _peel)


def _values(node: shapes.Type) -> tuple[Any, ...]:
    if isinstance(node, shapes.Metadata):
        return _values(node.type)
    if isinstance(node, shapes.LiteralType):
        return tuple(node.values)
    if isinstance(node, shapes.UnionType):
        return tuple(value for one in node.types for value in _values(one))
    return ()
