"""Builds adapters from settings for the doors' entry points."""
