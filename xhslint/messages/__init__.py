"""Every word that a user reads, in Chinese and English."""
