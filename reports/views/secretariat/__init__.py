"""The secretariat's desk: the queue, a report under review, cycles. Hidden from everybody else."""
