"""How answers look: to a person in colours and words, to a program as plain text or JSON."""
