"""LANGUAGE 12: a process that others own, with what an overlay says otherwise.

`overlaid` is the pure core: from the texts of a process and an overlay to the texts of the whole, every word
keeping its place. `addresses` finds what a dotted name means, `editing` replaces it, `merged` prints it all
with the source of each line, `layers` tells which files of a folder are whose.
"""

from banfa.language.overlays.editing import Overlay, overlaid, overlay_of
from banfa.language.overlays.layers import Layers, is_overlay, layers_of
from banfa.language.overlays.merged import merged_text

__all__ = ["Layers", "Overlay", "is_overlay", "layers_of", "merged_text", "overlaid", "overlay_of"]
