"""What a careful colleague would notice in a report before it is submitted."""
