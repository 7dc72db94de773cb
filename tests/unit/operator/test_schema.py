"""From structs to a structural schema."""

from typing import Annotated, ClassVar, Literal

import pytest
from msgspec import Meta, field

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.schema import structural_schema, without_nulls

EVEN = Rule(holds="self % 2 == 0", message="must be even")


class Inner(ApiObject, frozen=True, kw_only=True):
    """What is inside."""

    size: Annotated[int, Meta(ge=1, le=9)] = 3
    """How big."""
    note: Annotated[str, Meta(max_length=5)] | None = None
    """What to
    remember."""


class Outer(ApiObject, frozen=True, kw_only=True):
    """What is outside.

    And more about it.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(holds="self.baseURL != ''", message="baseURL must not be empty", at="baseURL"),
    )

    base_url: Annotated[str, Meta(min_length=1, max_length=9, pattern="^h")]
    """Where."""
    inner: Inner = Inner()
    """What it holds."""
    choice: Literal["a", "b"] = "a"
    """Which."""
    even: Annotated[int, Meta(extra={"rules": (EVEN,)})] = 2
    """How many."""
    amount: int | str = "1Gi"
    """How much."""
    tags: Annotated[dict[str, Annotated[str, Meta(max_length=7)]], Meta(max_length=3)] = field(
        default_factory=dict
    )
    """Words."""
    parts: Annotated[tuple[Inner, ...], Meta(max_length=4)] = ()
    """Pieces."""
    maybe: Inner | None = None
    """Perhaps."""
    on: bool = True
    """Whether."""


INNER = {
    "description": "What is inside.",
    "type": "object",
    "properties": {
        "size": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9,
            "description": "How big.",
            "default": 3,
        },
        "note": {"type": "string", "maxLength": 5, "description": "What to remember."},
    },
}


def test_a_struct_becomes_a_schema_with_all_that_it_says():
    assert structural_schema(Outer) == {
        "description": "What is outside. And more about it.",
        "type": "object",
        "required": ["baseURL"],
        "properties": {
            "baseURL": {
                "type": "string",
                "minLength": 1,
                "maxLength": 9,
                "pattern": "^h",
                "description": "Where.",
            },
            "inner": {**INNER, "description": "What it holds.", "default": {"size": 3}},
            "choice": {
                "type": "string",
                "enum": ["a", "b"],
                "description": "Which.",
                "default": "a",
            },
            "even": {
                "type": "integer",
                "x-kubernetes-validations": [{"rule": "self % 2 == 0", "message": "must be even"}],
                "description": "How many.",
                "default": 2,
            },
            "amount": {
                "x-kubernetes-int-or-string": True,
                "description": "How much.",
                "default": "1Gi",
            },
            "tags": {
                "type": "object",
                "additionalProperties": {"type": "string", "maxLength": 7},
                "maxProperties": 3,
                "description": "Words.",
                "default": {},
            },
            "parts": {
                "type": "array",
                "items": INNER,
                "maxItems": 4,
                "description": "Pieces.",
                "default": [],
            },
            "maybe": {**INNER, "description": "Perhaps."},
            "on": {"type": "boolean", "description": "Whether.", "default": True},
        },
        "x-kubernetes-validations": [
            {
                "rule": "self.baseURL != ''",
                "message": "baseURL must not be empty",
                "fieldPath": ".baseURL",
            }
        ],
    }


def test_a_field_without_a_description_is_refused():
    class Silent(ApiObject, frozen=True, kw_only=True):
        """Says nothing."""

        told: bool = True
        """It is told."""
        untold: bool = True

    with pytest.raises(TypeError, match="Silent: no description beneath untold"):
        structural_schema(Silent)


@pytest.mark.parametrize("annotation", [float | None, bool | str, int | str | None, list[int]])
def test_a_type_without_a_counterpart_is_refused(annotation):
    class Odd(ApiObject, frozen=True, kw_only=True):
        """Odd."""

        field: annotation = None
        """Odd."""

    with pytest.raises(TypeError, match="structural schema"):
        structural_schema(Odd)


def test_nulls_are_left_out_at_any_depth():
    assert without_nulls({"a": None, "b": [{"c": None, "d": 0}], "e": ""}) == {
        "b": [{"d": 0}],
        "e": "",
    }
