"""Turn text into records, and know nothing else: no network, no disk, no clock, no Prefect."""
