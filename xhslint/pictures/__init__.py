"""What stands in pictures: the words and the codes in posters, as drafts with their places in pixels."""
