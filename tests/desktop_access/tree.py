"""Prints what assistive technology is told of a program, as JSON: role, name, states, children.

Usage: tree.py PROCESS. The message bus is that of the program (DBUS_SESSION_BUS_ADDRESS).
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STATES = ["focused", "focusable", "editable", "multi_line", "required", "checked", "expanded", "selected", "showing"]


def told(node):
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "states": [name for name in STATES if states.contains(getattr(Atspi.StateType, name.upper()))],
        "children": [told(child) for child in children(node)],
    }


def children(node):
    found = (node.get_child_at_index(place) for place in range(node.get_child_count()))
    return [child for child in found if child is not None]


program = [one for one in children(Atspi.get_desktop(0)) if one.get_process_id() == int(sys.argv[1])]
if not program:
    sys.exit("the program tells assistive technology nothing")
json.dump(told(program[0]), sys.stdout)
