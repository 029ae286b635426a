"""What a project says about how its drafts are checked."""
