"""Values that several parts of the resource use."""

from typing import Annotated

from msgspec import Meta

from tonebridge_operator.api.declaration import ApiObject
from tonebridge_operator.api.rules import IMAGE, OBJECT_NAME, quantity_from

Image = Annotated[str, Meta(max_length=512, extra={"rules": (IMAGE,)})]
Cpu = Annotated[int | str, Meta(extra={"rules": (quantity_from("50m", example="500m or 2"),)})]
Memory = Annotated[int | str, Meta(extra={"rules": (quantity_from("128Mi", example="512Mi"),)})]
Storage = Annotated[int | str, Meta(extra={"rules": (quantity_from("1Gi", example="10Gi"),)})]
ObjectName = Annotated[str, Meta(min_length=1, max_length=253, extra={"rules": (OBJECT_NAME,)})]
SecretKey = Annotated[str, Meta(min_length=1, max_length=253, pattern="^[-._a-zA-Z0-9]+$")]
Replicas = Annotated[int, Meta(ge=0, le=100)]
ScaledReplicas = Annotated[int, Meta(ge=1, le=100)]
Percent = Annotated[int, Meta(ge=1, le=100)]


class SecretRef(ApiObject, frozen=True, kw_only=True):
    """A Secret in the namespace of the bridge."""

    name: ObjectName
    """Name of the Secret."""


class SecretKeyRef(ApiObject, frozen=True, kw_only=True):
    """One key of a Secret in the namespace of the bridge."""

    name: ObjectName
    """Name of the Secret."""
    key: SecretKey = "api-key"
    """Key in the Secret."""
