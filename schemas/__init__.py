"""The contract: what travels on each topic. Read topics.py first, then one module a record."""
