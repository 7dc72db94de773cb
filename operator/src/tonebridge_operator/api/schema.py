"""From API structs to the structural schema that a CRD needs.

Kubernetes wants everything inline, at most one type a value, and nothing that contradicts it:
no references, no titles, no nulls. A struct's default is written out in full where the struct
is used, since the API server judges rules before it fills in what lies deeper.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterable
from functools import singledispatch
from typing import Any, TypeAlias

import msgspec
from msgspec.inspect import (
    BoolType,
    DictType,
    Field,
    IntType,
    LiteralType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from tonebridge_operator.api.declaration import ApiObject, Rule

Schema: TypeAlias = dict[str, Any]


def structural_schema(struct: type[ApiObject]) -> Schema:
    """Return the schema of an API struct, with descriptions, bounds, defaults and rules.

    Raises:
        TypeError: a field's type has no counterpart in a structural schema, or a field has
            no description.
    """
    return _value(type_info(struct))


@singledispatch
def _value(info: Type) -> Schema:
    message = f"a structural schema has no counterpart for {info!r}"
    raise TypeError(message)


@_value.register
def _(info: Metadata) -> Schema:
    rules = (info.extra or {}).get("rules", ())
    return {**_value(info.type), **(info.extra_json_schema or {}), **_validations(rules)}


@_value.register
def _(info: UnionType) -> Schema:
    match info.types:
        case (inner, NoneType()):
            return _value(inner)
        case (IntType(), StrType()):
            return {"x-kubernetes-int-or-string": True}
        case _:
            message = f"a structural schema has one type a value, not {info!r}"
            raise TypeError(message)


@_value.register
def _(_info: BoolType) -> Schema:
    return {"type": "boolean"}


@_value.register
def _(info: IntType) -> Schema:
    return {"type": "integer", **_given(minimum=info.ge, maximum=info.le)}


@_value.register
def _(info: StrType) -> Schema:
    bounds = _given(minLength=info.min_length, maxLength=info.max_length, pattern=info.pattern)
    return {"type": "string", **bounds}


@_value.register
def _(info: LiteralType) -> Schema:
    return {"type": "string", "enum": list(info.values)}


@_value.register
def _(info: VarTupleType) -> Schema:
    return {
        "type": "array",
        "items": _value(info.item_type),
        **_given(maxItems=info.max_length),
    }


@_value.register
def _(info: DictType) -> Schema:
    return {
        "type": "object",
        "additionalProperties": _value(info.value_type),
        **_given(maxProperties=info.max_length),
    }


@_value.register
def _object(info: StructType) -> Schema:
    meanings = _descriptions(info.cls)
    missing = [field.name for field in info.fields if not meanings.get(field.name)]
    if missing:
        message = f"{info.cls.__name__}: no description beneath {', '.join(missing)}"
        raise TypeError(message)
    required = [field.encode_name for field in info.fields if field.required]
    return {
        "description": _one_line(inspect.getdoc(info.cls) or ""),
        "type": "object",
        **({"required": required} if required else {}),
        "properties": {
            field.encode_name: _property(field, meanings[field.name]) for field in info.fields
        },
        **_validations(getattr(info.cls, "rules", ())),
    }


def _property(field: Field, meaning: str) -> Schema:
    schema = {**_value(field.type), "description": meaning}
    default = without_nulls(msgspec.to_builtins(_default(field)))
    return schema if default is None else {**schema, "default": default}


def _default(field: Field) -> object:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return None if field.default is msgspec.NODEFAULT else field.default


def _given(**bounds: object) -> Schema:
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _validations(rules: Iterable[Rule]) -> Schema:
    found = [
        {
            "rule": rule.holds,
            "message": rule.message,
            **({"fieldPath": f".{rule.at}"} if rule.at else {}),
        }
        for rule in rules
    ]
    return {"x-kubernetes-validations": found} if found else {}


def without_nulls(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value without what is null: in a manifest, absent."""
    match value:
        case dict():
            return {key: without_nulls(item) for key, item in value.items() if item is not None}
        case list() | tuple():
            return [without_nulls(item) for item in value]
        case _:
            return value


def _descriptions(struct: type) -> dict[str, str]:
    """Read the strings that stand beneath attributes, which Python itself does not keep."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(struct))).body
    if not isinstance(definition, ast.ClassDef):
        return {}
    return {
        attribute.target.id: _one_line(text.value.value)
        for attribute, text in zip(definition.body, definition.body[1:], strict=False)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
