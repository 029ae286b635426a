"""The frozen values that pass between layers: findings, fixes, sources, results."""
