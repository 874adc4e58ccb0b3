"""Writethru: a news wire in, typed story updates out. Read topology.py first."""
