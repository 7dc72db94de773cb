"""What a bridge consists of: from its spec to every object, without asking anyone."""

from collections.abc import Iterator

import msgspec

from tonebridge_operator.desired import (
    accounts,
    autoscaling,
    cnpg,
    config,
    dashboards,
    disruption,
    exposure,
    gateway,
    jobs,
    monitoring,
    policies,
    postgres,
    redis,
    secrets,
    services,
    volumes,
    worker,
)
from tonebridge_operator.desired.bridge import Bridge, Given, Reference, Release
from tonebridge_operator.desired.manifest import Key, Manifest, Wave, sealed

__all__ = ["Bridge", "Given", "Key", "Manifest", "Reference", "Release", "Wave", "render"]


def render(bridge: Bridge, given: Given) -> tuple[Manifest, ...]:
    """Return every object of a bridge, wave by wave; equal input gives equal output."""
    ordered = sorted(_manifests(bridge, given), key=lambda one: (one.wave, one.key))
    return tuple(_finished(one) for one in ordered)


def _finished(one: Manifest) -> Manifest:
    first = None if one.at_first is None else sealed(one.at_first)
    return msgspec.structs.replace(one, body=sealed(one.body), at_first=first)


def _manifests(bridge: Bridge, given: Given) -> Iterator[Manifest]:
    spec = bridge.spec
    yield accounts.account(bridge)
    yield config.config_map(bridge)
    yield from secrets.manifests(bridge, given.secrets)
    if spec.network_policy.enabled:
        yield from policies.policies(bridge, given)
    yield from volumes.claims(bridge)
    yield from services.data_services(bridge)
    if spec.postgres.mode == "managed":
        yield postgres.stateful_set(bridge, given)
    if spec.postgres.mode == "cnpg":
        yield cnpg.cluster(bridge)
    if spec.redis.mode == "managed":
        yield redis.stateful_set(bridge, given)
    yield jobs.migration(bridge, given)
    yield gateway.deployment(bridge, given)
    yield worker.deployment(bridge, given)
    yield from services.process_services(bridge)
    yield from exposure.routes(bridge)
    if spec.gateway.autoscaling.enabled:
        yield autoscaling.gateway_autoscaler(bridge)
    if worker.scaled_by_keda(bridge, given):
        yield autoscaling.worker_autoscaler(bridge)
    yield from disruption.budgets(bridge)
    if spec.postgres.mode != "external" and spec.postgres.backup.enabled:
        yield jobs.backup_schedule(bridge, given)
    yield from monitoring.monitors(bridge, given)
    yield from dashboards.config_maps(bridge)
