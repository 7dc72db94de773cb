"""What structure, summarize and requirements share: clauses, cues, sections. Pure."""
