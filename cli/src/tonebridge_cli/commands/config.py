"""`tonebridge config`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec

from tonebridge.settings import Settings, load
from tonebridge_cli.asking import output_for
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.laptop.environment import settings_environment
from tonebridge_cli.options import json_option
from tonebridge_cli.show.tables import show_table

MASK = "***"
QUERY_PASSWORD = re.compile(r"((?:^|&)password=)[^&]*")
SECRET_WORDS = ("password", "secret", "api_key")


@click.group()
def config() -> None:
    """Show and check the settings: defaults, the file TONEBRIDGE_CONFIG, the environment."""


@config.command()
@json_option
def show(*, json: bool) -> None:
    """Show every setting as a process that starts here would have it; secrets are masked."""
    masked = masked_settings(load(settings_environment(os.environ)))
    output = output_for(json=json)
    if json:
        output.raw(msgspec.json.encode(masked))
        return
    rows = [
        (f"TONEBRIDGE_{section}__{name}".upper(), _written(value))
        for section, values in masked.items()
        for name, value in values.items()
    ]
    show_table(output, ("setting", "value"), rows, empty="")


@config.command()
def check() -> None:
    """Check the settings without starting anything; say what is wrong and how to mend it."""
    settings = load(settings_environment(os.environ))
    found = complaints(settings)
    if found:
        what = "; ".join(found)
        raise CommandFailed(what, exit_code=Exit.CONFIGURATION)
    click.echo("The settings are right.")


def masked_settings(settings: Settings) -> dict[str, dict[str, object]]:
    """Return the settings by section, without what nobody should read over a shoulder."""
    tree: dict[str, dict[str, object]] = msgspec.to_builtins(settings)
    return {section: _masked(values) for section, values in tree.items()}


def complaints(settings: Settings) -> list[str]:
    """Return what a gateway and a worker would stumble on, each with its remedy."""
    found = [
        f"TONEBRIDGE_{name} is no address; write {scheme}://user:password@host/…"
        for name, url, scheme in (
            ("DATABASE__URL", settings.database.url, "postgresql"),
            ("DATABASE__OWNER_URL", settings.database.owner_url, "postgresql"),
            ("DATABASE__WRITER_URL", settings.database.writer_url, "postgresql"),
            ("REDIS__URL", settings.redis.url, "redis"),
            ("REDIS__QUEUE_URL", settings.redis.queue_url, "redis"),
        )
        if url and not urlsplit(url).scheme.startswith(scheme)
    ]
    if settings.database.pool_min > settings.database.pool_max:
        found.append("TONEBRIDGE_DATABASE__POOL_MIN is above POOL_MAX: lower it")
    folder = settings.auth.keys_dir
    if folder:
        missing = [name for name in ("a.pem", "b.pem") if not (Path(folder) / name).is_file()]
        if missing:
            found.append(f"TONEBRIDGE_AUTH__KEYS_DIR: {folder} lacks {' and '.join(missing)}")
    ports = (
        settings.gateway.port,
        settings.gateway.management_port,
        settings.worker.management_port,
    )
    if len({port for port in ports if port}) < len([port for port in ports if port]):
        found.append("gateway.port and the two management ports are not three: change one")
    return found


def _masked(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _mask(name, value) for name, value in values.items()}


def _mask(name: str, value: object) -> object:
    if not isinstance(value, str) or not value:
        return value
    if any(word in name for word in SECRET_WORDS):
        return MASK
    if name.endswith("url"):
        return _without_password(value)
    return value


def _without_password(url: str) -> str:
    """Mask the passwords in an address; one that cannot be read is masked whole."""
    try:
        parts = urlsplit(url)
        netloc = parts.netloc
        if parts.password is not None:
            user, _, host = netloc.rpartition("@")
            netloc = f"{user.partition(':')[0]}:{MASK}@{host}"
    except ValueError:
        return MASK
    query = QUERY_PASSWORD.sub(rf"\1{MASK}", parts.query)
    return parts._replace(netloc=netloc, query=query).geturl()


def _written(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
