# Runs as root in a fresh Debian: install, look, start, remove. Any line that fails ends it with an error.

export DEBIAN_FRONTEND=noninteractive HOME=/opt/home LC_ALL=C.UTF-8
mkdir -p "$HOME"
say() { echo "--- $*"; }

# What an earlier check that broke off left behind.
rm -rf "$HOME"/.local/share/app.wrapitup.desktop
dpkg -s wrapitup > /dev/null 2>&1 && apt-get purge -y -qq wrapitup

say "install the package, and what it asks for"
apt-get update -qq
apt-get install -y -qq --no-install-recommends /opt/wrapitup.deb

say "everything is there that it brings"
while read -r file; do test -e "$file" || { echo "missing: $file"; exit 1; }; done < /opt/brought
missing=$(ldd /usr/bin/wrapitup | grep "not found" || true)
test -z "$missing" || { echo "libraries that nothing asked for: $missing"; exit 1; }

say "the desktop knows it"
apt-get install -y -qq --no-install-recommends xvfb xauth xdotool dbus procps desktop-file-utils shared-mime-info xdg-utils libglib2.0-bin
desktop-file-validate /usr/share/applications/wrapitup.desktop
update-desktop-database
update-mime-database /usr/share/mime
test "$(xdg-mime query default x-scheme-handler/wrapitup)" = wrapitup.desktop
echo '{}' > /tmp/wedding.wrapitup-journey
gio info -a standard::content-type /tmp/wedding.wrapitup-journey | grep -q application/vnd.wrapitup.journey+json

say "it starts, shows a window, and makes its workspace"
cat > /tmp/start.sh <<'END'
wrapitup --sample wrapitup://reviews > /tmp/said 2>&1 &
window=$(timeout 120 xdotool search --sync --onlyvisible --name "Wrap It Up" | head -1)
test -n "$window"
xdotool getwindowname "$window"
timeout 120 sh -c 'until test -s "$HOME"/.local/share/app.wrapitup.desktop/sample.db; do sleep 0.2; done'
pkill -x wrapitup
wait
END
timeout 300 xvfb-run --auto-servernum dbus-run-session sh -e /tmp/start.sh || { cat /tmp/said; exit 1; }

say "and goes away, but for what people wrote"
apt-get remove -y -qq wrapitup
while read -r file; do test ! -e "$file" || { echo "left behind: $file"; exit 1; }; done < /opt/brought
test -s "$HOME"/.local/share/app.wrapitup.desktop/sample.db
rm -rf "$HOME"/.local/share/app.wrapitup.desktop
apt-get autoremove -y -qq
