"""Long work: what takes minutes is done beside the pages, with progress that can be left and found again."""
