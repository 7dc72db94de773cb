"""Who may do what: the app's role and the history writer's, as the settings name them.

Applied with every migration, so that a role named anew is served. Nobody gets more than
its queries need; both obey row-level security.
"""

from urllib.parse import unquote, urlsplit

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from tonebridge.adapters.store.engine import read_dsn
from tonebridge.adapters.store.tables import SCHEMA
from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import DatabaseSettings

_FUNCTIONS = (
    "tenant_of_email",
    "tenant_of_key",
    "tenant_of_refresh_token",
    "tenant_of_one_time_token",
    "tenant_of_first_owner",
    "search_history",
)

_EVERYBODY = ("usage on schema tonebridge", "select on tonebridge.alembic_version")

_APP = (
    "select, insert, update (store_text) on tonebridge.tenants",
    "select, insert, update (language, time_zone, password_hash) on tonebridge.members",
    "select, insert, update (revoked_at), delete on tonebridge.sessions",
    "select, insert, update (used_at) on tonebridge.refresh_tokens",
    "select, insert, update (expires_at, revoked_at, last_used_at) on tonebridge.api_keys",
    "select, insert, delete on tonebridge.one_time_tokens",
    "select, insert, update, delete on tonebridge.dictionaries",
    "select, insert, update, delete on tonebridge.terms",
    "select, insert, update, delete on tonebridge.presets",
    "select, delete on tonebridge.history_entries",
    "select on tonebridge.usage_daily",
    "select, insert on tonebridge.feedback",
    *(f"execute on function tonebridge.{name}" for name in _FUNCTIONS),
)

_COUNTED = "id, created_at, tenant_id, kind, provider, characters, cache, degraded"

_WRITER = (
    "select (id, store_text) on tonebridge.tenants",
    "insert on tonebridge.history_entries",
    f"select ({_COUNTED}) on tonebridge.history_entries",
    "select, insert, update on tonebridge.usage_daily",
    "execute on function tonebridge.ensure_history_day",
    "execute on function tonebridge.drop_history_before",
)

_WRITER_POLICIES = {
    "writer_reads_options": "tenants for select to {writer} using (true)",
    "writer_counts": "usage_daily to {writer} using (true)",
    "writer_appends": "history_entries for insert to {writer} with check (true)",
    "writer_sees_new": "history_entries for select to {writer} using (true)",
}
"""A writer of its own writes for every tenant; the app's role only for the one entered."""

_ROLE = text(
    "select rolsuper or rolbypassrls or pg_has_role(rolname, current_user, 'member')"
    " from pg_roles where rolname = :name"
)


async def grant_access(connection: AsyncConnection, settings: DatabaseSettings) -> None:
    """Give the app and the writer what they need, in the caller's transaction.

    Raises:
        SettingsInvalid: a role is not there, or row-level security would not bind it.
    """
    app = await _role(connection, settings.url, "TONEBRIDGE_DATABASE__URL")
    writer = app
    if settings.writer_url:
        url = settings.writer_url
        writer = await _role(connection, url, "TONEBRIDGE_DATABASE__WRITER_URL")
    await _run(connection, f"revoke execute on all functions in schema {SCHEMA} from public")
    policies = await _writer_policies(connection)
    for role in {app, writer, *(role for _, role in policies.values())}:
        await _revoke_all(connection, role)
    for role in {app, writer}:
        await _grant(connection, _EVERYBODY, role)
    await _grant(connection, _APP, app)
    await _grant(connection, _WRITER, writer)
    await _let_write_for_all(connection, None if writer == app else writer, policies)


async def _role(connection: AsyncConnection, url: str, setting: str) -> str:
    name = unquote(urlsplit(read_dsn(url, setting=setting)).username or "")
    if not name:
        raise SettingsInvalid(setting, "name the role: postgresql://role:password@host/database")
    unbound = (await connection.execute(_ROLE, {"name": name})).scalar_one_or_none()
    if unbound is None:
        raise SettingsInvalid(setting, f"there is no role {name!r}: create it with LOGIN")
    if unbound:
        reason = "owns the tables, is a superuser or has BYPASSRLS"
        raise SettingsInvalid(setting, f"{name!r} {reason}: use a role without these")
    return name


async def _revoke_all(connection: AsyncConnection, role: str) -> None:
    for what in ("schema", "all tables in schema", "all functions in schema"):
        await _run(connection, f"revoke all on {what} {SCHEMA} from {_quoted(connection, role)}")


async def _grant(connection: AsyncConnection, grants: tuple[str, ...], role: str) -> None:
    for grant in grants:
        await _run(connection, f"grant {grant} to {_quoted(connection, role)}")


async def _writer_policies(connection: AsyncConnection) -> dict[str, tuple[str, str]]:
    """Return the writer's policies that are there: their tables and roles."""
    rows = await connection.execute(
        text(
            "select policyname, tablename, roles[1] from pg_policies"
            " where schemaname = :schema and starts_with(policyname, 'writer_')"
        ),
        {"schema": SCHEMA},
    )
    return {policy: (table, role) for policy, table, role in rows}


async def _let_write_for_all(
    connection: AsyncConnection, writer: str | None, found: dict[str, tuple[str, str]]
) -> None:
    """Make the writer's policies what they should be; a policy as it should be stays untouched.

    Changing one locks its table against everybody, which a migration with nothing to do
    must not.
    """
    wanted = {} if writer is None else dict.fromkeys(_WRITER_POLICIES, writer)
    for policy, (table, role) in found.items():
        if wanted.get(policy) == role:
            del wanted[policy]
        else:
            await _run(connection, f"drop policy {policy} on {SCHEMA}.{table}")
    for policy, role in wanted.items():
        rule = _WRITER_POLICIES[policy].format(writer=_quoted(connection, role))
        await _run(connection, f"create policy {policy} on {SCHEMA}.{rule}")


def _quoted(connection: AsyncConnection, role: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(role)


async def _run(connection: AsyncConnection, statement: str) -> None:
    await connection.exec_driver_sql(statement)
