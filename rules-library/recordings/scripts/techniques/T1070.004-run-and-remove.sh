# A program is run from shared memory under a hidden name, and removed.
cp /usr/bin/true /dev/shm/.secl-x
chmod +x /dev/shm/.secl-x
/dev/shm/.secl-x
rm -f /dev/shm/.secl-x
