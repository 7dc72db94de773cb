"""What ToneBridge knows, with no web, queue or Kubernetes code in it."""
