"""Soften masked English text, sentence by sentence."""

import re
from functools import lru_cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.en import remarks
from tonebridge.language.en.acts import (
    act,
    left_out,
    say_rest,
    without_hostile_end,
    without_hostile_head,
)
from tonebridge.language.en.chat import spelt_out
from tonebridge.language.en.edits import disjoint, removal, sentence_edit
from tonebridge.language.en.grammar import has_mask, lower_first, opens_request, upper_first
from tonebridge.language.en.hostility import bad_news, hostile, mock_praise
from tonebridge.language.en.milder import milder
from tonebridge.language.en.openers import (
    Core,
    bare_opener,
    core_of,
    has_opener,
    without_called,
    without_tail,
)
from tonebridge.language.en.patterns import word_set
from tonebridge.language.en.refusals import refusal
from tonebridge.language.en.requests import FILLER, PLAIN_REGISTER, Composer, Turn
from tonebridge.language.en.sentences import LONGEST, Sentence, split
from tonebridge.language.en.shouting import lowered, shouts, stresses
from tonebridge.language.en.turns import possible, turned
from tonebridge.language.en.words import ACTIONS, INSULTS
from tonebridge.language.facts import FIRST_MASK, MASK_CLASS, Masked
from tonebridge.language.lexicon import folded, marked
from tonebridge.language.tongue import Edit

_THANKS = "Thank you."
_WORTH_THANKS = 60
"""Thanks would make a shorter message twice as long."""
_THANKED = re.compile(r"thank|grateful|appreciate")
_YOU_PEOPLE = re.compile(r"\b(you) (?:people|lot)\b", re.IGNORECASE)
_ALL_GONE = "Could we talk about this?"
_BARE_NO = frozenset({"no", "nope", "nah"})
_PEOPLE = frozenset({"MENTION", "EMAIL"})
_BULLET = re.compile(rf"[ \t>]*(?:[-*•–]|[{MASK_CLASS}][.)])[ \t]+")
_MASK = re.compile(f"[{MASK_CLASS}]")
_WORD = re.compile(r"[A-Za-z]{2,}")


class Tenor(NamedTuple):
    """How far to go, and for whom."""

    level: int
    """0 light, 1 medium, 2 strong."""
    register: int
    """1 casual, 2 polite, 3 formal."""
    short: bool
    """The message is so short that thanks would make it twice as long."""


def soften(
    masked: Masked, intensity: Intensity, register: int = PLAIN_REGISTER
) -> tuple[Edit, ...]:
    """Return the edits that take the edge off; see `Tongue.soften`."""
    if intensity is Intensity.NONE:
        return ()
    people = frozenset(
        chr(FIRST_MASK + place) for place, fact in enumerate(masked.facts) if fact.type in _PEOPLE
    )
    short = len(masked.source) < _WORTH_THANKS
    return _softened(masked.text, people, Tenor(int(intensity) - 1, register, short))


@lru_cache(maxsize=16)
def _softened(text: str, people: frozenset[str], tenor: Tenor) -> tuple[Edit, ...]:
    """Soften a masked text; the last few are remembered, since each is heard and then softened."""
    return _Softening(text, people, tenor).edits()


def clean(masked: Masked) -> tuple[Edit, ...]:
    """Return the edits that take out rude words and shouting, and nothing else."""
    edits: list[Edit] = []
    for sentence in split(masked.text):
        if len(sentence.body) > LONGEST:
            continue
        calm = lowered(sentence.body)
        civil = milder(calm)
        if civil == sentence.body or not civil or _emptied(calm, civil):
            continue
        if sentence.body[:1].isupper():
            civil = upper_first(civil)
        edits.append(
            sentence_edit(
                sentence,
                civil + _quiet(sentence.closing),
                reason="rude_word",
                strategy="milder_words",
            )
        )
    return disjoint(edits)


def substance(text: str) -> str:
    """Return a masked text without what carries hostility alone."""
    kept: list[str] = []
    for sentence in split(text):
        calm = lowered(sentence.body)
        if hostile(calm):
            continue
        civil = without_hostile_end(without_hostile_head(spelt_out(calm)))
        core = core_of(milder(civil), frozenset())
        if not hostile(core.text):
            kept.append(core.text + sentence.closing)
    return " ".join(kept)


class _Softening:
    """One text on its way: what each sentence becomes depends on those before it."""

    def __init__(self, text: str, people: frozenset[str], tenor: Tenor) -> None:
        self.text = text
        self.people = people
        self.sentences = split(text)
        self.hostile = {each.start for each in self.sentences if hostile(each.body)}
        self.listed = self._listed()
        self.composer = Composer(
            level=tenor.level,
            register=tenor.register,
            short=tenor.short,
            thanked=_THANKED.search(folded(text)) is not None,
            heated=self._heated(),
        )

    def edits(self) -> tuple[Edit, ...]:
        """Soften each sentence and tell what changes."""
        turns = [self._softened(place) for place in range(len(self.sentences))]
        asked = [place for place, turn in enumerate(turns) if turn and turn.request]
        self._go_on_after_semicolons(turns)
        gone = all(turn is not None and not turn.text for turn in turns)
        found: list[Edit] = []
        for place, (sentence, turn) in enumerate(zip(self.sentences, turns, strict=True)):
            if turn is None:
                if place and (ended := turns[place - 1]) and ended.closing[:1] in {"?", "."}:
                    self._begin_anew(place, found)
                continue
            if found and not turn.text and not gone and found[-1].after == "":
                former = self.sentences[place - 1]
                if turns[place - 1] is not None and found[-1].end >= former.end:
                    run = former._replace(start=found[-1].start, end=sentence.end)
                    last = found.pop()
                    found.append(
                        removal(self.text, run, reason=last.reason, strategy=last.strategy)
                    )
                    continue
            after = turn.text + turn.closing
            if place == max(asked, default=-1) and self._thanks():
                after = f"{after}{'' if turn.closing else '.'} {_THANKS}"
            if gone and place == 0:
                after = _ALL_GONE
            why = {"reason": turn.reason, "strategy": turn.strategy}
            found.append(
                sentence_edit(sentence, after, **why)
                if after
                else removal(self.text, sentence, **why)
            )
        return disjoint(found)

    def _go_on_after_semicolons(self, turns: list[Turn | None]) -> None:
        for place in range(1, len(turns)):
            turn, former = turns[place], turns[place - 1]
            closing = self.sentences[place - 1].closing if former is None else former.closing
            kept = former is None or former.text
            if turn and turn.text and kept and closing == ";":
                turn.text = lower_first(turn.text)

    def _begin_anew(self, place: int, found: list[Edit]) -> None:
        """Raise the first letter of what goes on behind a sentence that has an end now."""
        former, sentence = self.sentences[place - 1], self.sentences[place]
        if former.closing == ";" and sentence.body[:1].islower():
            raised = upper_first(sentence.body) + sentence.closing
            why = {"reason": "imperative", "strategy": "capital"}
            found.append(sentence_edit(sentence, raised, **why))

    def _thanks(self) -> bool:
        composer = self.composer
        return composer.level > 1 and not composer.short and not composer.thanked

    def _heated(self) -> bool:
        return (
            INSULTS.has(folded(self.text))
            or shouts(self.text)
            or "!!" in self.text
            or "?!" in self.text
            or bool(self.hostile)
        )

    def _listed(self) -> frozenset[int]:
        """Return the starts of those sentences that are items of an introduced list."""
        listed = set()
        introduced = False
        for sentence in self.sentences:
            line = self.text.rfind("\n", 0, sentence.start) + 1
            if _BULLET.fullmatch(self.text, line, sentence.start) is None:
                introduced = sentence.closing == ":"
            elif introduced:
                listed.add(sentence.start)
        return frozenset(listed)

    def _softened(self, place: int) -> Turn | None:
        """Return what becomes of a sentence, or None where it stays as it is."""
        sentence = self.sentences[place]
        body = sentence.body
        if (
            len(body) > LONGEST
            or (len(body) == 1 and has_mask(body))
            or _is_plain(sentence, self.people)
        ):
            return None
        body = spelt_out(body)
        sentence = sentence._replace(body=body)
        calm = lowered(body) if shouts(body) or stresses(body) else body
        calm, called = without_called(calm)
        civil = without_hostile_end(without_hostile_head(calm))
        if _asked_no_more(calm, civil, sentence.closing):
            sentence = sentence._replace(closing=".")
        clean = milder(civil)
        if clean != civil:
            clean = milder(without_tail(civil))  # a rude tag goes whole
        bare = civil != calm and bare_opener(civil)
        bare = bare or self._echoes(place)
        said_next = folded(calm) in _BARE_NO and self._refuses_next(place)
        dropped = civil == calm and self._drops(calm, place)
        if bare or dropped or said_next or _emptied(calm, clean):
            return left_out()
        whole = (
            self._turned(calm) or remarks.exaggeration(calm) or remarks.blamed(calm, self.composer)
        )
        if whole is not None:
            whole.text += called if whole.text else ""
            return whole
        core = core_of(clean, self.people)._replace(suffix=called)
        praise = mock_praise(calm)  # in earnest, since nothing beside it mocks
        if praise or not core.text:
            return left_out() if core.heated and not praise else None
        untouched = clean + called == body and not core.heated
        if sentence.start in self.listed and untouched:
            return None
        turn = _whole(act(core, sentence.closing, self.composer), core)
        return _composed(sentence, core, turn) or _calmed(sentence, core, calm, clean)

    def _turned(self, body: str) -> Turn | None:
        """Say a whole sentence in other words, before its rude words are taken out."""
        if not possible(folded(body)):
            return None
        probe = Composer(level=self.composer.level, register=self.composer.register)
        found = turned(body, probe)
        if found is None:
            return None
        turn = turned(body, self.composer)
        if turn is not None:
            turn.text, turn.rest = milder(turn.text), milder(turn.rest)
        if turn is not None and turn.rest:
            say_rest(turn, self.composer)
        return turn

    def _echoes(self, place: int) -> bool:
        """Tell whether a scrap only repeats words of the sentence before: `Half a page!`."""
        said = self.sentences[place].body.lower().split()
        if not place or len(said) > _SCRAP or has_mask(self.sentences[place].body):
            return False
        before = {word.strip(",.!") for word in self.sentences[place - 1].body.lower().split()}
        return {word.strip(",.!") for word in said} <= before | _SCRAP_WORDS

    def _refuses_next(self, place: int) -> bool:
        """Tell whether the sentence behind a bare `no` refuses in full."""
        probe = Composer(level=self.composer.level)
        beside = self.sentences[place + 1 : place + 2]
        return any(refusal(each.body, each.closing, probe) is not None for each in beside)

    def _drops(self, body: str, place: int) -> bool:
        sentence = self.sentences[place]
        if possible(folded(body)) and turned(body, Composer(level=self.composer.level)):
            return False  # it says more than its hostility
        if sentence.start in self.hostile or (body != sentence.body and hostile(body)):
            return True
        if not mock_praise(body):
            return False
        beside = self.sentences[place + 1 : place + 2]
        if sentence.closing.startswith(".") and place:
            beside = (*beside, self.sentences[place - 1])
        return any(bad_news(other.body) and not mock_praise(other.body) for other in beside)


_TRIGGERS = marked(word_set("acts.triggers"))
_JOINT = re.compile(r"[,;:–—]| - | so ")
_ASKING = re.compile(r"(?:why|who|what|when|where|how|which|did|do|have|are|is|can|could|will)\b")


def _is_plain(sentence: Sentence, people: frozenset[str]) -> bool:
    """Tell at a glance that a sentence is a plain statement; most are, and this is cheap."""
    low = folded(sentence.body)
    closing = sentence.closing
    return not (
        "?" in closing
        or "!" in closing
        or _JOINT.search(low)
        or _TRIGGERS.has(low)
        or possible(low)
        or ACTIONS.has(low)
        or _ASKING.match(low)
        or has_opener(sentence.body, low, people)
        or FILLER.match(low)
        or opens_request(sentence.body)
        or shouts(sentence.body)
        or stresses(sentence.body)
        or hostile(sentence.body)
    )


def _emptied(calm: str, clean: str) -> bool:
    """Tell whether nothing is left of a sentence once its rude words are gone."""
    return clean != calm and not _WORD.search(clean) and not has_mask(clean)


_SCRAP = 4
_SCRAP_WORDS = frozenset(
    {"one", "a", "an", "the", "for", "only", "just", "in", "on", "of", "not", "and"}
)
_GAP_BEFORE_MARK = re.compile(r"(?<=[\w)]) +(?=[,:;](?: |$))")


def _asked_no_more(calm: str, civil: str, closing: str) -> bool:
    """Tell whether the question of a sentence went with its hostile end."""
    cut = len(civil) < len(calm) and not calm.endswith(civil)
    return cut and closing.startswith("?") and _ASKING.match(folded(civil)) is None


def _whole(turn: Turn | None, core: Core) -> Turn | None:
    """Take nothing that loses a locked fact."""
    if turn is None or sorted(_MASK.findall(turn.text)) == sorted(_MASK.findall(core.text)):
        return turn
    return None


def _composed(sentence: Sentence, core: Core, turn: Turn | None) -> Turn | None:
    """Put a softened clause into its sentence."""
    if turn is None:
        return None
    if turn.text:
        turn.text = _GAP_BEFORE_MARK.sub("", turn.text)
        turn.text += core.suffix
        prefix = core.prefix
        turn.text = prefix + lower_first(turn.text) if prefix else upper_first(turn.text)
        if not turn.ended:
            turn.closing = turn.closing or _quiet(sentence.closing) or "."
            if sentence.closing == ";" and turn.closing == ".":
                turn.closing = ";"
        if not sentence.closing and turn.closing == ".":
            turn.closing = ""
    unchanged = turn.text == sentence.body and turn.closing == sentence.closing
    return None if unchanged else turn


def _calmed(sentence: Sentence, core: Core, calm: str, clean: str) -> Turn | None:
    """Keep a sentence's words, without what was rude, loud or reproachful about it."""
    text = core.text + core.suffix
    if core.prefix:
        text = core.prefix + (lower_first(text) if core.heated else text)
    elif sentence.body[:1].isupper():
        text = upper_first(text)
    closing = _quiet(sentence.closing)
    text = _YOU_PEOPLE.sub(lambda found: found[1] + " all", text)
    if text == sentence.body and closing == sentence.closing:
        return None
    if clean != calm:
        return Turn(text, closing, "rude_word", "milder_words")
    if core.heated:
        return Turn(text, closing, "reproach", "leave_out")
    if calm != sentence.body:
        return Turn(text, closing, "caps", "lower_case")
    return Turn(text, closing, "punctuation", "calm_punctuation")


def _quiet(closing: str) -> str:
    """Take shouting out of punctuation; a single mark is fine."""
    marks = closing.rstrip(")\"'")
    if len(marks) < len("!!") or not set(marks) & {"!", "?"}:
        return closing
    return ("?" if "?" in marks else ".") + closing[len(marks) :]
