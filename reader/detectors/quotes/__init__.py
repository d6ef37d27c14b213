"""Quotes: quotation marks, reported speech, and who said it."""

from reader.detectors.contract import Detector
from reader.detectors.quotes.detector import find

QUOTES = Detector(name="quotes", find=find)
