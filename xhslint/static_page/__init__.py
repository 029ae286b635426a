"""The page as a folder of files, whose browser does the checking: no server of ours, no Python."""
