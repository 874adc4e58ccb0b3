"""What we decide: pure functions over values; no Kafka, clock, environment or log in here."""
