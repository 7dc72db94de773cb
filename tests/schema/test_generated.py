import importlib.util
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[2] / "docs/reference/generate.py"


def rendered():
    spec = importlib.util.spec_from_file_location("generate", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.rendered()


@pytest.mark.parametrize(("path", "text"), rendered().items(), ids=lambda value: str(value)[-24:])
def test_a_generated_page_is_what_the_code_says(path, text):
    assert path.read_text(encoding="utf-8") == text, "run `make generate`"
