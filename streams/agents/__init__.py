"""How Kafka calls the domain: runner.py and journal.py once for all stages, a few lines for each stage."""
