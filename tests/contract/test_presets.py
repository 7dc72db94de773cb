"""What every `Presets` promises."""

import pytest
from tests.support.people import NOW, move_in, uid

from tonebridge.domain.dictionary import StoredPreset
from tonebridge.domain.errors import Conflict, NotFound, StoreUnavailable
from tonebridge.domain.message import Intensity, Preset


class TestAPreset:
    async def test_cannot_be_made_without_a_tenant(self, stores):
        with pytest.raises(NotFound) as missing:
            await stores.presets.create(uid(1), a_preset(601), now=NOW)

        assert missing.value.what == "tenant"

    async def test_is_listed_by_name(self, stores):
        await move_in(stores)
        await stores.presets.create(uid(1), a_preset(601, "board"), now=NOW)
        await stores.presets.create(uid(1), a_preset(602, "Audit"), now=NOW)

        listed = await stores.presets.all(uid(1))

        assert list(listed) == [a_preset(602, "Audit"), a_preset(601, "board")]
        assert list(await stores.presets.all(uid(2))) == []

    async def test_is_the_only_one_of_its_name_in_its_tenant(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)
        await stores.presets.create(uid(1), a_preset(601), now=NOW)

        with pytest.raises(Conflict) as conflict:
            await stores.presets.create(uid(1), a_preset(602), now=NOW)
        await stores.presets.create(uid(2), a_preset(603), now=NOW)

        assert conflict.value.field == "name"
        assert list(await stores.presets.all(uid(1))) == [a_preset(601)]

    async def test_can_be_replaced(self, stores):
        await move_in(stores)
        await stores.presets.create(uid(1), a_preset(601), now=NOW)
        await stores.presets.create(uid(1), a_preset(602, "other"), now=NOW)
        changed = a_preset(601, "crew", audience="the crew", register=1)

        assert await stores.presets.update(uid(1), changed, now=NOW)
        assert await stores.presets.update(uid(1), changed, now=NOW)
        assert not await stores.presets.update(uid(2), changed, now=NOW)
        assert not await stores.presets.update(uid(1), a_preset(603, "none"), now=NOW)
        with pytest.raises(Conflict) as conflict:
            await stores.presets.update(uid(1), a_preset(601, "other"), now=NOW)

        assert conflict.value.field == "name"
        assert list(await stores.presets.all(uid(1))) == [changed, a_preset(602, "other")]

    async def test_can_be_deleted(self, stores):
        await move_in(stores)
        await stores.presets.create(uid(1), a_preset(601), now=NOW)

        assert not await stores.presets.delete(uid(2), uid(601))
        assert not await stores.presets.delete(uid(1), "board")
        assert await stores.presets.delete(uid(1), uid(601))
        assert not await stores.presets.delete(uid(1), uid(601))

        assert list(await stores.presets.all(uid(1))) == []


async def test_presets_say_when_the_database_is_away(absent_stores):
    with pytest.raises(StoreUnavailable) as away:
        await absent_stores.presets.all(uid(1))

    assert away.value.store == "database"


def a_preset(number, name="board", *, audience="board", register=3):
    preset = Preset(name=name, audience=audience, register=register, intensity=Intensity.STRONG)
    return StoredPreset(id=uid(number), preset=preset)
