"""Find what a rule describes in the view of a draft."""
