"""Say in what order the tasks run; Prefect's entry points and the command line live here."""
