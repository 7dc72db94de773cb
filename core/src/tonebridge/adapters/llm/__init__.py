"""What turns a message into a draft: one module a provider."""
