"""The language models."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.rules import HTTP_URL, PROVIDER_NAME
from tonebridge_operator.api.v1alpha1.values import SecretKeyRef


class Provider(ApiObject, frozen=True, kw_only=True):
    """A language model's endpoint."""

    name: Annotated[str, Meta(min_length=1, max_length=63, extra={"rules": (PROVIDER_NAME,)})]
    """What answers and metrics call it; unique. The name rules is taken by the rule engine."""
    type: Literal["openai"] = "openai"
    """What it speaks: openai is any endpoint that is compatible with OpenAI's API."""
    base_url: Annotated[str, Meta(min_length=1, max_length=512, extra={"rules": (HTTP_URL,)})]
    """Where it is, without the operation, such as https://llm.example/v1."""
    model: Annotated[str, Meta(min_length=1, max_length=256)]
    """The model's name as the endpoint knows it."""
    secret_ref: SecretKeyRef | None = None
    """The API key. Left out: the endpoint needs none."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            holds="self.name != 'rules'",
            message="name cannot be 'rules': that is the built-in rule engine",
            at="name",
        ),
    )


Providers = Annotated[
    tuple[Provider, ...],
    Meta(
        max_length=8,
        extra_json_schema={
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["name"],
        },
    ),
]


class Llm(ApiObject, frozen=True, kw_only=True):
    """Which language models rewrite messages."""

    providers: Providers = ()
    """Asked in this order: the next one when one is unavailable. Empty: the rule engine alone."""
    fallback: Literal["rules"] = "rules"
    """Who answers when no provider can: rules, the offline rule engine."""
