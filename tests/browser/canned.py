"""What the stand-in answers: canned wording with true spans, facts and plausible readings."""

import re

KINDS = ("soften", "priority")
PRESETS = ("client", "manager", "peer", "support")
LONGEST_TEXT = 8_000

# (in the message, instead, reason, strategy)
REWRITES = (
    (
        "you forgot to update the changelog again",
        "it looks like the changelog has not been updated yet",
        "blame",
        "describe_state",
    ),
    ("Fix ", "Could you please fix ", "imperative", "polite_request"),
    (", this is embarrassing.", "? Thank you.", "shaming", "leave_out_and_thank"),
    ("何度言えばわかるんだ。", "恐れ入りますが、", "blame", "cushion"),
    ("共有しろ。", "共有していただけますでしょうか。", "imperative", "polite_request"),
    ("直ってないぞ", "直っていないようです", "blunt_ending", "desu_masu"),
)

REASONS = {
    "en": {
        "blame": "Blames the reader",
        "imperative": "Gives a bare order",
        "shaming": "Puts the reader to shame",
        "blunt_ending": "Ends bluntly",
        "describe_state": "Describe the state instead of the person",
        "polite_request": "Ask instead of ordering",
        "leave_out_and_thank": "Leave the reproach out and thank",
        "cushion": "Open with a cushion phrase",
        "desu_masu": "Use the polite verb form",
        "no_purpose": "It does not say what this is needed for",
        "deadline": "A deadline is stated",
    },
    "ja": {
        "blame": "相手を責める言い方です",
        "imperative": "命令形です",
        "shaming": "相手を恥じ入らせる言い方です",
        "blunt_ending": "語尾がぶっきらぼうです",
        "describe_state": "人ではなく状態を述べる",
        "polite_request": "命令ではなく依頼にする",
        "leave_out_and_thank": "とがめる言葉を除き、感謝を添える",
        "cushion": "クッション言葉を添える",
        "desu_masu": "です・ます調にする",
        "no_purpose": "何のために必要かが書かれていません",
        "deadline": "期限が書かれています",
    },
}

FACT = re.compile(r"@[A-Za-z0-9_]+|[A-Z]{2,}-\d+|\d{1,2}:\d{2}|\d{1,2}時|\d+ ?(?:MB|%)")
JAPANESE = re.compile(r"[ぁ-ヿ]")


def language(text):
    return "ja" if JAPANESE.search(text) else "en"


def changes(text, kind):
    if kind != "soften":
        return []
    found = []
    for before, after, reason, strategy in REWRITES:
        start = text.find(before)
        if start >= 0:
            found.append(
                {
                    "start": start,
                    "end": start + len(before),
                    "before": before,
                    "after": after,
                    "reason": reason,
                    "strategy": strategy,
                }
            )
    return sorted(found, key=lambda change: change["start"])


def applied(text, edits):
    for edit in reversed(edits):
        text = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
    return text


def analysis(text):
    rude = changes(text, "soften")
    kind_words = sum(text.count(after) for _, after, _, _ in REWRITES)
    japanese = language(text) == "ja"
    politeness = max(4, min(96, 52 - 15 * len(rude) + 12 * kind_words))
    hurried = bool(FACT.search(text))
    label = "aggressive" if len(rude) > 1 else "blunt" if rude else "neutral"
    return {
        "language": language(text),
        "tone": {"label": "polite" if kind_words else label, "scores": {label: 0.8}},
        "politeness": politeness,
        "keigo_level": (2 if kind_words else 4) if japanese else None,
        "clarity": {"score": 64 if rude else 78, "reasons": ["no_purpose"] if hurried else []},
        "sentiment": -0.6 if rude else 0.2,
        "priority": priority(text),
        "intensity_suggested": 2,
        "entities": [],
        "findings": [
            {
                "start": change["start"],
                "end": change["end"],
                "check": change["reason"],
                "message": REASONS["en"][change["reason"]],
                "suggestion": change["after"].strip(),
            }
            for change in rude
        ],
    }


def priority(text):
    hurried = bool(FACT.search(text))
    return {
        "level": "high" if hurried else "low",
        "score": 58 if hurried else 12,
        "reasons": ["deadline"] if hurried else [],
    }


def answer(order, identifier):
    text = order["text"]
    edits = [] if order.get("intensity") == 0 else changes(text, order["kind"])
    asked = order.get("intensity", "auto")
    rewritten = applied(text, edits)
    body = {
        "id": identifier,
        "text": rewritten,
        "kind": order["kind"],
        "intensity": 2 if asked == "auto" else asked,
        "language": language(text),
        "changes": edits,
        "facts": FACT.findall(text),
        "details": priority(text) if order["kind"] == "priority" else {},
        "provider": "rules",
        "model": None,
        "degraded": False,
        "guard": {"verdict": "passed", "violations": []},
    }
    if "analysis" in order.get("include", []):
        body["analysis"] = {"before": analysis(text), "after": analysis(rewritten)}
    return body


OPENAPI = {
    "openapi": "3.1.0",
    "info": {"title": "ToneBridge", "version": "0.1.0", "description": "Rewrites messages."},
    "paths": {
        "/api/v1/preview/analyze": {
            "post": {
                "operationId": "previewAnalyze",
                "summary": "Say what a message sounds like",
                "description": "No account is needed; strictly limited by address.",
                "tags": ["preview"],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/AnalyzeRequest"}
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "The analysis",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Analysis"},
                                "example": {"language": "en", "politeness": 52},
                            }
                        },
                    },
                    "422": {"description": "A field holds what it may not"},
                },
            }
        },
        "/api/v1/history/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "delete": {
                "operationId": "deleteEntry",
                "summary": "Delete an entry",
                "tags": ["history"],
                "responses": {"204": {"description": "It is gone"}},
            },
        },
    },
    "components": {
        "schemas": {
            "AnalyzeRequest": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": LONGEST_TEXT,
                        "examples": ["Fix LIN-204 by 15:00."],
                    }
                },
            },
            "Analysis": {
                "type": "object",
                "required": ["language", "politeness"],
                "properties": {
                    "language": {"enum": ["ja", "en"]},
                    "politeness": {"type": "integer", "minimum": 0, "maximum": 100},
                    "keigo_level": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                },
            },
        }
    },
}
