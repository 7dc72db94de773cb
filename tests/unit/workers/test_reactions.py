import pytest

from tonebridge.domain import errors
from tonebridge.domain.errors import NotFound, StoreUnavailable, ToneBridgeError
from tonebridge_workers.measures import JOBS
from tonebridge_workers.reactions import REACTIONS, Dead, reacting


def every(root):
    return {root, *(found for child in root.__subclasses__() for found in every(child))}


def test_no_error_of_core_lacks_a_row():
    ours = {error for error in every(ToneBridgeError) if error.__module__ == errors.__name__}

    assert set(REACTIONS) == ours


def counted(outcome):
    return JOBS.labels("batch", outcome)._value.get()


@pytest.mark.parametrize(
    ("error", "raised", "outcome"),
    [
        (None, None, "done"),
        (NotFound("member"), None, "dropped"),
        (StoreUnavailable("mail"), StoreUnavailable, None),
        (errors.InvalidField("to", "is no address"), Dead, None),
        (ZeroDivisionError(), ZeroDivisionError, None),
    ],
)
async def test_a_job_ends_as_its_error_says(error, raised, outcome):
    before = {name: counted(name) for name in ("done", "dropped")}

    async def work():
        if error is not None:
            raise error

    react = reacting("batch", work)
    if raised is None:
        await react()
    else:
        with pytest.raises(raised):
            await react()

    after = {name: counted(name) - before[name] for name in ("done", "dropped")}
    assert after == {"done": 0, "dropped": 0, **({outcome: 1} if outcome else {})}
