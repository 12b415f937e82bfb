"""Finish an assembled PDF as a printer or an archive wants it: boxes, marks, colour, standard."""
