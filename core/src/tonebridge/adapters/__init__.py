"""One folder a port, one module a vendor; no folder knows another."""
