"""Every provider that there is."""

from tonebridge.adapters.llm.rules import RulesProvider

PROVIDERS = {"rules": RulesProvider}
"""What builds each, by the name in answers and settings."""
