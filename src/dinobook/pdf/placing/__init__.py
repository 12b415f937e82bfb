"""Which page comes where: sequence, folios, running heads, references by page, margins."""
