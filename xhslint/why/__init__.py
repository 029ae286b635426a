"""Which findings and near misses of a draft a notice of the platform punishes."""
