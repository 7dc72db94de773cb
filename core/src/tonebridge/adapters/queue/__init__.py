"""Streams and queues: the way of the history into the database, and work for later."""
