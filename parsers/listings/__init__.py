"""What tells of articles: feeds, sitemaps, APIs, archives and pages of links."""
