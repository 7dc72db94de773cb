"""Alembic's entry: runs the revisions on the connection that `migrate` holds."""

from alembic import context

from tonebridge.adapters.store.tables import SCHEMA

context.configure(connection=context.config.attributes["connection"], version_table_schema=SCHEMA)
context.run_migrations()
