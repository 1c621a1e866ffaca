"""A desktop that shows trays: it writes down who registers one, as `name path`, in the file that it is given."""

import sys

import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
STATE = {
    "IsStatusNotifierHostRegistered": True,
    "ProtocolVersion": dbus.Int32(0),
    "RegisteredStatusNotifierItems": dbus.Array([], signature="s"),
}


class Watcher(dbus.service.Object):
    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, item, sender=None):
        with open(sys.argv[1], "a") as written:
            written.write(f"{sender} {item}\n")

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return STATE[name]


DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
watcher = Watcher(dbus.service.BusName(WATCHER, bus), "/StatusNotifierWatcher")
GLib.MainLoop().run()
