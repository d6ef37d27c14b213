"""Figures: numbers, quantities with their units, dates, and what is counted."""

from reader.detectors.contract import Detector
from reader.detectors.figures.detector import find

FIGURES = Detector(name="figures", find=find)
