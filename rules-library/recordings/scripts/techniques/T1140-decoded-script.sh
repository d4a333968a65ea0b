# An encoded script is decoded into a shell.
echo aWQK | base64 -d | sh > /dev/null
