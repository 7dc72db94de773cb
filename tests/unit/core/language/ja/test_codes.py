import re
from importlib.resources import files

from tonebridge.domain.message import Language
from tonebridge.language.catalogue import codes, say
from tonebridge.language.lexicon import knowledge, knowledge_names

CODE = re.compile(r'"(ja_[a-z_]+)"')


def written():
    """Every code that stands in the Japanese rules and in their data."""
    found, folders = set(), [files("tonebridge.language") / "ja"]
    while folders:
        for entry in folders.pop().iterdir():
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(".py"):
                found |= set(CODE.findall(entry.read_text("utf-8")))
    found |= {row["reason"] for row in knowledge("ja_phrases")["phrase"]}
    found |= {row.get("reason", "ja_blame") for row in knowledge("ja_turns")["turn"]}
    grounds = ("impact", "urgency", "blocking")
    found |= {f"ja_cue_{group}" for ground in grounds for group in knowledge("ja_cues")[ground]}
    found |= {f"ja_cue_{row['group']}" for row in knowledge("ja_haste")["haste"]}
    found |= {f"ja_{group}" for group in ("vague_reference", "vague_extent", "double_negation")}
    return found - set(knowledge_names("ja_"))


def test_every_code_has_words_for_every_reader():
    assert written() - codes() == set()
    assert [(c, r) for c in written() for r in Language if say(c, r) in {"", c}] == []


def test_every_data_file_names_its_source_and_licence():
    found = [knowledge(name) for name in (*knowledge_names("ja_"), "messages_ja_tongue")]

    assert [data for data in found if not data.get("licence") or not data.get("source")] == []
