"""What an English reader hears: politeness, tone, clarity, sentiment, haste."""
