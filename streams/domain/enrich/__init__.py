"""Who and what an article names, who said what, and which events and figures it states."""
