"""What ToneBridge does: one module a use case; what they need is in `ports`."""
