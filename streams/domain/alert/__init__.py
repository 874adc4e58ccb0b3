"""Which updates are told to whom."""
