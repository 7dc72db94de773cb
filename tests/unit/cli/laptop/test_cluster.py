import pytest

from tonebridge_cli.laptop.cluster import ANOTHER_FOLDER, failure

ROOM = "make room (about 100 MB), or use another folder with --data"
ORDINARY = "run tonebridge as an ordinary user, or use another folder with --data"


@pytest.mark.parametrize(
    ("said", "why", "remedy"),
    [
        (
            "files ... ok\nscript ... [7] FATAL:  could not write: No space left on device\n",
            "could not write: No space left on device",
            ROOM,
        ),
        (
            'initdb: error: could not access directory "/x": Permission denied\n',
            'could not access directory "/x": Permission denied',
            ORDINARY,
        ),
        ("something else\n", "something else", ANOTHER_FOLDER),
        ("", "it said nothing", ANOTHER_FOLDER),
    ],
)
def test_a_failure_of_initdb_is_its_reason_and_a_remedy(said, why, remedy):
    assert failure(said) == (why, remedy)
