"""From the core's values to the wire's."""

from collections.abc import Sequence
from importlib.metadata import version

import msgspec

from tonebridge.domain.analysis import Analysis, Priority
from tonebridge.domain.dictionary import BUILT_IN_PRESETS, Dictionary, StoredPreset, StoredTerm
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.identity import ApiKey
from tonebridge.domain.message import Language
from tonebridge.language import engine
from tonebridge.language.catalogue import say
from tonebridge_gateway.replies import instant, instant_or_none
from tonebridge_gateway.wire import v1

TEXT_MAX = 8_000
VERSION = version("tonebridge-gateway")


def info() -> v1.InfoResponse:
    """Say what this installation can do."""
    return v1.InfoResponse(
        kinds=tuple(kind.value for kind in engine.available()),
        presets=tuple(v1.PresetInfo(name=p.name, audience=p.audience) for p in BUILT_IN_PRESETS),
        limits=v1.Limits(text_max=TEXT_MAX),
        version=VERSION,
    )


def analysis(found: Analysis, reader: Language) -> v1.Analysis:
    """Render an analysis, its findings in the reader's words."""
    return v1.Analysis(
        language=found.language.value,
        tone=v1.Tone(label=found.tone.label.value, scores=found.tone.scores),
        politeness=found.politeness,
        keigo_level=found.keigo_level,
        clarity=v1.Clarity(score=found.clarity.score, reasons=found.clarity.reasons),
        sentiment=found.sentiment,
        priority=_priority(found.priority),
        intensity_suggested=int(found.intensity_suggested),
        entities=tuple(
            v1.Entity(start=entity.start, end=entity.end, type=entity.type, text=entity.text)
            for entity in found.entities
        ),
        findings=tuple(
            v1.Finding(
                start=finding.start,
                end=finding.end,
                check=finding.check,
                message=say(finding.check, reader),
                suggestion=finding.suggestion,
            )
            for finding in found.findings
        ),
    )


def ranking(ranked: Sequence[engine.Ranked]) -> v1.RankResponse:
    """Render an order of messages."""
    return v1.RankResponse(
        order=tuple(one.id for one in ranked),
        items=tuple(
            v1.Ranked(
                id=one.id,
                level=one.priority.level.value,
                score=one.priority.score,
                reasons=one.priority.reasons,
            )
            for one in ranked
        ),
    )


def key(found: ApiKey) -> v1.KeyResponse:
    """Render a key as it is listed."""
    return v1.KeyResponse(
        id=found.id,
        name=found.name,
        scopes=tuple(scope.value for scope in sorted(found.scopes)),
        prefix=found.prefix,
        created_at=instant(found.created_at),
        expires_at=instant_or_none(found.expires_at),
        revoked_at=instant_or_none(found.revoked_at),
        last_used_at=instant_or_none(found.last_used_at),
    )


def new_key(made: ApiKey, secret: str) -> v1.NewKeyResponse:
    """Render a key with its secret."""
    return v1.NewKeyResponse(**msgspec.structs.asdict(key(made)), key=secret)


def history_item(entry: HistoryEntry) -> v1.HistoryItem:
    """Render an entry of the history."""
    return v1.HistoryItem(
        id=entry.id,
        created_at=instant(entry.created_at),
        kind=entry.kind.value,
        intensity=int(entry.intensity),
        language=entry.language.value,
        preset=entry.preset,
        source=entry.source,
        text=entry.text,
        provider=entry.provider,
        model=entry.model,
        degraded=entry.degraded,
        cache=entry.cache,
        transform_id=entry.transform_id,
    )


def dictionary(found: Dictionary) -> v1.DictionaryResponse:
    """Render a dictionary."""
    return v1.DictionaryResponse(
        id=found.id,
        name=found.name,
        language=found.language.value,
        version=found.version,
        terms=found.terms,
        updated_at=instant(found.updated_at),
    )


def term(stored: StoredTerm) -> v1.TermResponse:
    """Render a term."""
    return v1.TermResponse(
        id=stored.id,
        dictionary_id=stored.dictionary_id,
        term=stored.term.term,
        plain=stored.term.plain,
        note=stored.term.note,
    )


def preset(stored: StoredPreset) -> v1.PresetResponse:
    """Render a tenant's own preset."""
    own = stored.preset
    return v1.PresetResponse(
        id=stored.id,
        name=own.name,
        audience=own.audience,
        register=own.register,
        intensity=int(own.intensity),
        builtin=False,
    )


def presets(own: Sequence[StoredPreset]) -> v1.PresetsResponse:
    """Render all presets, the built-in ones first."""
    built_in = tuple(
        v1.PresetResponse(
            id=None,
            name=one.name,
            audience=one.audience,
            register=one.register,
            intensity=int(one.intensity),
            builtin=True,
        )
        for one in BUILT_IN_PRESETS
    )
    return v1.PresetsResponse(items=(*built_in, *map(preset, own)))


def _priority(found: Priority) -> v1.Priority:
    return v1.Priority(level=found.level.value, score=found.score, reasons=found.reasons)
