# A package is built, installed and removed.
mkdir -p tool/DEBIAN tool/usr/share/secl-tool
printf 'Package: secl-tool\nVersion: 1.0\nArchitecture: all\nMaintainer: ann <ann@example.com>\nDescription: a tool\n' > tool/DEBIAN/control
echo hello > tool/usr/share/secl-tool/hello.txt
dpkg-deb --build --root-owner-group tool tool.deb > /dev/null
dpkg -i tool.deb > /dev/null
dpkg -r secl-tool > /dev/null
