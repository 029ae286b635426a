"""The page over HTTP, for the browser of this computer alone."""
