"""Time is an argument: whoever needs "now" is handed a Clock, so that tests and the sandbox can move it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns an aware moment in UTC."""
