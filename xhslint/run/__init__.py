"""Check many drafts in order, whatever happens to one of them."""
