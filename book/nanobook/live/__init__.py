"""What live figures of all chapters share."""
