"""Queue in, result out."""
