"""HTTP's words for how old an answer may be, and how old it is (RFC 9111)."""

from functools import lru_cache

from tonebridge.application.answer import Answer
from tonebridge.application.wish import ANY_AGE, Freshness

_LONGEST_S = 2**31
_LONGEST_REMEMBERED = 256
"""Characters; nobody needs more, and what is remembered has to stay small."""


def asked(cache_control: str | None) -> Freshness:
    """Read a request's Cache-Control; directives that we do not know are passed over."""
    if not cache_control:
        return ANY_AGE
    if len(cache_control) > _LONGEST_REMEMBERED:
        return _read(cache_control)
    return _remembered(cache_control)


def _read(cache_control: str) -> Freshness:
    no_cache = no_store = False
    max_age_s: float | None = None
    for directive in cache_control.lower().split(","):
        name, _, value = directive.strip().partition("=")
        match name:
            case "no-cache":
                no_cache = True
            case "no-store":
                no_store = True
            case "max-age" if value.strip('"').isdecimal():
                max_age_s = float(min(int(value.strip('"')[:10]), _LONGEST_S))
    return Freshness(no_cache, no_store, max_age_s)


_remembered = lru_cache(maxsize=256)(_read)


def names_tag(if_none_match: str, etag: str) -> bool:
    """Say whether an If-None-Match names this tag: compared weakly, in a list, or by `*`."""
    if if_none_match.strip() == "*":
        return True
    tags = if_none_match[:_LONGEST_REMEMBERED].split(",")
    return etag in {tag.strip().removeprefix("W/") for tag in tags}


def headers_of(answer: Answer, freshness: Freshness, *, store: bool) -> dict[str, str]:
    """Say where an answer came from, how old it is and how long it may be kept."""
    keep = store and not freshness.no_store
    return {
        "X-Cache": answer.cache,
        "Age": str(int(answer.age_s)),
        "Cache-Control": f"private, max-age={int(answer.age_s + answer.lives_s)}"
        if keep
        else "no-store",
    }
