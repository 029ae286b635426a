"""What every other package may use: errors, records, paths, writing files, reading YAML."""
