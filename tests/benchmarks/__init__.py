"""What things cost, measured when somebody asks: `python -m tests.benchmarks.differ`.

Belongs here: modules that print ratios of CPU time, each run by itself. pytest collects none of them, and
no test waits for a clock: machines are noisy, ratios of what was measured in turn are not. Not here: limits
that must hold, which are tests beside the code.
"""
