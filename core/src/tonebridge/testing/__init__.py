"""Fakes that keep the ports' promises; held to them by the suites in tests/contract/."""
