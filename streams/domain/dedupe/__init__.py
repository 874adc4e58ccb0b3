"""Dedupe: duplicate, new version or new article; lineage, revision and the order of a language's articles."""
