"""What can be asked of the database, in the words of the trade. Every read of a row starts here."""
