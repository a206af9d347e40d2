"""What is known of words before anything is read into them: how they are written, inflected, joined and bounded."""
