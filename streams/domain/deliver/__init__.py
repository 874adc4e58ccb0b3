"""An outbox: what is to be sent, when to try again, and when to give up."""
