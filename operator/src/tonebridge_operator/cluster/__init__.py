"""Alone in calling the Kubernetes API."""
