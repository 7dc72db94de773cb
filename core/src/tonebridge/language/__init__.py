"""Text in, text out: rule engine, analyzer, facts, guard. Pure, deterministic, no I/O."""
