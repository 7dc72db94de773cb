"""A tenant's own presets, beside the built-in ones."""

from collections.abc import Sequence

from tonebridge.application.ports import Clock, Ids
from tonebridge.application.stores import Presets as Store
from tonebridge.application.terms import PresetBook
from tonebridge.domain.dictionary import BUILT_IN_PRESETS, StoredPreset
from tonebridge.domain.errors import Conflict, NotFound
from tonebridge.domain.identity import Caller
from tonebridge.domain.message import Preset

MOST_PRESETS = 100
"""Of one tenant."""
_BUILT_IN_NAMES = frozenset(preset.name for preset in BUILT_IN_PRESETS)


class Presets:
    """Reads and changes them; this process's transforms see a change at once."""

    def __init__(self, *, store: Store, book: PresetBook, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._book = book
        self._clock = clock
        self._ids = ids

    async def own(self, caller: Caller) -> Sequence[StoredPreset]:
        """List the tenant's own."""
        return await self._store.all(caller.tenant_id)

    async def create(self, caller: Caller, preset: Preset) -> StoredPreset:
        """Add one. Raises `Conflict` for a name that is taken, or one too many."""
        _keep_built_in(preset)
        if len(await self._store.all(caller.tenant_id)) >= MOST_PRESETS:
            raise Conflict("name", "delete a preset first: there are as many as there may be")
        stored = StoredPreset(id=self._ids.new(), preset=preset)
        await self._store.create(caller.tenant_id, stored, now=self._clock.now())
        self._book.changed(caller.tenant_id)
        return stored

    async def update(self, caller: Caller, preset_id: str, preset: Preset) -> StoredPreset:
        """Replace one. Raises `NotFound`, or `Conflict` for a name that is taken."""
        _keep_built_in(preset)
        stored = StoredPreset(id=preset_id, preset=preset)
        if not await self._store.update(caller.tenant_id, stored, now=self._clock.now()):
            raise NotFound("preset")
        self._book.changed(caller.tenant_id)
        return stored

    async def delete(self, caller: Caller, preset_id: str) -> None:
        """Delete one, or raise `NotFound`."""
        if not await self._store.delete(caller.tenant_id, preset_id):
            raise NotFound("preset")
        self._book.changed(caller.tenant_id)


def _keep_built_in(preset: Preset) -> None:
    if preset.name in _BUILT_IN_NAMES:
        raise Conflict("name", "choose another name: this preset is built in")
