"""Put right what the dictionary mistakes where a word stands in a message."""

from tonebridge.language.ja.morphology import Morpheme, Part

_LEAST = 2
_REDO = Part("動詞", "非自立可能", "五段-サ行", "連用形-一般")
_HOW = Part("副詞", "", "", "")
_CLOSER = Part("助詞", "終助詞", "", "")
_AND = Part("助詞", "接続助詞", "", "")


def retag(parts: list[Morpheme], first: int, last: int) -> None:  # noqa: C901 - one branch a word
    """Correct the morphemes of one sentence in place."""
    if last <= first:
        return
    head, tail = parts[first], parts[last - 1]
    if head.kind == "助動詞" and head.lemma == "どく":
        # どいて at the head of a sentence is the verb, no 〜どく
        verb = head.part._replace(kind="動詞", sort="一般", conjugation="五段-カ行")
        parts[first] = Morpheme(head.start, head.end, head.surface, "どく", verb)
    if last - first < _LEAST:
        return
    for index in range(first + 1, last):
        part = parts[index]
        if part.surface == "わな" and parts[index - 1].kind in {"動詞", "形容詞", "助動詞"}:
            parts[index] = Morpheme(part.start, part.end, part.surface, "わな", _CLOSER)
        if part.surface == "と" and parts[index - 1].surface == "ちゃん" and index - first > 1:
            named = parts[index - 2].part.sort in {"名", "姓", "人名"}
            for at in () if named else (index - 1, index):  # 伝票ちゃんと確認して
                word = parts[at]
                parts[at] = Morpheme(word.start, word.end, word.surface, word.lemma, _HOW)
    if tail.kind == "動詞" and tail.form.startswith("仮定形"):
        ordered = tail.part._replace(form="命令形")  # 呼べ at the end of a sentence
        parts[last - 1] = Morpheme(tail.start, tail.end, tail.surface, tail.lemma, ordered)
    before = parts[last - 2]
    if tail.surface == "やれ" and before.kind == "助詞":
        # 課長がやれ orders; やれ alone sighs
        verb = tail.part._replace(kind="動詞", sort="一般", conjugation="五段-ラ行", form="命令形")
        parts[last - 1] = Morpheme(tail.start, tail.end, "やれ", "やる", verb)
    elif tail.surface == "て" and before.kind == "名詞" and before.surface.endswith("直し"):
        # 出し直して is a verb, no noun
        parts[last - 2] = Morpheme(
            before.start, before.end, before.surface, before.surface[:-1] + "す", _REDO
        )
        parts[last - 1] = Morpheme(tail.start, tail.end, "て", "て", _AND)
