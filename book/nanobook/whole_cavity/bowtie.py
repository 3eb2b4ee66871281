"""The live bowtie: choose its tips and rings, and see the mode and what one emitter does in it."""

from nanobook.live.widget import LiveWidget
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_design import CONTROLS, Design
from nanobook.whole_cavity.bowtie_figure import BowtieFigure
from nanobook.whole_cavity.bowtie_frames import frames, tell


class BowtieExplorer(LiveWidget):
    """Choose a bowtie's tips and rings, and see its hot spot, Q, volume, γ_r and β.

    The cavity is etched through a slab of 240 nm, n = 3.3, and designed for 1.55 µm; the emitter
    has a dipole of 10⁻²⁸ C m and T_2 = 50 fs. The page without a kernel has a filmstrip over the
    width.

    Source: A model in the plane of the bowties of saldutti2024.
    """

    controls, figure, width = CONTROLS, BowtieFigure, 700
    _tell, _found = staticmethod(tell), None

    @property
    def design(self):
        """What the controls say now."""
        return Design(**self.values)

    def _ask(self):
        answers = ask(self.design, self._found)
        self._found = answers.found
        return answers

    def _filmstrip(self):
        return frames(self.design, found=self._found)


bowtie_explorer = BowtieExplorer
