"""The Japanese tongue: `TONGUE` is all that the engine needs."""
