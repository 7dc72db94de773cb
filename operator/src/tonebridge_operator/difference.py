"""Where an object differs from what is wanted of it, on the fields that we want.

The API server fills in defaults and others own fields too, so objects never come back as
they were sent. Only paths in `wanted` are looked at, and values are compared as Kubernetes
understands them: `1000m` is `1`, nothing is an empty list, and items of a list that is a map
are found by their key, wherever they stand.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.desired.quantity import same

Step: TypeAlias = str | tuple[tuple[str, Any], ...]
"""A field's name, or the key of an item as pairs of field and value."""
Path: TypeAlias = tuple[Step, ...]

LIST_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "containers": ("name",),
    "initContainers": ("name",),
    "env": ("name",),
    "volumes": ("name",),
    "volumeMounts": ("mountPath",),
    "ownerReferences": ("uid",),
    "topologySpreadConstraints": ("topologyKey", "whenUnsatisfiable"),
    "groups": ("name",),
}
"""Lists that are maps, by their field, and what tells their items apart."""
PORT_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "Service": ("port", "protocol"),
    "Deployment": ("containerPort", "protocol"),
    "StatefulSet": ("containerPort", "protocol"),
}
"""The same of `ports`; elsewhere they are plain lists."""
AMOUNTS: Final = frozenset({"requests", "limits"})
"""Fields whose values are quantities."""
AMOUNT: Final = frozenset({"sizeLimit", "storage", "size"})
"""Fields that are quantities."""


def owned_differs(wanted: Body, live: Body | None) -> bool:
    """Tell whether an object has to be applied."""
    return live is None or next(differences(wanted, live), None) is not None


def differences(wanted: Body, live: Body) -> Iterator[Path]:
    """Yield the path of every wanted value that is not there."""
    return _compare(wanted, live, (), wanted.get("kind", ""))


def _compare(wanted: Any, live: Any, path: Path, kind: str) -> Iterator[Path]:  # noqa: ANN401
    if isinstance(wanted, dict):
        if not isinstance(live, dict):
            if wanted or live is not None:
                yield path
            return
        for name, value in wanted.items():
            yield from _compare(value, live.get(name), (*path, name), kind)
    elif isinstance(wanted, list):
        yield from _compare_lists(wanted, live, path, kind)
    elif wanted != live and not _means_the_same(wanted, live, path):
        yield path


def _compare_lists(wanted: list[Any], live: Any, path: Path, kind: str) -> Iterator[Path]:  # noqa: ANN401
    if not isinstance(live, list):
        if wanted or live is not None:
            yield path
        return
    keys = _keys_of(path, kind)
    if not keys:
        if len(wanted) != len(live):
            yield path
            return
        for index, (item, found) in enumerate(zip(wanted, live, strict=True)):
            yield from _compare(item, found, (*path, (("", index),)), kind)
        return
    there = {_key(item, keys): item for item in live if isinstance(item, dict)}
    for item in wanted:
        key = _key(item, keys)
        yield from _compare(item, there.get(key), (*path, key), kind)


def _keys_of(path: Path, kind: str) -> tuple[str, ...]:
    field = path[-1]
    if field == "ports":
        return PORT_KEYS.get(kind, ())
    return LIST_KEYS.get(field, ()) if isinstance(field, str) else ()


def _key(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, item.get(name)) for name in keys)


def _means_the_same(wanted: object, live: object, path: Path) -> bool:
    if live is None:
        return wanted == ""  # what is empty is not stored
    is_amount = path[-1] in AMOUNT or (len(path) > 1 and path[-2] in AMOUNTS)
    return is_amount and same(wanted, live)


def managers(live: Body, paths: tuple[Path, ...], *, ours: str) -> tuple[str, ...]:
    """Return who else owns any of the paths, by `metadata.managedFields`, sorted."""
    found = set()
    for entry in live.get("metadata", {}).get("managedFields", ()):
        name = str(entry.get("manager", ""))
        fields = entry.get("fieldsV1", {})
        if name != ours and any(_owns(fields, path) for path in paths):
            found.add(name)
    return tuple(sorted(found))


def _owns(fields: Mapping[str, Any], path: Path) -> bool:
    if not path:
        return True
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        inner = fields.get(f"f:{step}")
        if inner is None:
            return False
        return not inner or _owns(inner, rest)  # a plain list is owned as a whole
    for name, inner in fields.items():
        if name.startswith("k:") and _matches(json.loads(name[2:]), dict(step)):
            return _owns(inner, rest)
    return False


def _matches(key: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    return all(key.get(name) == value for name, value in item.items())


def written(path: Path) -> str:
    """Return a path as people write it: `spec.template.spec.containers[gateway].image`."""
    text = ""
    for step in path:
        if isinstance(step, str):
            text += f".{step}"
        else:
            text += f"[{','.join(str(value) for _, value in step)}]"
    return text.removeprefix(".")
