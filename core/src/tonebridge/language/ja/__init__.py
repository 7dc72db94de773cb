"""Japanese: what it sounds like, and how to say it kindly."""
