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

    @property
    def cavity(self):
        """The `SlabCavity` as the controls are set now, or None if there is no mode."""
        return self.answers.cavity

    @property
    def device(self):
        """The cavity with 50 × 50 nm² × 24 nm of emitters, as a `Device`; None if it has none."""
        return self.answers.device

    @property
    def laser(self):
        """One emitter at the centre, as a `Laser`, or None if there is no mode."""
        return self.answers.laser

    def _ask(self):
        answers = ask(self.design, self._found)
        self._found = answers.found
        return answers

    def _filmstrip(self):
        return frames(self.design, found=self._found)


bowtie_explorer = BowtieExplorer
