"""The way back: figures in, a typeset disclosure out. Always marked as re-typeset or synthetic."""
