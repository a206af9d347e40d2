"""Touch the world: network, disk, clock and processes; what a page or a text means is decided in `parsers`."""
