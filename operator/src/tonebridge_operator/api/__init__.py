"""The resource that people write: its structs, its rules and the schema made from them."""
