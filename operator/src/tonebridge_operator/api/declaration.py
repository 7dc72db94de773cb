"""How an API struct is declared: names on the wire, rules beside the fields."""

from typing import ClassVar

from msgspec import Struct

ACRONYMS = {"Cpu": "CPU", "Ttl": "TTL", "Url": "URL"}


def wire_name(name: str) -> str:
    """Return a field's name in manifests: `base_url` is `baseURL`, as Kubernetes writes it."""
    first, *rest = name.split("_")
    words = [ACRONYMS.get(word.capitalize(), word.capitalize()) for word in rest]
    return "".join([first, *words])


class Rule(Struct, frozen=True, kw_only=True):
    """An invariant in CEL, checked by the API server on every write."""

    holds: str
    """The expression; `self` is the object or value that it stands on."""
    message: str
    """What a person reads when it does not hold: what is wrong and what would be right."""
    at: str = ""
    """The field, seen from the object, that the message is about; empty: the object."""


class ApiObject(Struct, frozen=True, rename=wire_name):
    """A part of the resource; the strings beneath its fields are what `kubectl explain` says."""

    rules: ClassVar[tuple[Rule, ...]] = ()
    """What must hold between its fields."""
