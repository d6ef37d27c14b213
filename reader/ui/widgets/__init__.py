"""The parts that screens are made of; each draws only the lines that are seen."""
