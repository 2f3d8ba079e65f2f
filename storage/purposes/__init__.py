"""Of every column: why it is there, on what ground, of what class, how long, and who reads it (trust S12).

Who adds a column names it here, in the entry of its table; a test says which one is missing. The words are Dutch, as
``leerbot privacy`` makes the processing register and the page for the works council of them. The entries stand as the
tables do: ``people``, ``told``, ``sent``.
"""

from storage.purposes import people, sent, told
from storage.purposes.kept import Kept

REGISTER: tuple[Kept, ...] = (*people.ENTRIES, *told.ENTRIES, *sent.ENTRIES)
