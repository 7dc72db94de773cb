"""ToneBridge on one machine: PostgreSQL and Valkey from their wheels, a worker, a gateway."""
