"""Photos, scans and letters that belong to what is decided: kept by digest, given out as downloads."""
