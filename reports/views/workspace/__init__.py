"""What members see of their own organisations. A stranger gets 404 on every address."""
