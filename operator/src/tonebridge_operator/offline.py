"""What the operator would make of a manifest, without a cluster."""

import msgspec
import yaml

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.desired import Bridge, Given, Reference, Release, render
from tonebridge_operator.desired.secrets import draw, names
from tonebridge_operator.desired.sources import needed_references

LATER = "drawn-when-it-is-applied"
"""Stands where random values will."""


def rendered(manifest: str, release: Release, *, served: frozenset[str] = frozenset()) -> str:
    """Return every object of a ToneBridge as YAML documents, in the order of applying.

    `manifest` is the YAML of one ToneBridge; `served` names the optional kinds that the
    cluster has. The migration's name differs from the real one, which depends on the volume.

    Raises:
        ValueError: the manifest is no YAML, or no ToneBridge as the API allows it.
    """
    try:
        found = yaml.safe_load(manifest)
        metadata = msgspec.convert(found["metadata"], dict[str, object])
        spec = msgspec.convert(found.get("spec") or {}, Spec)
    except (KeyError, TypeError, msgspec.ValidationError, yaml.YAMLError) as error:
        message = f"this is no ToneBridge: {error}"
        raise ValueError(message) from None
    bridge = Bridge(
        name=str(metadata.get("name", "")),
        namespace=str(metadata.get("namespace", "default")),
        uid=LATER,
        spec=spec,
    )
    given = assumed(bridge, release, served=served)
    bodies = [msgspec.to_builtins(one.body) for one in render(bridge, given)]
    plain = msgspec.json.decode(msgspec.json.encode(bodies))  # what occurs twice is two objects
    text: str = yaml.dump_all(
        plain, Dumper=Readable, sort_keys=False, allow_unicode=True, width=99
    )
    return text


def assumed(bridge: Bridge, release: Release, *, served: frozenset[str] = frozenset()) -> Given:
    """Return what a render stands on where everything is as it should be.

    Random values, and what is read from the cluster, are placeholders.
    """
    return Given(
        release=release,
        served=served,
        secrets={
            name: draw(purpose, password=lambda: LATER, signing_key=lambda: LATER)
            for name, purpose in names(bridge).items()
        },
        references={
            name: Reference(keys=frozenset(keys), digest=LATER)
            for name, keys in needed_references(bridge).items()
        },
        image=bridge.target_image(release),
        database=LATER,
        workers=bridge.spec.workers.autoscaling.min_replicas,
    )


class Readable(yaml.SafeDumper):
    """Writes files inside objects line by line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Readable.add_representer(str, _text)
