"""The stores on PostgreSQL: SQLAlchemy Core on asyncpg, migrations by Alembic."""
