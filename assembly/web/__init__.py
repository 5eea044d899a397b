"""What every page shares: access, forms, languages, filters, error pages, headers."""
