"""What a page in the browser shows of a draft, as answers to its questions: JSON in, JSON out."""
