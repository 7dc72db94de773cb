"""Presets on PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import Delete, Update, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.engine import as_tenant
from tonebridge.adapters.store.tables import presets, sought
from tonebridge.domain.dictionary import StoredPreset
from tonebridge.domain.message import Intensity, Preset


class PostgresPresets:
    """Keeps the promises of `tonebridge.application.stores.Presets`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self, tenant_id: str) -> Sequence[StoredPreset]:
        its_rows = presets.c.tenant_id == sought(tenant_id)
        query = select(presets).where(its_rows).order_by(presets.c.name)
        async with as_tenant(self._engine, tenant_id) as connection:
            rows = (await connection.execute(query)).all()
        return [
            StoredPreset(
                id=row.id,
                preset=Preset(
                    name=row.name,
                    audience=row.audience,
                    register=row.register,
                    intensity=Intensity(row.intensity),
                ),
            )
            for row in rows
        ]

    async def create(self, tenant_id: str, preset: StoredPreset, *, now: float) -> None:
        row = {"id": preset.id, "tenant_id": tenant_id, **_values(preset.preset, now)}
        async with as_tenant(self._engine, tenant_id) as connection:
            await connection.execute(insert(presets).values(row))

    async def update(self, tenant_id: str, preset: StoredPreset, *, now: float) -> bool:
        return await self._change(
            tenant_id, preset.id, update(presets).values(_values(preset.preset, now))
        )

    async def delete(self, tenant_id: str, preset_id: str) -> bool:
        return await self._change(tenant_id, preset_id, delete(presets))

    async def _change(self, tenant_id: str, preset_id: str, change: Update | Delete) -> bool:
        its_row = presets.c.tenant_id == sought(tenant_id), presets.c.id == sought(preset_id)
        async with as_tenant(self._engine, tenant_id) as connection:
            changed = await connection.execute(change.where(*its_row).returning(presets.c.id))
            return changed.first() is not None


def _values(preset: Preset, now: float) -> dict[str, str | int | float]:
    return {
        "name": preset.name,
        "audience": preset.audience,
        "register": preset.register,
        "intensity": preset.intensity.value,
        "updated_at": now,
    }
