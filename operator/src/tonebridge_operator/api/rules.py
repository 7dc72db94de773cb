"""The invariants that several parts of the resource share, as CEL.

The API server evaluates every rule even where another one already failed, so a rule that
converts a value first asks whether it can be converted: one mistake, one message.
"""

from typing import TypeAlias

import msgspec

from tonebridge_operator.api.declaration import ApiObject, Rule

Plain: TypeAlias = bool | int | str
"""What a leaf's default can be."""


def quantity_from(smallest: str, example: str) -> Rule:
    """A quantity such as `500m` or `10Gi`, and no smaller than this."""
    return Rule(
        holds=(
            f"isQuantity(string(self)) && "
            f"quantity(string(self)).compareTo(quantity({literal(smallest)})) >= 0"
        ),
        message=f"must be a quantity of at least {smallest}, such as {example}",
    )


def only_grows(field: str) -> Rule:
    """A volume can be enlarged; no storage driver shrinks one."""
    now, before = f"string(self.{field})", f"string(oldSelf.{field})"
    return Rule(
        holds=(
            f"!isQuantity({now}) || !isQuantity({before}) || "
            f"quantity({now}).compareTo(quantity({before})) >= 0"
        ),
        message=f"{field} can only grow: volumes cannot be made smaller",
        at=field,
    )


def immutable(field: str, instead: str, *, optional: bool = False) -> Rule:
    """Set when the resource is created (absent included, if optional) and never changed."""
    same = f"self.{field} == oldSelf.{field}"
    if optional:  # has() on both: comparing optional values exceeds the cost limit
        now, before = f"has(self.{field})", f"has(oldSelf.{field})"
        same = f"{now} == {before} && (!{now} || {same})"
    return Rule(holds=same, message=f"{field} cannot be changed: {instead}", at=field)


def needs_block(field: str, value: str, block: str) -> Rule:
    """One value of the field cannot do without its block."""
    return Rule(
        holds=f"self.{field} != {literal(value)} || has(self.{block})",
        message=f"{block} is required when {field} is {value}",
        at=block,
    )


def only_with(field: str, value: str, block: str) -> Rule:
    """The block means nothing with any other value of the field."""
    return Rule(
        holds=f"self.{field} == {literal(value)} || !has(self.{block})",
        message=f"{block} has no effect unless {field} is {value}: leave it out",
        at=block,
    )


def absent_with(field: str, value: str, other: str) -> Rule:
    """With one value of the field, an optional field has no effect."""
    return Rule(
        holds=f"self.{field} != {literal(value)} || !has(self.{other})",
        message=f"{other} has no effect when {field} is {value}: leave it out",
        at=other,
    )


def left_out(field: str, value: str, other: str, default: Plain | ApiObject) -> Rule:
    """With one value of the field, another field has no effect and keeps its default.

    Defaults are filled in before rules are judged, so "left out" reads as "is the default".
    """
    if isinstance(default, ApiObject):
        leaves: dict[str, Plain] = msgspec.to_builtins(default)
        pairs = [f"self.{other}.{name} == {literal(leaf)}" for name, leaf in leaves.items()]
    else:
        pairs = [f"self.{other} == {literal(default)}"]
    untouched = " && ".join(pairs)
    return Rule(
        holds=f"self.{field} != {literal(value)} || ({untouched})",
        message=f"{other} has no effect when {field} is {value}: leave it out",
        at=other,
    )


def literal(value: Plain) -> str:
    """Write a value as CEL does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def cron_schedule() -> Rule:
    """Five fields in their ranges, or a shorthand; no time zone, no seconds."""
    step = "(/[1-9][0-9]?)?"
    fields = []
    for value in (
        "[0-5]?[0-9]",
        "([01]?[0-9]|2[0-3])",
        "(0?[1-9]|[12][0-9]|3[01])",
        "(0?[1-9]|1[0-2]|[A-Za-z]{3})",
        "([0-6]|[A-Za-z]{3})",
    ):
        part = rf"(\*|{value}(-{value})?){step}"
        fields.append(f"{part}(,{part})*")
    pattern = f"^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|{' '.join(fields)})$"
    return Rule(
        holds=f"self.matches({literal(pattern)})",
        message=(
            "must be a cron schedule of five fields (minute, hour, day, month, weekday) "
            "such as '0 3 * * *', or @daily"
        ),
    )


IMAGE = Rule(
    holds=(
        "self == '' || self.matches('^[a-zA-Z0-9][a-zA-Z0-9._:/-]*(@sha256:[a-f0-9]{64})?$') && "
        "!self.endsWith(':') && !self.endsWith('/')"
    ),
    message=(
        "must be an image reference such as registry.example/tonebridge:1.2.3 "
        "or registry.example/tonebridge@sha256:<64 hexadecimal digits>"
    ),
)
OBJECT_NAME = Rule(
    holds="!format.dns1123Subdomain().validate(self).hasValue()",
    message="must be an object's name: lower-case letters, digits, '-' and '.'",
)
HOST = Rule(
    holds="!format.dns1123Subdomain().validate(self).hasValue() && self.contains('.')",
    message="must be a full host name without wildcard or port, such as tone.example.com",
)
PROVIDER_NAME = Rule(
    holds="!format.dns1123Label().validate(self).hasValue()",
    message="must be lower-case letters, digits and '-', such as openai-eu",
)
HTTP_URL = Rule(
    holds=(
        "isURL(self) && url(self).getScheme() in ['http', 'https'] && url(self).getHost() != '' "
        "&& !self.contains('@') && !self.contains('?')"
    ),
    message=(
        "must be an http or https URL such as https://llm.example/v1, "
        "without credentials (use secretRef) and without a query"
    ),
)
