"""Hear Japanese: register, tones, clarity, feelings, grounds for haste."""
