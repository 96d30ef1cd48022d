"""决算透视 (Final Accounts Lens): read, check and explore published departmental final accounts."""

__version__ = "0.2.2"
