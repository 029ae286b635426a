"""The prefilter: which rules a draft can match at all, told in one pass."""
