"""The scanner: one pass over a draft finds its terms and the rules that it may match."""
