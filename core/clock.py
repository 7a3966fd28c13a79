"""Time is an argument: whoever needs "now" is handed a Clock, so that tests and the sandbox can move it."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Returns an aware moment in UTC."""
KAZAKHSTAN = timezone(timedelta(hours=5))
"""One zone for the whole country since 2024-03-01; nothing we reckon depends on the hours it moved before."""
