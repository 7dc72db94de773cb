"""Cluster in, cluster out: makes a cluster what its ToneBridge resources ask for."""
