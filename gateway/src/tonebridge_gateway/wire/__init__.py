"""What travels: request and response structs, and how bytes become them."""
