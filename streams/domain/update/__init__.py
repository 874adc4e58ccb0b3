"""What changed in a story: its events and figures step by step, with the sentence on each side of a change."""
