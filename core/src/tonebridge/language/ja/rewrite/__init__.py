"""Soften Japanese: words, endings, cushion phrases."""
