"""The first tables, and the functions that reach over tenants.

Every table of tenants has row-level security, forced. Its policies: a tenant sees its own
rows; the owner, whose functions below answer before a tenant is known, sees all of them.
"""

from alembic import op

revision = "0001"
down_revision = None

TENANT = "nullif(current_setting('tonebridge.tenant', true), '')::uuid"
DEFINER = "security definer set search_path = tonebridge, pg_temp"

TABLES = {
    "tenants": """
        id uuid primary key,
        name text not null,
        store_text boolean not null,
        created_at timestamptz not null
    """,
    "members": """
        id uuid not null,
        tenant_id uuid not null constraint members_tenant_id_fkey
            references tonebridge.tenants on delete cascade,
        email text not null,
        email_folded text not null constraint members_email_folded_key unique,
        role text not null,
        language text not null,
        time_zone text not null,
        password_hash text,
        created_at timestamptz not null,
        primary key (tenant_id, id)
    """,
    "sessions": """
        id uuid not null,
        tenant_id uuid not null,
        member_id uuid not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        primary key (tenant_id, id),
        constraint sessions_member_fkey foreign key (tenant_id, member_id)
            references tonebridge.members on delete cascade
    """,
    "refresh_tokens": """
        token_hash text primary key,
        tenant_id uuid not null,
        session_id uuid not null,
        used_at timestamptz,
        constraint refresh_tokens_session_fkey foreign key (tenant_id, session_id)
            references tonebridge.sessions on delete cascade
    """,
    "api_keys": """
        id uuid not null,
        tenant_id uuid not null,
        member_id uuid not null,
        name text not null,
        key_hash text not null constraint api_keys_key_hash_key unique,
        prefix text not null,
        scopes text[] not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        primary key (tenant_id, id),
        constraint api_keys_member_fkey foreign key (tenant_id, member_id)
            references tonebridge.members on delete cascade
    """,
    "one_time_tokens": """
        token_hash text primary key,
        purpose text not null,
        tenant_id uuid not null,
        member_id uuid not null,
        expires_at timestamptz not null,
        constraint one_time_tokens_member_fkey foreign key (tenant_id, member_id)
            references tonebridge.members on delete cascade
    """,
    "dictionaries": """
        id uuid not null,
        tenant_id uuid not null constraint dictionaries_tenant_id_fkey
            references tonebridge.tenants on delete cascade,
        name text collate "C" not null,
        language text not null,
        version integer not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        constraint dictionaries_name_key unique (tenant_id, name)
    """,
    "terms": """
        id uuid not null,
        tenant_id uuid not null,
        dictionary_id uuid not null,
        term text collate "C" not null,
        plain text not null,
        note text not null,
        primary key (tenant_id, id),
        constraint terms_term_key unique (tenant_id, dictionary_id, term),
        constraint terms_dictionary_fkey foreign key (tenant_id, dictionary_id)
            references tonebridge.dictionaries on delete cascade
    """,
    "presets": """
        id uuid not null,
        tenant_id uuid not null constraint presets_tenant_id_fkey
            references tonebridge.tenants on delete cascade,
        name text collate "C" not null,
        audience text not null,
        register smallint not null,
        intensity smallint not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        constraint presets_name_key unique (tenant_id, name)
    """,
    "usage_daily": """
        tenant_id uuid not null,
        day date not null,
        kind text collate "C" not null,
        provider text collate "C" not null,
        transforms bigint not null,
        characters bigint not null,
        cached bigint not null,
        degraded bigint not null,
        primary key (tenant_id, day, kind, provider)
    """,
    "feedback": """
        id uuid not null,
        tenant_id uuid not null constraint feedback_tenant_id_fkey
            references tonebridge.tenants on delete cascade,
        member_id uuid not null,
        transform_id uuid not null,
        verdict text not null,
        text text,
        created_at timestamptz not null,
        primary key (tenant_id, id)
    """,
}

HISTORY = """
    create table tonebridge.history_entries (
        id uuid not null,
        created_at timestamptz not null,
        tenant_id uuid not null,
        member_id uuid not null,
        key_id uuid,
        transform_id uuid not null,
        kind text not null,
        intensity smallint not null,
        language text not null,
        preset text,
        source text not null,
        text text not null,
        characters integer not null,
        provider text not null,
        model text,
        degraded boolean not null,
        cache text not null,
        search tsvector not null,
        primary key (id, created_at)
    ) partition by range (created_at)
"""

INDEXES = (
    "create index on tonebridge.sessions (tenant_id, member_id)",
    "create index on tonebridge.refresh_tokens (tenant_id, session_id)",
    "create index on tonebridge.api_keys (tenant_id, member_id)",
    "create index on tonebridge.one_time_tokens (tenant_id, member_id)",
    "create index on tonebridge.members (created_at, id) where role = 'owner'",
    "create index on tonebridge.feedback (tenant_id, transform_id)",
    """create index on tonebridge.history_entries
        (tenant_id, member_id, created_at desc, id desc)""",
    "create index on tonebridge.history_entries using gin (search)",
)

LOOKUPS = {
    "tenant_of_email(folded text)": "select tenant_id from members where email_folded = folded",
    "tenant_of_key(hashed text)": "select tenant_id from api_keys where key_hash = hashed",
    "tenant_of_refresh_token(hashed text)": (
        "select tenant_id from refresh_tokens where token_hash = hashed"
    ),
    "tenant_of_one_time_token(hashed text)": (
        "select tenant_id from one_time_tokens where token_hash = hashed"
    ),
    "tenant_of_first_owner()": (
        "select tenant_id from members where role = 'owner' order by created_at, id limit 1"
    ),
}
"""Which tenant a secret belongs to: all that is told before a tenant is known."""

SEARCH = f"""
    create function tonebridge.search_history(
        of_member uuid, query tsquery, phrases text[], of_kind text, of_language text,
        since timestamptz, until timestamptz, before_at timestamptz, before_id uuid, at_most int
    ) returns table (id uuid, created_at timestamptz)
    language plpgsql stable rows 50 {DEFINER} set plan_cache_mode = force_custom_plan as $$
    #variable_conflict use_column
    begin
        return query
        select h.id, h.created_at from tonebridge.history_entries h
        where h.tenant_id = {TENANT}
            and h.member_id = of_member
            and h.search @@ (format('%L', '@' || of_member)::tsquery && query)
            and (of_kind is null or h.kind = of_kind)
            and (of_language is null or h.language = of_language)
            and (since is null or h.created_at >= since)
            and (until is null or h.created_at < until)
            and (before_at is null or h.created_at <= before_at)
            and (before_at is null or (h.created_at, h.id) < (before_at, before_id))
            and not exists (
                select from unnest(phrases) phrase
                where strpos(normalize(h.source, NFKC), phrase) = 0
                    and strpos(normalize(h.text, NFKC), phrase) = 0
            )
        order by h.created_at desc, h.id desc
        limit at_most;
    end $$
"""
"""The keys of a member's entries that match, in the tenant that the transaction has entered.

Under row-level security the planner may not use the text index, since its operators are
not leakproof; the tenant here is fixed by the function instead of by the policy.
"""

ENSURE_DAY = f"""
    create function tonebridge.ensure_history_day(day date) returns boolean
    language plpgsql {DEFINER} as $$
    declare
        partition text := 'history_entries_' || to_char(day, 'YYYYMMDD');
        starts timestamptz := day::timestamp at time zone 'UTC';
    begin
        if to_regclass(format('tonebridge.%I', partition)) is not null then
            return false;
        end if;
        perform pg_advisory_xact_lock(hashtext('tonebridge.history_entries'));
        if exists (  -- the name cache, which served above, may be behind
            select from pg_class
            where relname = partition and relnamespace = 'tonebridge'::regnamespace
        ) then
            return false;
        end if;
        execute format(
            'create table tonebridge.%I (like tonebridge.history_entries including all)',
            partition
        );
        execute format('alter table tonebridge.%I enable row level security', partition);
        execute format('alter table tonebridge.%I force row level security', partition);
        execute format(
            'create policy owner_sees_all on tonebridge.%I to %I using (true)',
            partition, current_user
        );
        execute format(
            'alter table tonebridge.history_entries attach partition tonebridge.%I'
            ' for values from (%L) to (%L)',
            partition, starts, starts + interval '24 hours'
        );
        return true;
    end $$
"""
"""Makes a day's partition; attaching one, unlike creating it in place, stops no reader."""

DROP_BEFORE = f"""
    create function tonebridge.drop_history_before(bound date) returns integer
    language plpgsql {DEFINER} set lock_timeout = '3s' as $$
    declare
        partition regclass;
        dropped integer := 0;
    begin
        for partition in
            select i.inhrelid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'tonebridge.history_entries'::regclass
                and c.relname < 'history_entries_' || to_char(bound, 'YYYYMMDD')
            order by c.relname
        loop
            execute format('drop table %s', partition);
            dropped := dropped + 1;
        end loop;
        return dropped;
    end $$
"""


def upgrade() -> None:
    """Make everything; access is granted by `privileges.py`, to the roles of the settings."""
    for name, columns in TABLES.items():
        op.execute(f"create table tonebridge.{name} ({columns})")
    op.execute(HISTORY)
    for statement in INDEXES:
        op.execute(statement)
    for name in (*TABLES, "history_entries"):
        own = "id" if name == "tenants" else "tenant_id"
        op.execute(f"alter table tonebridge.{name} enable row level security")
        op.execute(f"alter table tonebridge.{name} force row level security")
        op.execute(f"create policy tenant_sees_own on tonebridge.{name} using ({own} = {TENANT})")
        op.execute(
            f"create policy owner_sees_all on tonebridge.{name} to current_user using (true)"
        )
    for signature, query in LOOKUPS.items():
        op.execute(
            f"create function tonebridge.{signature} returns uuid"
            f" language sql stable {DEFINER} as $$ {query} $$"
        )
    for function in (SEARCH, ENSURE_DAY, DROP_BEFORE):
        op.execute(function)
