"""English: what it knows and how it rewrites."""
