"""What was promised, by the name of its figure."""

KINDS = {
    "soften/en": 0.85,
    "soften/ja": 0.75,
    "structure": 0.85,
    "terminology": 0.80,
    "requirements": 0.80,
    "background": 0.80,
    "priority": 0.80,
    "clarify": 0.70,
    "summarize": 0.70,
}
OVERALL = 0.80

LEAST = {
    "must_keep_recall": 1.0,
    "negation_kept": 0.98,
    "soften_idempotent": 1.0,
    "politeness_monotonic_by_analyzer": 0.95,
    "politeness_gain_by_analyzer": 0.95,
    "length_fits": 1.0,
    "language": 1.0,
    "tone": 0.80,
    "sentiment": 0.85,
    "priority": 0.85,
    "politeness_pairs": 0.94,
    "plain_or_polite": 0.955,
    "pairwise_order": 0.86,
    "other_content_kept": 0.60,
}
MOST = {
    "with_lint": 0.02,
    "with_invented_fact": 0.0,
    "rude_after": 0.05,
    "clean_flagged": 0.03,
}


def of_group(group):
    """Return the bar of `kind/language`."""
    return KINDS.get(group, KINDS.get(group.split("/")[0]))


def verdict(name, value):
    """Return the bar of a figure in words, and whether it is met; empty where none was set."""
    if name in LEAST:
        return f"≥ {LEAST[name]:g}", "yes" if value >= LEAST[name] else "no"
    if name in MOST:
        return f"≤ {MOST[name]:g}", "yes" if value <= MOST[name] else "no"
    return "", ""
