"""Tiers of answers: `memory` in the process, `redis` for the fleet."""
