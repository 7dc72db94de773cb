"""Alone in knowing Kopf."""
