"""Answers that the browser gives the page in the server's place.

Degraded and mended answers, refusals, and text from a hostile model are rare: a sound
installation with the built-in rules gives none of them.
"""

import json


def answering(path, body, *, status=200, headers=None):
    """Have the API answer one path so, whatever the server would say."""
    kind = "application/json" if status < 400 else "application/problem+json"

    def prepare(page):
        page.route(
            f"**/api/v1/{path}",
            lambda route: route.fulfill(
                status=status,
                headers={"Content-Type": kind} | (headers or {}),
                body=json.dumps(body),
            ),
        )

    return prepare


def holding(path, held):
    """Keep the requests of one path waiting, in this list."""

    def keep(route):
        held.append(route)

    return lambda page: page.route(f"**/api/v1/{path}", keep)


def answer(**said):
    """A transform of "Fix it."; `said` replaces fields."""
    return {
        "id": "01890a5d-ac96-774b-bcce-b302099a8057",
        "text": "Please fix it.",
        "kind": "soften",
        "intensity": 2,
        "language": "en",
        "changes": [],
        "facts": [],
        "details": {},
        "provider": "rules",
        "model": None,
        "degraded": False,
        "guard": {"verdict": "passed", "violations": []},
        "analysis": {"before": analysis(politeness=37), "after": analysis(politeness=64)},
    } | said


def change(start, end, before, after):
    """One change of an answer."""
    span = {"start": start, "end": end, "before": before, "after": after}
    return span | {"reason": "imperative", "strategy": "polite_request"}


def analysis(*, politeness):
    """A message that nobody would stumble on."""
    return {
        "language": "en",
        "tone": {"label": "neutral", "scores": {"neutral": 0.8}},
        "politeness": politeness,
        "keigo_level": None,
        "clarity": {"score": 78, "reasons": []},
        "sentiment": 0.2,
        "priority": {"level": "low", "score": 12, "reasons": []},
        "intensity_suggested": 2,
        "entities": [],
        "findings": [],
    }
