"""Pages in, one :class:`~lib.disclosure.Disclosure` out."""
