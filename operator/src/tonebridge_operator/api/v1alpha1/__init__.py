"""`tonebridge.io/v1alpha1`: what people may ask of a bridge, and what it tells them.

Every field has a default, so `spec: {}` gives a working platform. Defaults, bounds and rules
go into the schema of the CRD (`make generate`): the API server fills in and refuses, the
operator reads what is complete and valid. The string beneath a field is its description.
"""

from typing import ClassVar

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.v1alpha1.spec import Spec
from tonebridge_operator.api.v1alpha1.status import Condition, OwnedObject, Status

__all__ = ["LONGEST_NAME", "Condition", "OwnedObject", "Spec", "Status", "ToneBridge"]

LONGEST_NAME = 40
"""Characters of a bridge's name: its objects' names add up to 23, and labels hold 63."""


class ToneBridge(ApiObject, frozen=True, kw_only=True):
    """A ToneBridge platform: gateways, workers, PostgreSQL, Redis and what keeps them right."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            holds=f"size(self.metadata.name) <= {LONGEST_NAME}",
            message=f"metadata.name must be at most {LONGEST_NAME} characters long: "
            "the names of the objects made for it are longer",
        ),
        Rule(
            holds="self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
            message="metadata.name must begin with a letter and hold only lower-case letters, "
            "digits and '-': Services are named after it",
        ),
    )

    spec: Spec = Spec()
    """What the bridge should be. Left out: a working platform with the defaults."""
    status: Status | None = None
    """What the bridge is; written by the operator."""
