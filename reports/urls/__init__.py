"""Addresses, one module per audience. They are fixed: published links must work for ever."""
