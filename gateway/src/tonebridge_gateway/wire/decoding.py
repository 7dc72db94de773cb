"""From bytes to structs, with every refusal naming the field as the client wrote it."""

import json
import re
from collections.abc import Hashable, Iterator
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

import msgspec
import msgspec.inspect

from tonebridge.domain.errors import InvalidField
from tonebridge_gateway.wire.refusals import NotOfThisShape, explain

T = TypeVar("T")

BODY = "body"
_INTEGER = re.compile("-?[0-9]{1,18}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - any struct
    return msgspec.json.Decoder(shape)


@cache
def _numbers(shape: Hashable) -> frozenset[str]:
    """Name the query parameters that are numbers; all others stay the text that they are."""
    info = msgspec.inspect.type_info(shape)
    fields = info.fields if isinstance(info, msgspec.inspect.StructType) else ()
    return frozenset(
        field.encode_name for field in fields if isinstance(field.type, msgspec.inspect.IntType)
    )


def given(value: T | msgspec.UnsetType) -> T | None:
    """Return a query parameter's value, or None where there was none."""
    return None if value is msgspec.UNSET else value


def decode(body: bytes, shape: type[T]) -> T:
    """Read a JSON body.

    Raises:
        InvalidField: it is not JSON, not of this shape, or holds a character that no
            text may hold.
    """
    if not body:
        raise NotOfThisShape(BODY, "send a JSON object")
    try:
        decoded: T = _decoder(cast("Hashable", shape)).decode(body)
    except msgspec.ValidationError as error:
        raise explain(str(error), shape) from None
    except UnicodeDecodeError:
        raise NotOfThisShape(BODY, "send UTF-8") from None
    except (msgspec.DecodeError, RecursionError):
        raise _malformed(body) from None
    if b"\\u0000" in body:
        _refuse_nul(msgspec.json.decode(body))
    return decoded


def convert(pairs: list[tuple[str, str]], shape: type[T]) -> T:
    """Read query parameters. Raises `InvalidField`."""
    numbers = _numbers(cast("Hashable", shape))
    found: dict[str, str | int] = {}
    for name, value in pairs:
        if name in found:
            raise NotOfThisShape(_short(name), "give this parameter once")
        if "\x00" in name or "\x00" in value:
            raise InvalidField(_short(name), "remove the NUL character")
        is_number = name in numbers and _INTEGER.fullmatch(value) is not None
        found[name] = int(value) if is_number else value
    try:
        return msgspec.convert(found, shape)
    except msgspec.ValidationError as error:
        raise explain(str(error), shape) from None


def _malformed(body: bytes) -> NotOfThisShape:
    """Say why JSON cannot be read; a lone surrogate is named by its field."""
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return NotOfThisShape(BODY, "send well-formed JSON")
    for path, text in _texts(tree):
        if _SURROGATE.search(text):
            return NotOfThisShape(path or BODY, "remove the lone surrogate: it is no character")
    return NotOfThisShape(BODY, "send well-formed JSON")


def _refuse_nul(tree: object) -> None:
    for path, text in _texts(tree):
        if "\x00" in text:
            raise InvalidField(path or BODY, "remove the NUL character")


def _texts(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Walk every string of a tree, keys too, with its path."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, list):
        for place, item in enumerate(tree):
            yield from _texts(item, f"{path}[{place}]")
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield path, key
            yield from _texts(value, f"{path}.{key}" if path else key)


@lru_cache(maxsize=256)
def _short(name: str) -> str:
    return name[:64].encode("utf-8", "replace").decode()
